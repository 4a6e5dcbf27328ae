import Entities

/// Whether those who call the version that serves can call the new one as well.
enum SignatureGate: Gate {
    static let name = "signature"
    static let keys: [GateKey] = []

    static func judge(_ one: GateCase, _ settings: GateSettings) async throws -> GateResult {
        let version = try one.version()
        guard let champion = try await one.champion() else {
            return settings.result(.skipped, "no other version serves, to be compared with")
        }
        let (old, new) = ("v\(champion.id.number)", "v\(version.id.number)")
        guard let after = try await signature(of: version.id, one) else {
            return settings.result(.warn, "\(new) has no signature")
        }
        guard let before = try await signature(of: champion.id, one) else {
            return settings.result(.warn, "\(old), which serves, has no signature")
        }
        let obstacles = after.obstacles(from: before)
        guard !obstacles.isEmpty else {
            return settings.result(.pass, "\(new) can be called like \(old)")
        }
        let broken = obstacles.filter(\.breaks)
        let told = (broken.isEmpty ? obstacles : broken).map(\.sentence)
        return settings.result(broken.isEmpty ? .warn : .fail, told.joined(separator: "; "))
    }

    private static func signature(
        of version: ModelVersion.ID,
        _ one: GateCase
    ) async throws(Failure) -> Signature? {
        let registry: any ModelRegistry = try one.connector(version.model.source, "models")
        return try await registry.content(of: version).signature
    }
}
