import Dashboard
import Entities
import TUI
import TestKit
import Testing

/// Health beside other things.
struct HealthElsewhereTests {
    @Test func theOverviewCountsAndTellsWhatIsBad() {
        var dashboard = Dashboard.measured("overview")
        let text = dashboard.draw().text
        #expect(text.contains("health               8  ◆ 1  ▲ 2  ◌ 1  – 1  ○ 1  ● 2"))
        #expect(text.contains("◆ churn-api p95 131 ms, objective 80 ms"))
        #expect(text.contains("▲ ranker-api") && !text.contains("◌ image-tagger"))
        dashboard.press("2gg<enter>")
        #expect(dashboard.locator.description == "mldeck:health/prometheus/churn-api")
    }

    @Test func deploymentsThatAreMeasuredSaySo() {
        var dashboard = Dashboard.measured("deployments")
        let text = dashboard.draw().text
        #expect(text.contains("rate /s  err %  p95 ms") && text.contains("▃▃▃▃▃▃▃▃▃▅▇▇"))
        dashboard.press("gh")
        #expect(dashboard.locator.description == "mldeck:health/prometheus/churn-api")
        var narrow = Dashboard.measured("deployments", size: Size(80, 24))
        #expect(narrow.draw().text.contains("p95 ms"))
        #expect(!narrow.draw().text.contains("▃▃▃▃"))
        for (size, picture) in narrow.drawEverywhere() { #expect(picture.size == size) }
    }

    @Test func whereNothingIsMeasuredNothingIsSaidOfIt() {
        var dashboard = Dashboard.of(["ray"], opening: "deployments")
        dashboard.land(Deployments(), from: "ray", SampleHealth.deployments)
        #expect(!dashboard.draw().text.contains("rate /s"))
        dashboard.press("gh")
        #expect(dashboard.notice == "nobody measures churn-api")
        dashboard.press(":o<enter>")
        #expect(!dashboard.draw().text.contains("health "))
    }
}
