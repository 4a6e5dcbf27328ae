import Client
import Entities
import Yams

/// The file `MLmodel`, in which MLflow describes a model: YAML, the signature as JSON in it.
struct MLmodel {
    private let root: Node.Mapping

    /// Reads the file; throws half a sentence where it is none.
    init(_ text: String) throws(Unreadable) {
        // An anchor may stand for itself many times over.
        let words = text.split { " \t\n[]{},:-?".contains($0) }
        guard !words.contains(where: { $0.hasPrefix("&") && $0.count > 1 }) else {
            throw Unreadable(detail: "anchors are not read")
        }
        guard let node = try? compose(yaml: text, .basic), let mapping = node.mapping else {
            throw Unreadable(detail: "this is no YAML with keys")
        }
        root = mapping
    }

    /// Why it is none.
    struct Unreadable: Error {
        let detail: String
    }

    /// The tools that can load the model, by name.
    var flavors: [String] {
        root["flavors"]?.mapping?.keys.compactMap(\.scalar?.string).sorted() ?? []
    }

    /// Bytes of the model.
    var size: Int64? { root["model_size_bytes"]?.scalar.flatMap { Int64($0.string) } }

    /// What it takes and gives; a part that is no JSON is left out.
    var signature: Signature? {
        guard let parts = root["signature"]?.mapping else { return nil }
        func columns(_ part: String) -> [Signature.Column] {
            let text = parts[part]?.scalar?.string ?? ""
            return (try? Signature.Column.all(in: Array(text.utf8))) ?? []
        }
        return Signature(
            inputs: columns("inputs"),
            outputs: columns("outputs"),
            params: columns("params")
        )
    }
}

extension ModelRegistry where Self: ArtifactStore {
    /// From `MLmodel` and `requirements.txt`, which not every version has.
    func read(_ version: ModelVersion.ID) async throws(Failure) -> VersionContent {
        var content = VersionContent()
        let text = try await text("MLmodel", of: version)
        do throws(MLmodel.Unreadable) {
            let model = try MLmodel(text ?? "{}")
            content.signature = model.signature
            content.flavors = model.flavors
            content.size = model.size
        } catch {
            let reason = Failure.Reason.malformed(where: "MLmodel", detail: error.detail)
            throw Failure(source: source.id, reason: reason)
        }
        let requirements = try await self.text("requirements.txt", of: version) ?? ""
        content.requirements = requirements.split(whereSeparator: \.isNewline)
            .map { String($0).trimmed }
            .filter { !$0.isEmpty && !$0.hasPrefix("#") }
        return content
    }

    /// A small file of the version; nil where it has none of that name.
    private func text(
        _ path: String,
        of version: ModelVersion.ID
    ) async throws(Failure) -> String? {
        do throws(Failure) {
            let file = try await preview(ArtifactPreview(of: .version(version), path: path))
            return String(decoding: file.bytes, as: UTF8.self)
        } catch {
            if case .notFound = error.reason { return nil }
            throw error
        }
    }
}
