import Dashboard
import Entities
import TUI
import TestKit
import Testing

/// Run alone, after all other tests.
@Suite(.serialized)
struct AlertsTimedTests {
    @Test func tenThousandAlertsAreDrawnAtOnce() {
        let alerts = (0..<10_000).map { number in
            var alert = SampleAlerts.latency
            alert.labels["pod"] = "pod-\(number)"
            alert.id.key = Alert.key(alert.name, alert.labels)
            return alert
        }
        for locator in [
            "alerts", "overview", "deployments", "silences", "health/prometheus/churn-api",
        ] {
            var dashboard = Dashboard.alerting(locator)
            let time = ContinuousClock().measure {
                dashboard.land(Alerts(), from: "prometheus", Alerts.Answer(alerts: alerts))
                _ = dashboard.draw()
            }
            let key = ContinuousClock().measure {
                dashboard.press("j")
                _ = dashboard.draw()
            }
            #expect(time < .seconds(2) && key < .milliseconds(500), "\(locator): \(time), \(key)")
        }
    }
}
