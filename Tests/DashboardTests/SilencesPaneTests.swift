import Dashboard
import Entities
import TUI
import TestKit
import Testing

/// What nobody is told of.
struct SilencesPaneTests {
    private func changes(_ dashboard: Dashboard) -> [Change] {
        dashboard.questions.compactMap { $0.question.base as? Proposals }.map(\.change)
    }

    @Test(arguments: [Size(120, 36), Size(80, 24)])
    func normal(_ size: Size) {
        let picture = Dashboard.alerting("silences", size: size).draw()
        expectGolden(picture, "silences-\(size.width)x\(size.height)")
    }

    @Test func thoseThatApplyComeFirstWithUntilWhenByWhomAndWhy() {
        let text = Dashboard.alerting("silences").draw().text
        #expect(text.contains("Silences 1 active  1 pending  1 expired"))
        let lines = text.split(separator: "\n").dropFirst(3).prefix(3)
        #expect(
            lines.map { $0.dropFirst(5).prefix { $0 != " " } } == ["active", "pending", "expired"]
        )
        #expect(lines.first?.contains("1  13:14  mei  the long context needs it, see #812") == true)
        #expect(text.contains("   alerts     alertname=\"GpuMemoryHigh\""))
        #expect(text.contains("   silences   GpuMemoryHigh"))
    }

    @Test func oneIsExtendedAndEndedByAPlan() {
        let id = Silence.ID(source: SampleAlerts.alertmanager, key: "5f1c")
        var dashboard = Dashboard.alerting("silences")
        dashboard.press("S")
        #expect(
            dashboard.draw().text.contains("Extend the silence of {alertname=\"GpuMemoryHigh\"")
        )
        dashboard.press("later<enter>")
        #expect(dashboard.draw().text.contains("▲ 'later' is no duration"))
        dashboard.press("<^u>90m<enter>")
        #expect(changes(dashboard) == [.silence(.extend(id, seconds: 5400))])
        dashboard.press("<esc>X")
        #expect(changes(dashboard) == [.silence(.expire(id))])
        dashboard.press("<esc>S<tab><enter>")
        #expect(changes(dashboard) == [.silence(.extend(id, seconds: 1800))])
    }

    @Test func oneThatHasEndedStaysSo() {
        var dashboard = Dashboard.alerting("silences")
        dashboard.press("GS")
        #expect(dashboard.notice == "it has ended" && changes(dashboard).isEmpty)
        dashboard.press("X")
        #expect(dashboard.notice == "it has ended")
        dashboard.press("y")
        #expect(dashboard.notice == "copied 4 characters")
    }

    @Test func whereThereIsNoneItIsSaidWhy() {
        var dashboard = Dashboard.of(["prometheus"], opening: "silences")
        #expect(dashboard.draw().text.contains("reading…"))
        dashboard.press("S")
        #expect(dashboard.notice == "there is no silence")
        dashboard.land(Alerts(), from: "prometheus", Alerts.Answer())
        #expect(
            dashboard.draw().text.contains("No Alertmanager is read that could keep a silence.")
        )
        dashboard.land(Alerts(), from: "prometheus", Alerts.Answer(silences: []))
        #expect(dashboard.draw().text.contains("Nothing is silenced."))
    }

    @Test func tabGoesToTheAlertsAlsoFromTheFirstView() {
        var dashboard = Dashboard.alerting("silences")
        #expect(dashboard.locator.description == "mldeck:silences")
        dashboard.press("<tab>")
        #expect(dashboard.locator.description == "mldeck:alerts")
    }

    @Test func theCursorStaysOnItsSilence() {
        var dashboard = Dashboard.alerting("silences")
        dashboard.press("j")
        var answer = SampleAlerts.ofAlertmanager
        answer.silences?.removeAll { $0.state == .active }
        dashboard.land(Alerts(), from: "alertmanager", answer)
        #expect(dashboard.draw().text.contains("▌  ○ pending  {team!=\"growth\"}"))
    }
}
