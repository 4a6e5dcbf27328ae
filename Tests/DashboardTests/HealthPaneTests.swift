import Dashboard
import Entities
import TUI
import TestKit
import Testing

/// The health of all that serves: a row and a strip each.
struct HealthPaneTests {
    private func row(_ name: String, _ dashboard: Dashboard) -> Substring? {
        dashboard.draw().text.split(separator: "\n").first { $0.contains(" \(name) ") }
    }

    /// A dashboard to which one answer has come.
    private func answered(_ services: [Health], warnings: [String] = []) -> Dashboard {
        var dashboard = Dashboard.of(["prometheus"], opening: "health")
        for ask in dashboard.questions {
            guard let question = ask.question.base as? Healths else { continue }
            var answer = SampleHealth.answer(question, warnings: warnings)
            answer.services = services
            dashboard.land(question, from: "prometheus", answer)
        }
        return dashboard
    }

    private func health(
        _ name: String,
        _ state: Health.State,
        _ lines: Health.Lines = [:],
        objectives: [Objective] = []
    ) -> Health {
        Health(
            id: Health.ID(source: SampleHealth.source, name: name),
            family: "mlserver",
            lines: lines,
            objectives: objectives,
            state: state
        )
    }

    @Test(arguments: [Size(120, 36), Size(80, 24)])
    func normal(_ size: Size) {
        let picture = Dashboard.measured(size: size).draw()
        expectGolden(picture, "health-\(size.width)x\(size.height)")
    }

    @Test func statesAreToldApartAndCounted() throws {
        let dashboard = Dashboard.measured()
        let text = dashboard.draw().text
        #expect(text.contains("Health 8 · ◆ 1  ▲ 2  ◌ 1  – 1  ○ 1  ● 2"))
        for (name, sign) in [
            ("churn-api", "◆"), ("ranker-api", "▲"), ("image-tagger", "◌"), ("churn-batch", "–"),
            ("doc-embed", "○"), ("fraud-api", "●"),
        ] {
            #expect(row(name, dashboard)?.contains("\(sign) \(name)") == true, "\(name)")
        }
    }

