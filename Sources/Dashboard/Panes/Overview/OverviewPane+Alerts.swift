import Entities
import TUI

extension OverviewPane {
    /// What fires and what is silenced, where anybody judges rules.
    func alertArea() -> [AreaLine] {
        guard !alerts.isEmpty else { return [] }
        let active = alerts.alerts.filter { $0.state != .inactive }
        let signs = [
            ("◆", Role.critical), ("▲", .warn), ("●", .info), ("◇", .muted), ("◦", .muted),
        ]
        let states = signs.flatMap { sign, role in
            spans(sign, role, active.count { $0.look.text == sign })
        }
        return [
            AreaLine(
                name: "alerts",
                count: Format.count(active.count),
                states: Line(states),
                daily: []
            )
        ]
    }

    /// What fires, of some severities, with what it says.
    func alertTrouble(
        _ scene: Scene,
        _ isWanted: (Alert.Severity) -> Bool
    ) -> [AttentionLine] {
        alerts.alerts.filter { $0.state == .firing && isWanted($0.severity) }.map { alert in
            let service = healths.rows.first { alert.concerns($0.health) }?.health
            let cause = scene.cause(of: alert, service).map { ", \(scene.before($0, alert))" }
            return AttentionLine(
                thing: .alert(alert.id),
                sign: alert.look,
                title: [
                    Span(alert.subject(service), .strong), Span(" \(alert.name)", .text),
                    Span(alert.measured.isEmpty ? "" : " \(alert.measured)", .muted),
                ],
                note: alert.summary + (cause ?? ""),
                age: alert.firingSince.map {
                    Format.age(milliseconds: scene.now.milliseconds(since: $0))
                } ?? ""
            )
        }
    }

    /// That an alert fires.
    func line(_ alert: Alert) -> ChangedLine? {
        guard alert.isActive, let since = alert.firingSince else { return nil }
        return ChangedLine(
            thing: .alert(alert.id),
            at: since,
            sign: alert.look,
            name: alert.name,
            what: [alert.word, Span(" \(alert.summary)", .muted)],
            by: alert.id.source.name
        )
    }
}
