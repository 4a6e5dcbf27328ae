import Client
import Connectors
import Entities
import Foundation
import TestKit
import Testing

/// Files and models that MLflow itself has logged; in the suite that writes into the servers.
extension MLflowServerTests {
    @Test(arguments: MLflowServers.open)
    func filesAndModelsAreListedAndReadFromTheServer(_ server: MLflowServers) async throws {
        try await withTemporaryFolder { folder in
            let name = "followed-\(UUID())"
            let uri = try #require(server.uri)
            let store = try server.store()
            let id = try await logModel(uri, name, folder, server.python)
            try await checkFiles(store, id)
            try await checkVersions(store, name)
            try await server.delete(model: name)
            _ = try await server.tell("runs/delete", #"{"run_id": "\#(id)"}"#)
        }
    }

    @Test(arguments: MLflowServers.open)
    func filesAndModelsAreListedAndReadFromTheFile(_ server: MLflowServers) async throws {
        try await withTemporaryFolder { folder in
            let path = folder.file("mlflow.db")
            let id = try await logModel("sqlite:///\(path)", "own", folder, server.python)
            let store = MLflowSQLite(
                id: Source.ID("file"),
                path: path,
                budget: Budget(bytes: 1 << 30)
            )
            try await checkFiles(store, id)
            try await checkVersions(store, "own")
        }
    }

    /// Two versions, of which the second takes more and needs a newer package.
    private func checkVersions(
        _ store: any ModelRegistry & ArtifactStore,
        _ name: String
    ) async throws {
        let model = RegisteredModel.ID(source: store.source.id, name: name)
        let versions = try await store.versions(of: model)
        #expect(versions.map(\.id.number) == [2, 1])
        let second = try await store.content(of: versions[0].id)
        let first = try await store.content(of: versions[1].id)
        #expect(second.flavors == ["python_function"])
        #expect(second.signature?.outputs.map(\.type) == ["tensor(float32, [-1, 2])"])
        let params = [Signature.Column("threshold", "double", isRequired: false)]
        #expect(second.signature?.params == params)
        let before = try #require(first.signature)
        let changes = try #require(second.signature?.changes(from: before))
        let plan = Signature.Column("plan", "string", isRequired: false)
        let age = (Signature.Column("age", "integer"), Signature.Column("age", "long"))
        #expect(
            changes == [
                Signature.Change(part: .input, after: plan),
                Signature.Change(part: .input, before: age.0, after: age.1),
            ]
        )
        let requirements = second.requirementChanges(from: first)
        #expect(requirements.map(\.name) == ["numpy"])
        #expect(requirements.map(\.after) == ["numpy>=2"])
        let files = try await store.files(Artifacts(of: .version(versions[0].id)))
        #expect(files.map(\.path).contains("MLmodel"))
        let path = "requirements.txt"
        let text = try await store.preview(
            ArtifactPreview(of: .version(versions[1].id), path: path)
        )
        #expect(String(decoding: text.bytes, as: UTF8.self).contains("numpy>=1"))
    }

    private func logModel(
        _ uri: String,
        _ experiment: String,
        _ folder: TemporaryFolder,
        _ python: String?
    ) async throws -> String {
        let tests = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        let script = tests.appending(path: "Fixtures/log-model").path(percentEncoded: false)
        let writer = try Companion(
            try #require(python),
            [script, uri, experiment, folder.path, experiment]
        )
        var said = ""
        repeat {
            let more = try await writer.hear()
            if more.isEmpty { break }
            said += more
        } while true
        try await writer.wait()
        return try #require(said.split(separator: "\n").last.map(String.init))
    }

    private func checkFiles(
        _ store: any ArtifactStore,
        _ id: String
    ) async throws {
        let run = Run.ID(source: store.source.id, key: id)
        let top = try await store.files(Artifacts(of: .run(run)))
        #expect(top.map(\.path) == ["classifier", "classifier-2", "long.txt", "notes"])
        #expect(top.map(\.isFolder) == [true, true, false, true])
        #expect(top[2].size == 100_000)
        let notes = try await store.files(Artifacts(of: .run(run), folder: "notes"))
        #expect(notes == [Artifact(path: "notes/a.txt", isFolder: false, size: 23)])
        let model = try await store.files(Artifacts(of: .run(run), folder: "classifier")).map(
            \.path
        )
        #expect(model.contains("classifier/MLmodel"))
        #expect(model.contains("classifier/requirements.txt"))
        let text = try await store.preview(ArtifactPreview(of: .run(run), path: "notes/a.txt"))
        #expect(String(decoding: text.bytes, as: UTF8.self) == "first line\nsecond line\n")
        #expect(!text.isCut)
        let long = try await store.preview(ArtifactPreview(of: .run(run), path: "long.txt"))
        #expect(long.bytes.count == ArtifactPreview.limit && long.isCut)
        let path = "classifier/MLmodel"
        let card = try await store.preview(ArtifactPreview(of: .run(run), path: path))
        #expect(String(decoding: card.bytes, as: UTF8.self).contains("python_function"))
        for path in ["notes/none.txt", "classifier/none", "../../mlflow.db", "notes"] {
            await #expect(throws: Failure.self, "\(path)") {
                try await store.preview(ArtifactPreview(of: .run(run), path: path))
            }
        }
    }
}
