import Client
import Connectors
import Entities
import Foundation
import TestKit
import Testing

/// A canary on a real Ray Serve, judged by what a real Prometheus measures of it.
extension RayDeployTests {
    private func watched(_ bake: Int) throws -> ServingTrial {
        let place = Deployment.ID(source: Source.ID("ray"), name: "churn-api")
        let monitor = MonitorSettings(
            place,
            by: Source.ID("prom"),
            labels: ["application": "churn-api", "job": "ray"]
        )
        var rules = ChangeRules.OfDeployment()
        (rules.canary, rules.bake) = ([50], bake)
        rules.judge.requests = 20
        let prometheus = try MonitoringServers.prometheus.connector([monitor])
        return try trial(rules, watchedBy: [prometheus])
    }

    /// Asks the application from several sides until `body` is over.
    private func askedMeanwhile(_ body: () async throws -> Void) async throws {
        let asking = (0..<6).map { _ in
            Task {
                while !Task.isCancelled {
                    _ = try? await answer()
                    try? await Task.sleep(for: .milliseconds(100))
                }
            }
        }
        defer { for task in asking { task.cancel() } }
        try await body()
    }

    @Test(.enabled(if: MonitoringServers.areThere, MonitoringServers.missing))
    func aVersionThatFailsWhileItIsWatchedIsTakenBackByItself() async throws {
        let trial = try watched(120)
        try await onRay(trial) { trial in
            try await askedMeanwhile {
                let rollout = try await trial.deploy(999)
                #expect(rollout.phase == .rolledBack, "\(rollout.end)")
                #expect(rollout.tells("v999 does worse at 50 %"), "\(rollout.end)")
            }
            #expect(try await trial.now().version == 12)
        }
    }
}
