import Dashboard
import Entities
import TUI
import TestKit
import Testing

/// The health of one thing that serves, in full.
struct ServicePaneTests {
    private let churn = "health/prometheus/churn-api"

    @Test(arguments: [Size(120, 36), Size(200, 50), Size(80, 24)])
    func normal(_ size: Size) {
        let picture = Dashboard.measured(churn, size: size).draw()
        expectGolden(picture, "service-\(size.width)x\(size.height)")
    }

    @Test func aLanguageModelHasChartsOfItsOwn() {
        let picture = Dashboard.measured("health/prometheus/support-llm").draw()
        for title in ["First token ms", "Tokens /s", "KV cache %", "j 2 more"] {
            #expect(picture.text.contains(title), "\(title)")
        }
        expectGolden(picture, "service-llm")
    }

    @Test func whatDoesNotHoldComesFirstWithItsObjective() {
        let text = Dashboard.measured(churn).draw().text
        #expect(text.contains("◆ p95 129 ms objective 80 ms   ◆ errors 1.42 % objective 0.5 %"))
        #expect(text.contains("╌ p95 objective 80 ms"))
        #expect(text.contains("◆ p95          129 ms  ≤ 80 ms  99.5 %"))
        #expect(text.contains("v13 since 25m"))
    }

    @Test func chartsShareTheirColumns() {
        let lines = Dashboard.measured(churn).draw().text.split(separator: "\n").map(Array.init)
        let axes = lines.filter { $0.contains("└") && $0.contains("┬") }
        let marks = axes.map { axis in axis.indices.filter { axis[$0] == "▲" || axis[$0] == "└" } }
        #expect(axes.count == 3 && Set(marks).count == 1 && marks.first?.count == 4)
    }

    @Test func versionsStandSideBySideAndChangesAreTold() throws {
        let text = Dashboard.measured(churn).draw().text
        #expect(text.contains("Rate /s by version") && text.contains("v12") && text.contains("v13"))
        #expect(text.contains("08:49  ▲ v12 → v13 done") && text.contains("▲ v12 → v13 begun"))
        #expect(text.contains("08:52  ▲ @champion v13      elsewhere"))
        // What serves no more has no rate of zero.
        let old = try #require(text.firstRange(of: "│   v12 "))
        let values = text[old.upperBound...].prefix { $0 != "\n" }
        #expect(values.filter { $0 == "–" }.count == 3 && !values.contains("0"))
    }

    @Test func aLineNeverCrossesAGap() throws {
        let picture = Dashboard.measured("health/prometheus/image-tagger").draw()
        #expect(picture.text.contains("stale: nothing is measured any more"))
        // Nothing was measured for the last third of the time.
        for y in 3..<34 {
            for x in 60..<72 {
                let base = picture[x, y].glyph.base
                #expect(!(0x2801...0x28FF).contains(base), "\(x) \(y)")
            }
        }
    }

