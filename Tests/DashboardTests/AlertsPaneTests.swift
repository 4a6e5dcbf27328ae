import Dashboard
import Entities
import TUI
import TestKit
import Testing

/// What fires, what is about to, what is silenced.
struct AlertsPaneTests {
    /// The detail's row of a label.
    private func fact(_ label: String, _ dashboard: Dashboard) -> String? {
        let line = dashboard.draw().text.split(separator: "\n").first {
            $0.hasPrefix("   \(label)  ")
        }
        return line.map { String($0.dropFirst(3 + label.count)).trimmingPrefix { $0 == " " } }
            .map(String.init)
    }

    @Test(arguments: [Size(120, 36), Size(80, 24), Size(200, 50)])
    func normal(_ size: Size) {
        let picture = Dashboard.alerting(size: size).draw()
        expectGolden(picture, "alerts-\(size.width)x\(size.height)")
    }

    @Test func oneThatIsSilencedSaysUntilWhenByWhomAndWhy() {
        var dashboard = Dashboard.alerting("alerts?inactive=true")
        dashboard.press("jjjjj")
        dashboard.answerAlerts()
        let words = "until 13:14 by mei: the long context needs it, see #812"
        #expect(fact("silenced", dashboard) == words)
        expectGolden(dashboard.draw(), "alerts-silenced")
    }

