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
            let id = try await logModel(uri, name, folder, server.python)
            try await checkFiles(try server.store(), id)
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
        }
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
            [script, uri, experiment, folder.path]
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
        let top = try await store.files(Artifacts(run: run))
        #expect(top.map(\.path) == ["classifier", "long.txt", "notes"])
        #expect(top.map(\.isFolder) == [true, false, true])
        #expect(top[1].size == 100_000)
        let notes = try await store.files(Artifacts(run: run, folder: "notes"))
        #expect(notes == [Artifact(path: "notes/a.txt", isFolder: false, size: 23)])
        let model = try await store.files(Artifacts(run: run, folder: "classifier")).map(\.path)
        #expect(model.contains("classifier/MLmodel"))
        #expect(model.contains("classifier/requirements.txt"))
        let text = try await store.preview(ArtifactPreview(run: run, path: "notes/a.txt"))
        #expect(String(decoding: text.bytes, as: UTF8.self) == "first line\nsecond line\n")
        #expect(!text.isCut)
        let long = try await store.preview(ArtifactPreview(run: run, path: "long.txt"))
        #expect(long.bytes.count == ArtifactPreview.limit && long.isCut)
        let path = "classifier/MLmodel"
        let card = try await store.preview(ArtifactPreview(run: run, path: path))
        #expect(String(decoding: card.bytes, as: UTF8.self).contains("python_function"))
        for path in ["notes/none.txt", "classifier/none", "../../mlflow.db", "notes"] {
            await #expect(throws: Failure.self, "\(path)") {
                try await store.preview(ArtifactPreview(run: run, path: path))
            }
        }
    }
}
