import Entities
import TUI

extension OverviewPane {
    /// What fires and what is silenced, where anybody judges rules.
    func alertArea() -> [AreaLine] {
        guard !alerts.isEmpty else { return [] }
        let states = alerts.counts.signs.flatMap { spans($0.look.text, $0.look.role, $0.count) }
        return [
            AreaLine(
                name: "alerts",
                count: Format.count(alerts.active.count),
                states: Line(states),
                daily: []
            )
        ]
    }

    /// What fires, of some severities, with what it says; no more than anybody reads.
    func alertTrouble(
        _ scene: Scene,
        _ isWanted: @escaping (Alert.Severity) -> Bool
    ) -> [AttentionLine] {
        let firing = alerts.alerts.prefix { $0.state == .firing }.lazy
        return firing.filter { isWanted($0.severity) }.prefix(LandedAlerts.most).map { alert in
            let service = healths.service(of: alert)
            let cause = scene.cause(of: alert, service).map { scene.before($0, alert) }
            return AttentionLine(
                thing: .alert(alert.id),
                sign: alert.look,
                title: [
                    Span(alert.subject(service), .strong), Span(" \(alert.name)", .text),
                    Span(alert.measured.isEmpty ? "" : " \(alert.measured)", .muted),
                ],
                note: [alert.summary, cause ?? ""].filter { !$0.isEmpty }
                    .joined(separator: ", "),
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
            what: alert.summary.isEmpty
                ? [alert.word] : [alert.word, Span(": \(alert.summary)", .muted)],
            by: alert.id.source.name
        )
    }
}
