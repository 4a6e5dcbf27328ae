import Entities
import TUI

extension OverviewPane {
    /// How what serves does, where anybody measures it.
    func healthArea() -> [AreaLine] {
        guard !healths.rows.isEmpty else { return [] }
        let states = Health.State.allCases.flatMap { state in
            spans(state.look.text, state.look.role, healths.rows.count { $0.state == state })
        }
        return [
            AreaLine(
                name: "health",
                count: Format.count(healths.rows.count),
                states: Line(states),
                daily: []
            )
        ]
    }

    /// What is in a state, with why, and what serves there.
    func healthTrouble(_ state: Health.State, _ scene: Scene) -> [AttentionLine] {
        healths.rows.filter { $0.state == state }.map { row in
            let health = row.health
            let why = health.why.isEmpty ? state.word : health.why
            let serves = health.serves(scene.deployment(of: health)).text
            return AttentionLine(
                thing: .health(health.id),
                sign: state.look,
                title: [Span(health.id.name, .strong), Span(" \(why)", .text)],
                note: "\(serves), measured by \(health.id.source.name)",
                age: ""
            )
        }
    }
}
