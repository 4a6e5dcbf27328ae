import Connectors
import Foundation
import TestKit
import Testing

/// A folder is looked through again when something may have appeared.
struct DiscoveryWatchTests {
    private func lookout(_ folder: TemporaryFolder) -> Lookout {
        Lookout(folder: folder.path, environment: [:])
    }

    @Test func aStoreThatAppearsIsFound() async throws {
        try await withTemporaryFolder { folder in
            try folder.make(["a/notes.txt"])
            let lookout = lookout(folder)
            try await eventually { lookout.findings.isComplete }
            let rings = lookout.changes()
            let ringing = Task { for await _ in rings { return } }
            try folder.make(["mlflow.db"])
            await ringing.value
            try await eventually { lookout.findings.places[.mlflowFile]?.count == 1 }
        }
    }

    @Test func oneThatAppearsFurtherDownIsFound() async throws {
        try await withTemporaryFolder { folder in
            try folder.make(["a/b/notes.txt"])
            let lookout = lookout(folder)
            try await eventually { lookout.findings.isComplete }
            try await eventually {
                try folder.make(["a/b/events.out.tfevents.1.host"])
                return lookout.findings.places[.tensorBoard]?.count == 1
            }
        }
    }

    @Test func oneThatGoesIsMissed() async throws {
        try await withTemporaryFolder { folder in
            try folder.make(["mlflow.db"])
            let lookout = lookout(folder)
            #expect(lookout.findings.places[.mlflowFile]?.count == 1)
            try await eventually {
                try? FileManager.default.removeItem(atPath: folder.file("mlflow.db"))
                return lookout.findings.places[.mlflowFile] == nil
            }
        }
    }
}
