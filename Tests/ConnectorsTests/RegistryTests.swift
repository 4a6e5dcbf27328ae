import Client
import Connectors
import Entities
import TestKit
import Testing

@Suite(.enabled(if: Fixtures.areThere, Comment(rawValue: Fixtures.missing)))
struct RegistryTests {
    private func store(_ name: String) throws -> MLflowSQLite {
        MLflowSQLite(
            id: Source.ID("file"),
            path: try Fixtures.path("\(name)/mlflow.db"),
            budget: Budget(bytes: 1 << 30)
        )
    }

    @Test(arguments: ["mlflow-2", "mlflow-3", "registry"])
    func aFileKeepsTheContract(_ name: String) async throws {
        try await checkModelRegistry(store(name))
    }

    @Test func theDemoKeepsTheContract() async throws {
        try await checkModelRegistry(DemoStore(time: .frozen))
    }

    @Test func aFileWithoutModelsHasNone() async throws {
        #expect(try await store("empty").models().isEmpty)
        #expect(try await store("empty").versions(of: nil).isEmpty)
    }

    @Test(arguments: ["mlflow-2", "mlflow-3"])
    func whatMLflowRegisteredIsRead(_ name: String) async throws {
        let store = try store(name)
        let models = try await store.models()
        #expect(models.map(\.id.name) == ["Kä$e 'n \"wein\"", "churn", "nothing yet", "ranker"])
        let churn = models[1]
        #expect(churn.description == "Who may leave within 30 days.\n\nNot for pricing.")
        #expect(churn.tags == ["owner": "ana"])
        #expect(churn.aliases == ["champion": 11, "candidate": 12, "fallback": 11])
        #expect(models[2].latest == nil)
        let versions = try await store.versions(of: churn.id)
        // The fifth was deleted.
        #expect(versions.map(\.id.number) == [12, 11, 10, 9, 8, 7, 6, 4, 3, 2, 1])
        #expect(versions[1].aliases == ["champion", "fallback"])
        #expect(versions[0].description == "the first with features v7")
        #expect(versions[0].tags == ["data": "2026-10"])
        #expect(versions.allSatisfy { $0.status == .ready && !$0.metrics.isEmpty })
        let ranker = try await store.versions(of: models[3].id)
        #expect(ranker.map(\.stage) == ["", "Production", "Archived"])
        #expect(ranker[0].source == "s3://runs/ranker")
    }
}

/// In the suite of the servers, in which nothing else writes meanwhile.
extension MLflowServerTests {
    @Test(arguments: MLflowServers.all + [MLflowServers.golden])
    func aRegistryKeepsTheContractAndIsThatOfTheFile(_ server: MLflowServers) async throws {
        let (store, file) = (try server.store(), try server.file())
        try await checkModelRegistry(store)
        let (asked, read) = (try await store.models(), try await file.models())
        #expect(asked == read)
        #expect(try await store.versions(of: nil) == file.versions(of: nil))
        for model in read {
            let versions = try await store.versions(of: model.id)
            let same = try await file.versions(of: model.id)
            // NaN is not equal to itself.
            #expect("\(versions.map(plain))" == "\(same.map(plain))", "\(model.id.name)")
        }
    }

    private func plain(_ version: ModelVersion) -> [String] {
        var rest = version
        rest.metrics = [:]
        return ["\(rest.id) \(rest.tags.sorted { $0 < $1 }) \(rest.source)"]
            + version.metrics.map { "\($0.key) \($0.value)" }.sorted()
    }
}
