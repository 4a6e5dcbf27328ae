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
        let source = version.id.model.source
        let registry: any ModelRegistry = try one.connector(source, "models")
        let found = try await Governance.look(
            for: needs,
            of: version,
            in: registry,
            registry as? any ArtifactStore
        )
        let missing = found.filter { $0.place == nil }
        guard missing.isEmpty else {
            let names = missing.map(\.need).joined(separator: ", ")
            let trouble = missing.compactMap(\.trouble).first
            let why = trouble.map { "; its files were not looked at: \($0)" } ?? ""
            return settings.result(.fail, "missing: \(names)\(why)")
        }
        let places = found.map { "\($0.need): \($0.place ?? "")" }
        return settings.result(.pass, places.joined(separator: ", "))
    }
}
