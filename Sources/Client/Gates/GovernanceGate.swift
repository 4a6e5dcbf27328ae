import Entities

/// Whether all is there that must be said of a model before it serves.
enum GovernanceGate: Gate {
    static let name = "governance"
    static let keys = [
        GateKey(
            "needs",
            .words(Need.allCases.map(\.rawValue)),
            isNeeded: true,
            "What must be there, in tags, the description or the version's files."
        )
    ]

    static func judge(_ one: GateCase, _ settings: GateSettings) async throws -> GateResult {
        let needs = (settings.values["needs"] ?? []).compactMap(Need.init)
        let version = try one.version()
        let said = try await Said(version, one)
        var found = needs.map { need in (need, place: said.place(of: need)) }
        var trouble = ""
        if found.contains(where: { $0.place == nil }) {
            do throws(Failure) {
                let files = try await files(of: version.id, one)
                found = found.map { ($0.0, $0.place ?? $0.0.file(in: files)) }
            } catch {
                trouble = "; its files were not looked at: \(error.message)"
            }
        }
        let missing = found.filter { $0.place == nil }.map(\.0.rawValue)
        guard missing.isEmpty else {
            let names = missing.joined(separator: ", ")
            return settings.result(.fail, "missing: \(names)\(trouble)")
        }
        let places = found.map { "\($0.0.rawValue): \($0.place ?? "")" }
        return settings.result(.pass, places.joined(separator: ", "))
    }

    private static func files(
        of version: ModelVersion.ID,
        _ one: GateCase
    ) async throws(Failure) -> [String] {
        let store: any ArtifactStore = try one.connector(version.model.source, "files")
        let all = try await store.files(Artifacts(of: .version(version)))
        return all.filter { !$0.isFolder }.map(\.name)
    }
}

/// Something that must be said of a model.
private enum Need: String, CaseIterable {
    case card, licence, owner, sbom, signature
    case intendedUse = "intended_use"

    /// The tags that say it.
    var tags: [String] { self == .licence ? ["licence", "license"] : [rawValue] }

    /// Whether a description says it.
    func isSaid(by description: String) -> Bool {
        switch self {
        case .card: !description.trimmed.isEmpty
        case .intendedUse: description.lowercased().contains("intended use")
        default: false
        }
    }

    /// The file that says it; a signature's is not verified here.
    func file(in files: [String]) -> String? {
        files.first { isSaid(byFile: $0.lowercased()) }
    }

    private func isSaid(byFile name: String) -> Bool {
        switch self {
        case .card: ["readme.md", "model_card.md", "card.md"].contains(name)
        case .licence: ["licence", "license"].contains(name.prefix { $0 != "." })
        case .sbom: name.hasSuffix(".cdx.json") || name.hasSuffix(".spdx.json")
        case .signature: name == "model.sig"
        case .owner, .intendedUse: false
        }
    }
}

/// What is said of a version and its model.
private struct Said {
    let tags: [String: String]
    let descriptions: [String]

    init(_ version: ModelVersion, _ one: GateCase) async throws(Failure) {
        let registry: any ModelRegistry = try one.connector(version.id.model.source, "models")
        let model = try await registry.models().first { $0.id == version.id.model }
        descriptions = [version.description, model?.description ?? ""]
        let all = Array(version.tags) + Array(model?.tags ?? [:])
        let said = all.filter { !$0.value.trimmed.isEmpty }.map { ($0.key.lowercased(), $0.value) }
        tags = Dictionary(said) { own, _ in own }
    }

    /// Where it is said: a tag's value, or the description.
    func place(of need: Need) -> String? {
        if let tag = need.tags.lazy.compactMap({ tags[$0] }).first { return tag }
        return descriptions.contains(where: need.isSaid) ? "in the description" : nil
    }
}