    @Test func statesAreToldApartAndCounted() {
        let dashboard = Dashboard.alerting()
        let text = dashboard.draw().text
        #expect(
            text.contains(
                "Alerts 2 critical  1 warning  1 info  1 pending  1 silenced  1 inhibited"
            )
        )
        #expect(text.contains("1 inactive hidden · o shows"))
        for (name, sign) in [
            ("LatencyP95High", "◆ firing"), ("BudgetBurnFast", "▲ firing"),
            ("BackupLate", "● firing"), ("RateLow", "◇ pending"), ("GpuMemoryHigh", "◦ silenced"),
            ("QueueLong", "◦ inhibited"),
        ] {
            #expect(dashboard.alertRow(name)?.contains(sign) == true, "\(name)")
        }
        // Where there is little room signs do.
        let narrow = Dashboard.alerting(size: Size(80, 24)).draw().text
        #expect(narrow.contains("Alerts ◆2 ▲1 ●1 ◇1 ◦2 "))
    }

    @Test func ageIsSinceItFiresAndTheDeployThatCameBeforeIsTold() throws {
        let dashboard = Dashboard.alerting()
        // It is so since 13 minutes, and fires since 8.
        let latency = try #require(dashboard.alertRow("LatencyP95High"))
        #expect(latency.contains("0.131 > 0.08     8m  deploy v13 17m before"))
        #expect(latency.contains("  ml      RB-12    prometheus"))
        #expect(dashboard.alertRow("RateLow")?.contains("880 < 900        3m  –") == true)
        #expect(
            dashboard.alertRow("BackupLate")?.contains(" postgres     –                3h  –")
                == true
        )
    }

    @Test func whatBroughtAVersionBackIsNoDeploy() {
        var dashboard = Dashboard.alerting()
        var alert = SampleAlerts.latency
        alert.labels["deployment"] = "fraud-api"
        dashboard.land(Alerts(), from: "prometheus", Alerts.Answer(alerts: [alert]))
        dashboard.land(Alerts(), from: "alertmanager", Alerts.Answer())
        #expect(dashboard.alertRow("LatencyP95High")?.contains("back to v41 1h before") == true)
    }

    @Test func theDetailTellsAllOfIt() throws {
        var dashboard = Dashboard.alerting()
        dashboard.press("j")
        dashboard.answerAlerts()
        let text = dashboard.draw().text
        #expect(text.contains("── ◆ LatencyP95High churn-api "))
        #expect(text.contains(" for 5 min · severity page · serving ──"))
        #expect(fact("says", dashboard) == "95 % of requests take up to 131 ms, objective 80 ms")
        #expect(fact("since", dashboard) == "09:01, firing since 09:06")
        #expect(fact("runbook", dashboard) == "https://wiki.example/RB-12")
        #expect(fact("told by", dashboard) == "prometheus and alertmanager to ml-oncall")
        #expect(fact("labels", dashboard)?.hasPrefix("deployment=churn-api  model=churn") == true)
        #expect(text.contains("08:49  ▲ v12 → v13 done"))
        #expect(text.contains("09:01  ◇ LatencyP95High pending"))
        #expect(text.contains("09:06  ◆ LatencyP95High firing"))
        // What is compared, around the moments, and only of the thing that it is about.
        #expect(text.contains("Around the alert") && text.contains("last 60 min · ╌ > 0.08"))
        let axis = try #require(text.split(separator: "\n").last { $0.contains("└") })
        #expect(axis.filter { $0 == "▲" }.count == 2)
        #expect(axis.filter { $0 == "◇" }.count == 1 && axis.filter { $0 == "◆" }.count == 1)
    }

    @Test func onlyWhatIsComparedIsAskedOfWhoJudgesIt() throws {
        var dashboard = Dashboard.alerting()
        dashboard.press("j")
        let asked = dashboard.questions.compactMap { $0.question.base as? RangeQuery }
        let expression =
            "histogram_quantile(0.95, sum by (le, deployment) (rate(request_seconds_bucket[2m])))"
        #expect(asked.map(\.query) == [expression])
        #expect(asked.first?.sources == [SampleAlerts.prometheus] && asked.first?.span == 3600)
        // Nobody tells what BackupLate compares.
        dashboard.press("jj")
        #expect(!dashboard.questions.contains { $0.question.base is RangeQuery })
    }

    @Test func longLabelsTakeLinesOfWholePairs() throws {
        var alert = SampleAlerts.latency
        for number in 0..<40 { alert.labels["label\(number)"] = "value-\(number)" }
        alert.labels["a"] = String(repeating: "long", count: 100)
        alert.annotations["description"] = "first line\n   second line\n\nthird"
        var dashboard = Dashboard.alerting()
        dashboard.land(Alerts(), from: "prometheus", Alerts.Answer(alerts: [alert]))
        dashboard.land(Alerts(), from: "alertmanager", Alerts.Answer())
        let lines = dashboard.draw().text.split(separator: "\n")
        let start = try #require(lines.firstIndex { $0.hasPrefix("   labels ") })
        #expect(lines[start].contains("   a=longlong") && lines[start].contains("longlong  "))
        #expect(lines[start + 2].hasSuffix(" …") && lines[start + 3].hasPrefix("   runbook "))
        #expect(lines.contains { $0.contains("   first line second line third") })
        #expect(lines.allSatisfy { Width.of(String($0)) <= 119 })
    }

    @Test func aSourceThatDoesNotAnswerAnyMoreIsKeptAndMarked() throws {
        var dashboard = Dashboard.alerting()
        dashboard.fail(Alerts(), from: "prometheus", .timedOut, minutesAgo: 0)
        let picture = dashboard.draw()
        #expect(picture.text.contains("◌ prometheus stale since 09:14: did not answer in time"))
        #expect(dashboard.alertRows.count == 7)
        let lines = picture.text.split(separator: "\n")
        for (name, isStale) in [("LatencyP95High", true), ("BackupLate", false)] {
            let y = try #require(lines.firstIndex { $0.contains(" \(name) ") })
            #expect(picture.row(y).contains { $0.role == .stale } == isStale, "\(name)")
        }
        expectGolden(picture, "alerts-stale")
        // One that has never answered is told of once.
        var failed = Dashboard.of(["prometheus"], opening: "alerts")
        failed.fail(Alerts(), from: "prometheus", .timedOut, minutesAgo: 3)
        #expect(failed.draw().text.ranges(of: "did not answer in time").count == 1)
        #expect(!failed.draw().text.contains("reading…"))
    }

    @Test func warningsOfAnswersAreTold() {
        var dashboard = Dashboard.alerting()
        var answer = SampleAlerts.ofPrometheus
        answer.warnings = ["11 rules could not be read"]
        dashboard.land(Alerts(), from: "prometheus", answer)
        #expect(dashboard.draw().text.contains("▲ prometheus: 11 rules could not be read"))
    }

    @Test func whereNobodyJudgesRulesItIsSaidWhatWouldChangeThat() {
        var dashboard = Dashboard.of(["mlflow"], opening: "alerts")
        #expect(dashboard.draw().text.contains("reading…"))
        let check = SourceChecks.Answer(version: "3.14", latency: 1, capabilities: [.runs])
        dashboard.land(SourceChecks(), from: "mlflow", check)
        #expect(dashboard.draw().text.contains("No source judges rules: PROMETHEUS_URL"))
        var fine = Dashboard.of(["prometheus"], opening: "alerts")
        fine.land(Alerts(), from: "prometheus", Alerts.Answer())
        #expect(fine.draw().text.contains("There is no alert, and no rule that could give one."))
        var inactive = SampleAlerts.latency
        inactive.state = .inactive
        fine.land(Alerts(), from: "prometheus", Alerts.Answer(alerts: [inactive]))
        #expect(fine.draw().text.contains("Alerts none"))
        #expect(fine.draw().text.contains("Nothing fires: 1 rules hold."))
    }

    @Test func noSizeCrashes() {
        for locator in ["alerts", "alerts?text=churn&inactive=true", "silences", "query?q=up"] {
            var dashboard = Dashboard.alerting(locator)
            for (size, picture) in dashboard.drawEverywhere() { #expect(picture.size == size) }
        }
    }

    @Test func hostileNamesAndNumbersAreDrawnSafely() {
        let evil = "\u{1B}[2J\u{202E}\u{7}\n漢字" + String(repeating: "x", count: 300)
        let numbers = [.nan, .infinity, -.infinity, 1e308, 0, Double.leastNonzeroMagnitude]
        let moments = [Int64.min, .max, 0, SampleRuns.now.milliseconds]
        let alerts = numbers.enumerated().map { index, number in
            var alert = Alert(
                id: Alert.ID(source: SampleAlerts.prometheus, key: "\(index)\(evil)"),
                name: evil,
                state: Alert.State.allCases[index % 5],
                labels: [evil: evil, "deployment": "churn-api", "": "", "severity": evil],
                annotations: ["summary": evil, "description": evil + evil, "runbook": "///"],
                since: Instant(milliseconds: moments[index % 4]),
                value: number,
                rule: Alert.Rule(expression: "\(evil) > \(number)", hold: number, trouble: evil),
                receivers: [evil],
                silences: ["s"]
            )
            alert.teller = SampleAlerts.alertmanager
            return alert
        }
        let silence = Silence(
            id: Silence.ID(source: SampleAlerts.prometheus, key: "s"),
            matchers: Array(repeating: Silence.Matcher(evil, evil), count: 9),
            start: Instant(milliseconds: .min),
            end: Instant(milliseconds: .max),
            by: evil,
            comment: evil,
            state: .active
        )
        let answer = Alerts.Answer(alerts: alerts, silences: [silence], warnings: [evil])
        for locator in ["alerts?inactive=true", "silences", "overview", "deployments"] {
            var dashboard = Dashboard.alerting(locator)
            dashboard.land(Alerts(), from: "prometheus", answer)
            for _ in 0..<4 {
                dashboard.press("j")
                for (_, picture) in dashboard.drawEverywhere() {
                    #expect(!picture.text.contains("\u{1B}"))
                    #expect(!picture.text.contains("\u{202E}"))
                }
            }
        }
    }
}