    @Test func whatIsNotMeasuredIsSaidAndNotDrawn() {
        let text = Dashboard.measured("health/prometheus/churn-batch").draw().text
        #expect(
            text.contains("no data: nothing is measured of it") && text.contains("– churn-batch")
        )
        let gone = Dashboard.measured("health/prometheus/gone").draw().text
        #expect(gone.contains("prometheus measures nothing that is called gone."))
        let nobody = Dashboard.measured("health/nobody/churn-api").draw().text
        #expect(nobody.contains("There is no source nobody."))
    }

    @Test func theCursorTellsTheValuesOfItsColumn() {
        var dashboard = Dashboard.measured(churn)
        dashboard.press("h")
        #expect(dashboard.draw().text.contains("  p95 129 ms  p99 "))
        dashboard.press("<pgup><pgup><pgup><pgup>")
        let text = dashboard.draw().text
        #expect(text.contains("p50 20 ms  p95 45 ms  p99 72 ms") && text.contains(" 08:34 "))
        #expect(text.contains("v12 194 /s  v13 201 /s"))
        dashboard.press("y")
        #expect(dashboard.notice.hasPrefix("copied"))
        dashboard.press("<esc>")
        #expect(dashboard.draw().text.contains("╌ p95 objective 80 ms"))
        #expect(dashboard.locator.description == "mldeck:\(churn)")
    }

    @Test func everyChartIsReached() {
        var dashboard = Dashboard.measured("health/prometheus/support-llm")
        #expect(!dashboard.draw().text.contains("Latency s"))
        dashboard.press("jjjj")
        #expect(dashboard.draw().text.contains("Latency s"))
        dashboard.press("kkkk")
        #expect(dashboard.draw().text.contains("First token ms"))
    }

    @Test func aNarrowScreenTurns() {
        var dashboard = Dashboard.measured(churn, size: Size(80, 24))
        #expect(!dashboard.draw().text.contains("side by side"))
        dashboard.press("<tab>")
        #expect(dashboard.draw().text.contains("side by side"))
        dashboard.press("<tab>")
        #expect(dashboard.draw().text.contains("Latency ms"))
    }

    @Test func aSourceThatDoesNotAnswerAnyMoreIsKeptAndMarked() throws {
        var dashboard = Dashboard.measured(churn)
        let question = try #require(
            dashboard.questions.compactMap { $0.question.base as? Healths }.first
        )
        dashboard.fail(question, from: "prometheus", .timedOut, minutesAgo: 0)
        let picture = dashboard.draw()
        #expect(picture.text.contains("◌ prometheus stale since 09:14: did not answer in time"))
        #expect(picture.text.contains("◌ churn-api") && picture.text.contains("p99"))
        let roles = Set((3..<15).flatMap { y in picture.row(y).prefix(76).map(\.role) })
        #expect(roles.contains(.stale) && !roles.contains(.series2) && !roles.contains(.ok))
    }

    @Test func onlyItsOwnSourceIsAsked() throws {
        let dashboard = Dashboard.measured(churn)
        let question = try #require(
            dashboard.questions.compactMap { $0.question.base as? Healths }.first
        )
        #expect(question.sources == [SampleHealth.source])
        #expect(question.service?.name == "churn-api")
    }

    @Test func theLocatorOpensTheSameView() {
        var first = Dashboard.measured(churn)
        first.press("-")
        first.answerHealth()
        #expect(first.locator.description == "mldeck:health/prometheus/churn-api?span=6h")
        let again = Dashboard.measured(first.locator.description)
        #expect(again.draw().text == first.draw().text)
        let odd = "mldeck:health/prom%20a/a%2fb%3fc?span=15m&context=prod"
        #expect(Dashboard.measured(odd).locator.description == odd)
    }

    @Test func noSizeCrashes() {
        for name in ["churn-api", "support-llm", "churn-batch", "gone"] {
            var dashboard = Dashboard.measured("health/prometheus/\(name)")
            dashboard.press("hj")
            for _ in 0..<2 {
                for (size, picture) in dashboard.drawEverywhere() { #expect(picture.size == size) }
                dashboard.press("<tab>")
            }
        }
    }

    @Test func hostileNamesAndNumbersAreDrawnSafely() throws {
        let evil = "\u{1B}[2J\u{202E}\u{7}漢字" + String(repeating: "x", count: 300)
        var dashboard = Dashboard.of(["prometheus"], opening: churn)
        let question = try #require(
            dashboard.questions.compactMap { $0.question.base as? Healths }.first
        )
        let numbers = [.nan, .infinity, -.infinity, 1e308, -1e308, 0, Double.leastNonzeroMagnitude]
        let lines = Dictionary(uniqueKeysWithValues: Measure.allCases.map { ($0, numbers) })
        var answer = SampleHealth.answer(question)
        answer.services = [
            Health(
                id: Health.ID(source: SampleHealth.source, name: "churn-api"),
                family: evil,
                lines: lines,
                versions: [evil: lines, "": lines, "1": [.rate: []]],
                objectives: Measure.allCases.map { Objective($0, limit: .infinity, target: .nan) },
                state: .critical,
                why: evil
            )
        ]
        dashboard.land(question, from: "prometheus", answer)
        for (_, picture) in dashboard.drawEverywhere() {
            #expect(!picture.text.contains("\u{1B}") && !picture.text.contains("\u{202E}"))
        }
    }
}
