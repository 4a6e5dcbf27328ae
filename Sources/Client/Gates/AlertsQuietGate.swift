import Entities

/// Whether no alert fires of what is to be deployed to.
enum AlertsQuietGate: Gate {
    static let name = "alerts_quiet"
    static let keys = [
        GateKey(
            "severities",
            .words(Alert.Severity.allCases.map(\.rawValue)),
            "Which count; critical, warning and unknown unless told."
        ),
        GateKey("names", .list, "Only alerts of these names."),
    ]

    static func judge(_ one: GateCase, _ settings: GateSettings) async throws -> GateResult {
        let severities = settings.values["severities"] ?? ["critical", "warning", "unknown"]
        let names = settings.values["names"]
        var (alerts, services): ([Alert], [Health]) = ([], [])
        var answered = 0
        for connector in one.changes.connectors {
            if let source = connector as? any AlertSource {
                alerts += try await source.alerts().alerts
                answered += 1
            }
            if let source = connector as? any HealthSource {
                services += try await source.health(Healths(span: 300, columns: 2)).services
            }
        }
        guard answered > 0 else {
            return settings.result(.fail, "no source that is open tells of alerts")
        }
        let id = one.order.change.deployment
        let own = services.filter { $0.deployment == id }
        let firing = Alert.merged(alerts).filter { alert in
            alert.state == .firing && severities.contains(alert.severity.rawValue)
                && (names == nil || names?.contains(alert.name) == true)
                && alert.isOf(id, own)
        }
        guard let worst = firing.first else {
            let found = own.isEmpty ? "none that names it" : "none"
            return settings.result(.pass, "\(found) of \(alerts.count) alerts and rules fires")
        }
        let rest = firing.count > 1 ? " and \(firing.count - 1) more" : ""
        return settings.result(.fail, "\(worst.name) fires\(rest): \(worst.summary)")
    }
}

extension Alert {
    /// Whether it is about a deployment: about what is measured of it, or it names it.
    fileprivate func isOf(_ id: Deployment.ID?, _ services: [Health]) -> Bool {
        guard let id else { return false }
        return services.contains(where: concerns) || labels.values.contains(id.name)
    }
}
