import Entities
import Glibc

/// Whether the version answers an example once it is loaded, before any requests go there.
enum SmokeGate: Gate {
    static let name = "smoke"
    static let isCostly = true
    static let keys = [
        GateKey(
            "input",
            .text,
            "The file with the body of a request; left out, serving_input_example.json of the version."
        )
    ]

    /// The file that MLflow logs beside a model with an input example.
    private static let example = "serving_input_example.json"

    /// The plan has the request as a step of its own, which must succeed.
    static func judge(_ one: GateCase, _ settings: GateSettings) async throws -> GateResult {
        guard one.plan.steps.contains(where: { $0.kind == .check }) else {
            let isKnown = one.order.example != nil
            return settings.result(
                isKnown ? .warn : .fail,
                isKnown
                    ? "the target cannot ask one version alone before it serves"
                    : "the version has no \(example), and 'input' names no file that can be read"
            )
        }
        return settings.result(.skipped, "asked once it is loaded, before any requests go there")
    }

    /// The body of the request; nil where there is none.
    static func body(
        _ settings: GateSettings,
        _ version: ModelVersion,
        _ changes: Changes
    ) async -> String? {
        if let path = settings.text("input") {
            let whole = path.hasPrefix("/") ? path : "\(changes.rules.folder)/\(path)"
            return text(of: whole)
        }
        let store = changes.connectors.first { $0.source.id == version.id.model.source }
        let question = ArtifactPreview(of: .version(version.id), path: example)
        guard let answer = try? await (store as? any ArtifactStore)?.preview(question),
            !answer.isCut
        else { return nil }
        return String(decoding: answer.bytes, as: UTF8.self)
    }

    private static func text(of path: String) -> String? {
        let file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard file >= 0 else { return nil }
        defer { close(file) }
        var bytes = [UInt8](repeating: 0, count: ArtifactPreview.limit)
        let count = pread(file, &bytes, bytes.count, 0)
        return count > 0 ? String(decoding: bytes.prefix(count), as: UTF8.self) : nil
    }
}
