import Dashboard
import Entities
import TUI
import TestKit
import Testing

/// What rules say, where panes show it beside other things.
struct AlertsElsewhereTests {
    @Test func whatFiresNeedsAttention() {
        var dashboard = Dashboard.alerting("overview")
        let text = dashboard.draw().text
        #expect(text.contains("alerts               7  ◆ 2  ▲ 1  ● 1  ◇ 1  ◦ 2"))
        #expect(text.contains("◆ churn-api LatencyP95High 0.131 > 0.08               8m"))
        #expect(text.contains("│▌    tenure has drifted, deploy v13 20m before"))
        #expect(text.contains("▲ churn-api BudgetBurnFast 6.1 > 6 "))
        #expect(text.contains("│     deploy v13 19m before"))
        // What is silenced, pending or only told needs none.
        let attention = text.split(separator: "\n").compactMap { $0.split(separator: "│").last }
        for name in ["GpuMemoryHigh", "QueueLong", "RateLow", "BackupLate"] {
            #expect(!attention.prefix(12).contains { $0.contains(name) }, "\(name)")
        }
        dashboard.press("2ggj<enter>")
        dashboard.answerAlerts()
        #expect(dashboard.draw().text.contains("▌  ◆ firing     LatencyP95High"))
        expectGolden(Dashboard.alerting("overview").draw(), "overview-alerts")
    }

    @Test func whatBeganToFireChangedLately() throws {
        var dashboard = Dashboard.alerting("overview")
        let lines = dashboard.draw().text.split(separator: "\n")
        let start = try #require(lines.firstIndex { $0.contains("Changed lately") })
        #expect(lines[start].contains("runs, rollouts, aliases, alerts"))
        #expect(lines[start + 1].contains("09:09   ◆ DriftHigh       firing: tenure has drifted"))
        #expect(lines[start + 2].contains("09:08   ▲ BudgetBurnFast  firing   "))
        #expect(lines[start + 4].contains("09:06   ◦ QueueLong       inhibited"))
        #expect(!lines.suffix(from: start).contains { $0.contains("RateLow") })
        dashboard.press("3gg<enter>")
        dashboard.answerAlerts()
        #expect(dashboard.draw().text.contains("▌  ◆ firing     DriftHigh"))
    }

    @Test func deploymentsCountTheirs() {
        let picture = Dashboard.alerting("deployments").draw()
        let lines = picture.text.split(separator: "\n")
        #expect(lines[2].contains("  alerts  "))
        #expect(lines.first { $0.contains("● churn-api") }?.contains("  ◆2 ▲1 ◦1  ") == true)
        #expect(lines.first { $0.contains("● ranker-api") }?.contains("  ◇1  ") == true)
        #expect(lines.first { $0.contains("● fraud-api") }?.contains("  –  ") == true)
        expectGolden(picture, "deployments-alerts")
        // Where nothing is wrong there is no column.
        let calm = Dashboard.measured("deployments").draw().text
        #expect(!calm.contains("alerts"))
    }

    @Test func aServiceShowsItsOwnWithTheirMoments() throws {
        let picture = Dashboard.alerting("health/prometheus/churn-api").draw()
        #expect(picture.text.contains("├── Alerts ───"))
        #expect(picture.text.contains("│   ◆ LatencyP95High 0.131 > 0.08      8m"))
        #expect(picture.text.contains("│   ◦ QueueLong 43 > 40                8m"))
        #expect(!picture.text.contains("RateLow") && !picture.text.contains("GpuMemoryHigh"))
        let axis = try #require(picture.text.split(separator: "\n").first { $0.contains("└") })
        #expect(axis.contains("◇") && axis.contains("◆"))
        #expect(!Dashboard.measured("health/prometheus/churn-api").draw().text.contains("Alerts"))
    }
}
