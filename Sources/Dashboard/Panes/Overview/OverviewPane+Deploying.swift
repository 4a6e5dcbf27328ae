import Entities
import TUI

extension OverviewPane {
    /// What serves, where anything does.
    func deploymentArea(_ scene: Scene) -> [AreaLine] {
        let deployments = scene.deployments
        guard !deployments.isEmpty else { return [] }
        let states = Deployment.State.allCases.filter { $0 != .absent }.flatMap { state in
            spans(state.look.text, state.look.role, deployments.count { $0.state == state })
        }
        return [
            AreaLine(
                name: "deployments",
                count: Format.count(deployments.count),
                states: Line(states),
                daily: []
            )
        ]
    }

    /// Rollouts that nobody carries out any more, and deployments that fail.
    func deploymentTrouble(_ scene: Scene) -> [AttentionLine] {
        let interrupted = scene.rollouts.filter(\.isInterrupted).map { rollout in
            AttentionLine(
                thing: .rollout(rollout.id),
                sign: Span("▲", .warn),
                title: [
                    Span(rollout.name, .strong), Span(" rollout interrupted", .warn),
                    Span(", \(rollout.plan.summary)", .text),
                ],
                note: "P goes on, R goes back: \(rollout.last?.what ?? "")",
                age: rollout.last.map { age($0.at, scene) } ?? ""
            )
        }
        let failing = scene.deployments.filter { $0.state == .failed }.map { deployment in
            AttentionLine(
                thing: .deployment(deployment.id),
                sign: deployment.state.look,
                title: [
                    Span(deployment.id.name, .strong), Span(" fails", .critical),
                    Span(", \(deployment.written)", .text),
                ],
                note: deployment.message,
                age: deployment.since.map { age($0, scene) } ?? ""
            )
        }
        return interrupted + failing
    }

    private func age(_ moment: Instant, _ scene: Scene) -> String {
        Format.age(milliseconds: scene.now.milliseconds(since: moment))
    }
}
