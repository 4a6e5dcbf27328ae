import Client
import Entities
import Testing

/// What every model registry promises, whatever it reads.
public func checkModelRegistry(
    _ registry: any ModelRegistry,
    location: SourceLocation = #_sourceLocation
) async throws {
    let check = ModelRegistryCheck(registry: registry, location: location)
    try await check.modelsAreItsOwnAndInOrder()
    try await check.versionsAreInOrderAndTheModelsOwn()
    try await check.aliasesAreTheSameOnBothSides()
    try await check.aVersionHasTheMetricsOfItsRun()
    try await check.anUnknownModelHasNoVersions()
}

private struct ModelRegistryCheck {
    let registry: any ModelRegistry
    let location: SourceLocation

    func modelsAreItsOwnAndInOrder() async throws {
        let ids = try await registry.models().map(\.id)
        #expect(!ids.isEmpty, sourceLocation: location)
        #expect(ids.allSatisfy { $0.source == registry.source.id }, sourceLocation: location)
        #expect(ids == Set(ids).sorted(), sourceLocation: location)
    }

    func versionsAreInOrderAndTheModelsOwn() async throws {
        let all = try await registry.versions(of: nil)
        let ids = all.map(\.id)
        let sorted = Set(ids).sorted { ($0.model, $1.number) < ($1.model, $0.number) }
        #expect(ids == sorted, sourceLocation: location)
        for model in try await registry.models() {
            let own = try await registry.versions(of: model.id)
            #expect(
                own.map(\.id) == ids.filter { $0.model == model.id },
                "\(model.id.name)",
                sourceLocation: location
            )
            #expect(model.latest == own.first?.id.number, sourceLocation: location)
        }
    }

    func aliasesAreTheSameOnBothSides() async throws {
        for model in try await registry.models() {
            var aliases: [String: Int] = [:]
            for version in try await registry.versions(of: model.id) {
                for alias in version.aliases { aliases[alias] = version.id.number }
            }
            #expect(aliases == model.aliases, "\(model.id.name)", sourceLocation: location)
        }
    }

    func aVersionHasTheMetricsOfItsRun() async throws {
        guard let runs = registry as? any RunSource else { return }
        for model in try await registry.models() {
            for version in try await registry.versions(of: model.id) {
                guard let run = version.run else { continue }
                let metrics = try await runs.detail(WholeRun(run)).run.metrics
                let isSame = "\(sorted(metrics))" == "\(sorted(version.metrics))"
                #expect(isSame, "\(model.id.name) \(version.id.number)", sourceLocation: location)
            }
        }
    }

    /// NaN is not equal to itself.
    private func sorted(_ metrics: [String: Double]) -> [String] {
        metrics.map { "\($0.key) \($0.value)" }.sorted()
    }

    func anUnknownModelHasNoVersions() async throws {
        let none = RegisteredModel.ID(source: registry.source.id, name: "nobody's \"name\"")
        #expect(try await registry.versions(of: none).isEmpty, sourceLocation: location)
    }
}