    @Test func whatIsNotMeasuredIsNeitherZeroNorGreen() throws {
        let dashboard = Dashboard.measured()
        let batch = try #require(row("churn-batch", dashboard))
        #expect(!batch.contains("0") && batch.contains("–") && batch.hasSuffix("····"))
        let tagger = try #require(row("image-tagger", dashboard))
        #expect(!tagger.contains("0.00") && tagger.hasSuffix("··········"))
        // Little is not nothing.
        #expect(row("doc-embed", dashboard)?.contains("<0.1") == true)
        // Nothing that fails is a zero that was measured.
        #expect(row("ltv-api", dashboard)?.contains("0.00") == true)
        let picture = dashboard.draw()
        let y = try #require(
            picture.text.split(separator: "\n").firstIndex { $0.contains("churn-batch") }
        )
        #expect(picture.row(y).allSatisfy { $0.role != .ok && $0.role != .heat0 })
    }

    @Test func whatHurtsComesFirstOverAllSources() {
        var dashboard = Dashboard.measured("health", ["prometheus", "ray", "scrape"])
        for ask in dashboard.questions {
            guard let question = ask.question.base as? Healths else { continue }
            var answer = SampleHealth.answer(question)
            answer.services = [health("aaa", .healthy), health("zzz", .critical)].map { one in
                var other = one
                other.id.source = Source.ID("scrape")
                return other
            }
            dashboard.land(question, from: "scrape", answer)
        }
        let lines = dashboard.draw().text.split(separator: "\n").dropFirst(2).prefix(11)
        let names = lines.compactMap { $0.dropFirst(5).split(separator: " ").first }
        let expected = [
            "service", "churn-api", "zzz", "ranker-api", "support-llm", "image-tagger",
            "churn-batch", "doc-embed", "aaa", "fraud-api", "ltv-api",
        ]
        #expect(names.map(String.init) == expected)
        // Where there are several, each row says whose it is, while there is room.
        _ = dashboard.update(.input(.resize(Size(200, 50))))
        #expect(row("zzz", dashboard)?.contains(" scrape ") == true)
    }

    @Test func heightAndColourOfAStripSayHowCloseALimitIs() throws {
        let shares = [0.1, 0.3, 0.5, 0.7, 1, 1.5, .nan, .infinity]
        var line = Array(repeating: 0.1, count: 48)
        line.replaceSubrange(40..<48, with: shares)
        let one = health(
            "one",
            .healthy,
            [.p95: line.map { $0 * 0.08 }],
            objectives: [Objective(.p95, limit: 0.08)]
        )
        let picture = answered([one]).draw()
        #expect(picture.text.contains("▁▁▁▂▃▅▆▇·▇"))
        let y = try #require(
            picture.text.split(separator: "\n").firstIndex { $0.contains(" one ") }
        )
        let roles = picture.row(y).map(\.role).dropLast(1).suffix(8)
        #expect(
            Array(roles) == [.heat0, .heat1, .heat2, .heat3, .heat4, .heat5, .muted, .heat5]
        )
    }

    @Test func withoutALimitAStripStaysCalm() throws {
        let line = (0..<48).map { Double($0 * $0) }
        let picture = answered([health("one", .healthy, [.rate: line])]).draw()
        let y = try #require(
            picture.text.split(separator: "\n").firstIndex { $0.contains(" one ") }
        )
        let heat = Set(picture.row(y).map(\.role)).intersection([.heat3, .heat4, .heat5])
        #expect(heat.isEmpty && picture.text.contains("▃"))
    }

    @Test func changesStandBelowTheirColumn() throws {
        let lines = Dashboard.measured().draw().text.split(separator: "\n").map(String.init)
        let mark = try #require(lines.first { $0.contains("▲ v13") })
        let strip = try #require(lines.first { $0.contains("◆ churn-api") })
        // Columns are two and a half minutes apart, and it was 25 minutes ago.
        let place = try #require(Array(mark).lastIndex(of: "▲"))
        #expect(strip.count - place == 11)
        #expect(lines.contains { $0.contains("@champion v13 ▲") })
        #expect(lines.contains { $0.contains("↶ v41 fraud-api") })
    }

    @Test func aSourceThatDoesNotAnswerAnyMoreIsKeptAndMarked() throws {
        var dashboard = Dashboard.measured()
        let question = try #require(
            dashboard.questions.compactMap { $0.question.base as? Healths }.first
        )
        dashboard.fail(question, from: "prometheus", .timedOut, minutesAgo: 0)
        _ = dashboard.update(
            .tick(Instant(milliseconds: SampleRuns.now.milliseconds + 1_200_000))
        )
        let text = dashboard.draw().text
        #expect(text.contains("◌ prometheus stale since 09:14: did not answer in time"))
        #expect(text.contains("Health 8 · ◌ 8") && text.contains("next try 09:15"))
        // Also what was well is not shown as well; the strips end where nothing came any more.
        #expect(row("fraud-api", dashboard)?.contains("◌ fraud-api") == true)
        #expect(row("fraud-api", dashboard)?.hasSuffix("▁········") == true)
        #expect(text.contains("stale, was critical: p95 131 ms, objective 80 ms"))
        expectGolden(dashboard.draw(), "health-stale")
    }

    @Test func warningsOfAnswersAreTold() {
        let warnings = ["the clocks differ by 4 minutes", "a part is missing"]
        let text = answered([health("one", .healthy)], warnings: warnings).draw().text
        #expect(text.contains("▲ the clocks differ by 4 minutes"))
        let many = (0..<40).map { "warning \($0)" }
        let cut = answered([health("one", .healthy)], warnings: many).draw().text
        #expect(cut.contains("warning 0") && cut.contains("… and 32 more"))
        #expect(cut.contains(" one "))
    }

    @Test func whereNobodyMeasuresItIsSaidWhatWouldChangeThat() {
        var dashboard = Dashboard.of(["mlflow"], opening: "health")
        #expect(dashboard.draw().text.contains("reading…"))
        // One that measures will answer.
        let other = SourceChecks.Answer(version: "3.5", latency: 1, capabilities: [.health])
        dashboard.land(SourceChecks(), from: "mlflow", other)
        #expect(dashboard.draw().text.contains("reading…"))
        let check = SourceChecks.Answer(version: "3.14", latency: 1, capabilities: [.runs])
        dashboard.land(SourceChecks(), from: "mlflow", check)
        let text = dashboard.draw().text
        #expect(text.contains("No source measures how the models do that serve."))
        #expect(text.contains("kind: prometheus") && text.contains("kind: scrape"))
        #expect(text.contains("PROMETHEUS_URL"))
        expectGolden(dashboard.draw(), "health-empty")
        let effects = dashboard.press("1")
        #expect(effects.contains { if case .openPlace("demo") = $0 { true } else { false } })
    }

    @Test func wordsLeaveWhatHoldsThem() {
        var dashboard = Dashboard.measured()
        dashboard.press("/api<enter>")
        #expect(dashboard.draw().text.contains("Health 4 of 8"))
        #expect(dashboard.draw().text.contains("filter  api"))
        dashboard.press("<esc>")
        #expect(dashboard.draw().text.contains("Health 8 ·"))
        dashboard.press("/nothing such<enter>")
        #expect(dashboard.draw().text.contains("No service's name holds these words."))
    }

    @Test func theTimeRangeIsChangedAndTheOldPictureStays() {
        var dashboard = Dashboard.measured()
        dashboard.press("-")
        #expect(dashboard.locator.description == "mldeck:health?span=6h")
        let waiting = dashboard.draw().text
        #expect(waiting.contains("last 6 h · + - zoom · reading…") && waiting.contains("churn-api"))
        dashboard.answerHealth()
        #expect(dashboard.draw().text.contains("last 6 h · + - zoom · step 7m30"))
        dashboard.press("++++++++")
        #expect(dashboard.locator.description == "mldeck:health?span=15m")
        dashboard.press("---------------")
        #expect(dashboard.locator.description == "mldeck:health?span=7d")
    }

    @Test func keysGoWhereTheySay() {
        var dashboard = Dashboard.measured()
        dashboard.press("j<enter>")
        #expect(dashboard.locator.description == "mldeck:health/prometheus/ranker-api")
        dashboard.press("<esc>gm")
        #expect(dashboard.locator.description == "mldeck:versions/ray/ranker")
        dashboard.press("<esc>gj")
        #expect(dashboard.locator.description == "mldeck:journal?text=ranker-api")
        dashboard.press("[R")
        #expect(dashboard.notice.contains("the journal does not say what ranker-api served"))
        dashboard.press("kR")
        #expect(dashboard.draw().text.contains("Roll churn-api back to v12"))
        dashboard.press("<esc>G")
        dashboard.press("gm")
        #expect(dashboard.notice == "no deployment tells which model ltv-api serves")
    }

    @Test func theLocatorOpensTheSameView() {
        var first = Dashboard.measured()
        first.press("-/api<enter>")
        first.answerHealth()
        let again = Dashboard.measured(first.locator.description)
        #expect(again.locator == first.locator)
        #expect(again.draw().text == first.draw().text)
        // What no pane offers is as if it were not there.
        #expect(Dashboard.measured("health?span=99y").locator.description == "mldeck:health")
        #expect(Dashboard.measured("he").locator.pane == "health")
    }

    @Test func noSizeCrashes() {
        for locator in ["health", "health?text=api"] {
            var dashboard = Dashboard.measured(locator)
            for (size, picture) in dashboard.drawEverywhere() { #expect(picture.size == size) }
        }
        var empty = Dashboard.of(["a"], opening: "health")
        empty.land(
            SourceChecks(),
            from: "a",
            SourceChecks.Answer(version: "", latency: 1, capabilities: [])
        )
        for (size, picture) in empty.drawEverywhere() { #expect(picture.size == size) }
    }

    @Test func hostileNamesAndNumbersAreDrawnSafely() {
        let name = "\u{1B}[2J\u{202E}evil\u{7}-漢字-" + String(repeating: "x", count: 300)
        let numbers = [.nan, .infinity, -.infinity, 1e308, -1e308, 0, Double.leastNonzeroMagnitude]
        var hostile = health(
            name,
            .critical,
            Dictionary(uniqueKeysWithValues: Measure.allCases.map { ($0, numbers) }),
            objectives: Measure.allCases.flatMap { measure in
                [0, .nan, .infinity, -1].map { Objective(measure, limit: $0, target: $0) }
            }
        )
        hostile.family = name
        hostile.why = "\u{1B}]0;title\u{7}"
        var dashboard = answered(
            [hostile, health("short", .healthy, [.rate: []])],
            warnings: [name]
        )
        for (_, picture) in dashboard.drawEverywhere() {
            #expect(!picture.text.contains("\u{1B}") && !picture.text.contains("\u{202E}"))
        }
    }
}
