import Client
import Connectors
import Entities
import TestKit
import Testing

@Suite(.enabled(if: FaultServer.canStart, Comment(rawValue: FaultServer.missing)))
struct MLflowServerRegistryTests {
    private func store(_ name: String, _ server: FaultServer) throws -> MLflowServer {
        let access = try HTTPAccess.tracking(server.address + "/fake/" + name)
        return MLflowServer(id: Source.ID("far"), access: access, budget: Budget(bytes: 1 << 30))
    }

    /// The versions of many models, asked for at once as a pane does.
    private func versions(_ store: MLflowServer) async throws -> [ModelVersion] {
        let models = try await store.models()
        return try await withThrowingTaskGroup(of: [ModelVersion].self) { group in
            for model in models { group.addTask { try await store.versions(of: model.id) } }
            return try await group.reduce(into: []) { $0 += $1 }
        }
    }

    /// The run whose number is in the id has a seventh of it as its loss.
    @Test func modelsThatAreSeenTogetherShareTheRequestsForTheirRuns() async throws {
        try await FaultServer.run { server in
            let versions = try await versions(store("models", server))
            #expect(versions.count == 240)
            for version in versions {
                let number = try #require(version.run.flatMap { Int($0.key, radix: 16) })
                let loss = version.metrics["loss"]
                if number % 7 == 0 {
                    #expect(loss == nil)
                } else if number % 5 == 3 {
                    #expect(loss?.isNaN == true)
                } else {
                    #expect(loss == Double(number) / 7)
                }
            }
            let asked = try await server.seen("/fake/models/api/2.0/mlflow/runs/search")
            #expect(asked.count < 12)
            let ids = asked.flatMap { $0.body.matches(of: /'[0-9a-f]{32}'/).map(\.output) }
            #expect(ids.count == 240 && Set(ids).count == 240)
        }
    }

    @Test func aFailureReachesAllWhoWaitForRuns() async throws {
        try await FaultServer.run { server in
            let store = try store("lost", server)
            let models = try await store.models()
            #expect(models.count == 12)
            await withTaskGroup(of: Void.self) { group in
                for model in models {
                    group.addTask {
                        _ = await #expect(throws: Failure.self) {
                            try await store.versions(of: model.id)
                        }
                    }
                }
            }
        }
    }
}
