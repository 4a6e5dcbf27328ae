import Dashboard
import Entities
import TUI
import TestKit
import Testing

/// What keys do to alerts, and where they go.
struct AlertsKeysTests {
    @Test func silencingAsksForHowLongAndWhyAndShowsThePlan() throws {
        var dashboard = Dashboard.alerting()
        dashboard.press("jS")
        let asked = dashboard.draw().text
        #expect(asked.contains("Silence {alertname=\"LatencyP95High\", deployment=\"chur…"))
        #expect(asked.contains(" for how long and why, as in 2h gpu-b is being repaired"))
        #expect(asked.contains(" silence for") && asked.contains("30m"))
        dashboard.press("soon because<enter>")
        #expect(
            dashboard.draw().text.contains("▲ 'soon' is no duration; one looks like 90m, 2h or 3d")
        )
        dashboard.press("<^u>2h<enter>")
        #expect(dashboard.draw().text.contains("▲ write behind it why: others will read it"))
        dashboard.press("<^u>2h the old model comes back<enter>")
        let changes = dashboard.questions.compactMap { $0.question.base as? Proposals }.map(
            \.change
        )
        let matchers = [
            ("alertname", "LatencyP95High"), ("deployment", "churn-api"), ("model", "churn"),
            ("severity", "page"), ("team", "ml"), ("version", "13"),
        ].map { Silence.Matcher($0, $1) }
        #expect(
            changes == [
                .silence(
                    .create(
                        at: SampleAlerts.alertmanager,
                        matchers,
                        seconds: 7200,
                        comment: "the old model comes back"
                    )
                )
            ]
        )
        dashboard.press("<esc>")
        #expect(dashboard.notice == "nothing was changed")
    }

    @Test func endingASilenceShowsThePlan() {
        var dashboard = Dashboard.alerting()
        dashboard.press("X")
        #expect(dashboard.notice == "no silence applies to it")
        dashboard.press("jjjjjX")
        let changes = dashboard.questions.compactMap { $0.question.base as? Proposals }.map(
            \.change
        )
        let id = Silence.ID(source: SampleAlerts.alertmanager, key: "5f1c")
        #expect(changes == [.silence(.expire(id))])
    }

    @Test func refusalsSayWhy() {
        var dashboard = Dashboard.alerting("alerts?inactive=true")
        dashboard.press("jjj<enter>")
        #expect(dashboard.notice == "nothing that is measured is known by its labels")
        dashboard.press("R")
        #expect(!dashboard.notice.isEmpty && dashboard.locator.pane == "alerts")
        dashboard.press("GS")
        #expect(dashboard.notice == "nothing is wrong with it")
        var alone = Dashboard.of(["prometheus"], opening: "alerts")
        alone.land(Alerts(), from: "prometheus", SampleAlerts.ofPrometheus)
        alone.press("S")
        #expect(alone.notice == "no Alertmanager is read that could keep a silence")
        var none = Dashboard.of(["prometheus"], opening: "alerts")
        none.land(Alerts(), from: "prometheus", Alerts.Answer())
        for key in ["S", "<enter>", "X", "R"] {
            none.press(key)
            #expect(!none.notice.isEmpty, "\(key)")
        }
    }

    @Test func keysGoWhereTheySay() {
        var dashboard = Dashboard.alerting()
        dashboard.press("<enter>")
        #expect(dashboard.locator.description == "mldeck:health/prometheus/churn-api")
        dashboard.press("ga")
        #expect(dashboard.locator.description == "mldeck:alerts?text=churn-api")
        dashboard.answerAlerts()
        #expect(dashboard.alertRows.count == 4)
        dashboard.press("gj")
        #expect(dashboard.locator.description == "mldeck:journal?text=churn-api")
        dashboard.press("[R")
        #expect(dashboard.draw().text.contains("Roll churn-api back to v12"))
        dashboard.press("<esc>jy")
        #expect(dashboard.notice == "copied 26 characters")
        dashboard.press("<tab>")
        #expect(dashboard.locator.pane == "silences")
        dashboard.press("<tab>")
        #expect(dashboard.locator.pane == "alerts")
    }

    @Test func rulesOfWhichNothingIsWrongAreShownAndHidden() {
        var dashboard = Dashboard.alerting()
        #expect(dashboard.alertRow("Down") == nil)
        dashboard.press("o")
        #expect(dashboard.alertRow("Down")?.contains("● inactive") == true)
        #expect(dashboard.draw().text.contains("1 inactive shown · o hides"))
        #expect(dashboard.locator.description == "mldeck:alerts?inactive=true")
        dashboard.press("o")
        #expect(dashboard.alertRow("Down") == nil)
    }

    @Test func wordsLeaveWhatHoldsThem() {
        var dashboard = Dashboard.alerting()
        dashboard.press("/churn fir<enter>")
        #expect(dashboard.alertRows.count == 3)
        #expect(dashboard.draw().text.contains("filter  churn fir"))
        #expect(dashboard.locator.description == "mldeck:alerts?text=churn%20fir")
        dashboard.press("<esc>")
        #expect(dashboard.alertRows.count == 7)
        dashboard.press("/nothing such<enter>")
        #expect(dashboard.draw().text.contains("No alert holds these words."))
    }

    @Test func theCursorStaysOnItsAlert() {
        var dashboard = Dashboard.alerting()
        dashboard.press("jj")
        #expect(dashboard.alertRow("BudgetBurnFast")?.hasPrefix("▌") == true)
        // It is silenced and comes to stand below others; others come and go.
        var answer = SampleAlerts.ofAlertmanager
        answer.alerts = answer.alerts.map { alert in
            var other = alert
            if alert.name == "BudgetBurnFast" { other.state = .silenced }
            return other
        }
        dashboard.land(Alerts(), from: "alertmanager", answer)
        #expect(dashboard.alertRow("BudgetBurnFast")?.hasPrefix("▌  ◦ silenced") == true)
        #expect(dashboard.draw().text.contains("── ◦ BudgetBurnFast churn-api "))
        // Before it was moved it stays at the top, whatever comes there.
        var fresh = Dashboard.of(["prometheus"], opening: "alerts")
        fresh.land(Alerts(), from: "prometheus", Alerts.Answer(alerts: [SampleAlerts.latency]))
        fresh.land(Alerts(), from: "prometheus", SampleAlerts.ofPrometheus)
        #expect(fresh.alertRows.first?.hasPrefix("▌") == true)
    }

    @Test(arguments: ["alerts", "alerts?text=churn", "alerts?text=churn&inactive=true"])
    func theLocatorOpensTheSameView(_ locator: String) {
        let first = Dashboard.alerting(locator)
        #expect(first.locator.description == "mldeck:\(locator)")
        let again = Dashboard.alerting(first.locator.description)
        #expect(again.draw().text == first.draw().text)
    }

    @Test func aLocatorGoesToAnAlert() {
        let dashboard = Dashboard.alerting(
            Locator(
                pane: "alerts",
                query: [Locator.Setting("at", SampleAlerts.latency.id.key)]
            ).description
        )
        #expect(dashboard.alertRow("LatencyP95High")?.hasPrefix("▌") == true)
    }
}
