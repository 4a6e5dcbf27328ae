import Client
import Connectors
import Entities
import Foundation
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

    /// A store with a version whose files are in a folder.
    private func withVersion(
        _ body: (MLflowSQLite, ModelVersion.ID, TemporaryFolder) async throws -> Void
    ) async throws {
        try await withTemporaryFolder { folder in
            let path = try folder.copy(Fixtures.path("mlflow-3/mlflow.db"), as: "mlflow.db")
            let change = "UPDATE model_versions SET source = '\(folder.path)' WHERE version = 12"
            let script =
                "import sqlite3, sys; db = sqlite3.connect(sys.argv[1]); "
                + "db.execute(sys.argv[2]); db.commit()"
            let python = try Companion(try #require(Fixtures.python), ["-c", script, path, change])
            try await python.wait()
            let id = Source.ID("file")
            let store = MLflowSQLite(id: id, path: path, budget: Budget(bytes: 1 << 30))
            let model = RegisteredModel.ID(source: id, name: "churn")
            try await body(store, ModelVersion.ID(model: model, number: 12), folder)
        }
    }

    @Test func aHostileMLmodelIsNoCrashAndNoLoop() async throws {
        let spec = #"[{"name": "x", "type": "array", "items": {"type": "object", "properties": "#
        let texts = [
            "", "\u{0}\u{FF}", "- a\n- b", "a: &x [*x, *x]\nb: *x",
            "signature: {inputs: 'no JSON'}",
            "signature: {inputs: '\(spec){\"a\": {\"type\": \"long\"}}}}]'}",
            "signature: {inputs: '" + String(repeating: "[", count: 20_000) + "'}",
            "flavors: [a, b]\nsignature: 3\nmodel_size_bytes: many",
            String(repeating: "a: {", count: 5000),
        ]
        try await withVersion { store, version, folder in
            var answers: [VersionContent?] = []
            for text in texts {
                _ = try folder.write(Array(text.utf8), to: "MLmodel")
                answers.append(try? await store.content(of: version))
            }
            let type = "array(object(a: long))"
            #expect(answers[5]?.signature?.inputs == [Signature.Column("x", type)])
            #expect(answers[3] == nil && answers[8] == nil)
            #expect(answers[4]?.signature == Signature())
            #expect(answers[7] == VersionContent())
        }
    }

    @Test func randomBytesAreNoMLmodel() async throws {
        let seed = UInt64.random(in: .min ... .max)
        var random = SeededNumbers(state: seed)
        let pieces = [
            "signature:", "inputs: ", "'[{", "\"name\":", "}]'", "\n", "  ", "-", "?", "\u{1B}",
        ]
        try await withVersion { store, version, folder in
            for _ in 0..<200 {
                let text = (0..<40).map { _ in pieces.randomElement(using: &random) ?? "" }.joined()
                _ = try folder.write(Array(text.utf8), to: "MLmodel")
                do throws(Failure) {
                    _ = try await store.content(of: version)
                } catch {
                    guard case .malformed = error.reason else {
                        Issue.record("\(seed): \(error.message)")
                        continue
                    }
                }
            }
        }
    }

    @Test func aVersionWhoseFilesAreElsewhereSaysWhere() async throws {
        let store = try store("mlflow-3")
        let model = RegisteredModel.ID(source: store.source.id, name: "ranker")
        let failure = await #expect(throws: Failure.self) {
            try await store.content(of: ModelVersion.ID(model: model, number: 1))
        }
        #expect(failure?.message.contains("s3://runs/ranker") == true)
        #expect(failure?.message.contains("pass") == false)
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

    @Test(arguments: MLflowServers.open)
    func aWriterOfTheRegistryIsFollowed(_ server: MLflowServers) async throws {
        let name = "followed \(UUID())"
        let store = try server.store()
        let id = RegisteredModel.ID(source: store.source.id, name: name)
        _ = try await server.tell("registered-models/create", #"{"name": "\#(name)"}"#)
        try await eventually { try await store.models().contains { $0.id == id } }
        #expect(try await store.versions(of: id).isEmpty)
        for number in 1...2 {
            let made = #"{"name": "\#(name)", "source": "s3://m/\#(number)"}"#
            _ = try await server.tell("model-versions/create", made)
            try await eventually { try await store.versions(of: id).count == number }
        }
        for number in [2, 1] {
            let alias = #"{"name": "\#(name)", "alias": "champion", "version": "\#(number)"}"#
            _ = try await server.tell("registered-models/alias", alias)
            try await eventually {
                let versions = try await store.versions(of: id)
                return versions.first { $0.aliases == ["champion"] }?.id.number == number
            }
        }
        try await server.delete(model: name)
        try await eventually { try await !store.models().contains { $0.id == id } }
    }

    private func plain(_ version: ModelVersion) -> [String] {
        var rest = version
        rest.metrics = [:]
        return ["\(rest.id) \(rest.tags.sorted { $0 < $1 }) \(rest.source)"]
            + version.metrics.map { "\($0.key) \($0.value)" }.sorted()
    }
}
