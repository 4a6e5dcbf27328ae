import Dashboard
import Entities
import TUI
import TestKit
import Testing

/// What an expression of PromQL gives over time.
struct QueryPaneTests {
    private let locator = "query?q=rate(http_requests_total[5m])"

    private func question(_ dashboard: Dashboard) -> RangeQuery? {
        dashboard.questions.compactMap { $0.question.base as? RangeQuery }.first
    }

    @Test(arguments: [Size(120, 36), Size(80, 24)])
    func normal(_ size: Size) {
        let picture = Dashboard.alerting(locator, size: size).draw()
        expectGolden(picture, "query-\(size.width)x\(size.height)")
    }

    @Test func everySeriesHasANumberAndItsValues() {
        let text = Dashboard.alerting(locator).draw().text
        #expect(text.contains("── Series 2 ──"))
        #expect(text.contains("   1  deployment=\"churn-api\"   0.1331  0.0504    0.1331"))
        #expect(text.contains("last 2 h · + - zoom · step 35 s"))
    }

    @Test func anExpressionIsAsked() throws {
        var dashboard = Dashboard.alerting("query")
        #expect(dashboard.draw().text.contains("/ asks: any expression of PromQL"))
        #expect(question(dashboard) == nil)
        dashboard.press("/up == 0<enter>")
        let asked = try #require(question(dashboard))
        #expect(asked.query == "up == 0" && asked.span == 7200 && asked.sources == nil)
        #expect(dashboard.draw().text.contains("reading…"))
        dashboard.land(
            asked,
            from: "prometheus",
            RangeQuery.Answer(window: SampleAlerts.answer(asked).window)
        )
        #expect(
            dashboard.draw().text.contains(
                "The expression is right, and gives nothing in the last 2 h."
            )
        )
        #expect(dashboard.locator.description == "mldeck:query?q=up%20%3d%3d%200")
        dashboard.press("y")
        #expect(dashboard.notice == "copied 7 characters")
    }

    @Test func whatIsWrongWithItIsSaid() throws {
        var dashboard = Dashboard.alerting("query")
        dashboard.press("/rate(<enter>")
        let asked = try #require(question(dashboard))
        dashboard.fail(
            asked,
            from: "prometheus",
            .refused(why: "parse error: unclosed left parenthesis"),
            minutesAgo: 0
        )
        let text = dashboard.draw().text
        #expect(text.contains("unclosed left parenthesis") && !text.contains("reading…"))
    }

    @Test func theTimeRangeIsChangedAndTheOldPictureStays() {
        var dashboard = Dashboard.alerting(locator)
        dashboard.press("-")
        #expect(question(dashboard)?.span == 21_600)
        let waiting = dashboard.draw().text
        #expect(waiting.contains("last 6 h · + - zoom · reading…") && waiting.contains("churn-api"))
        dashboard.answerAlerts()
        #expect(!dashboard.draw().text.contains("reading…"))
        #expect(dashboard.locator.description.hasSuffix("&span=6h"))
    }

    @Test func theCursorTellsTheValuesOfItsColumn() {
        var dashboard = Dashboard.alerting(locator)
        dashboard.press("<pgup><pgup><pgup><pgup><pgup><pgup>")
        let text = dashboard.draw().text
        #expect(text.contains("at cursor") && text.contains("deployment=\"churn-api\"      0.05"))
        dashboard.press("<esc>")
        #expect(!dashboard.draw().text.contains("at cursor"))
    }

    @Test func aSourceThatDoesNotAnswerAnyMoreIsKeptAndMarked() throws {
        var dashboard = Dashboard.alerting(locator)
        let asked = try #require(question(dashboard))
        dashboard.fail(asked, from: "prometheus", .timedOut, minutesAgo: 0)
        let picture = dashboard.draw()
        #expect(
            picture.text.contains("did not answer in time") && picture.text.contains("churn-api")
        )
        let roles = Set((4..<30).flatMap { picture.row($0).map(\.role) })
        #expect(roles.contains(.stale) && !roles.contains(.series1))
    }

    @Test func seriesOfSeveralSourcesAreToldApart() throws {
        var dashboard = Dashboard.alerting(locator)
        let asked = try #require(question(dashboard))
        dashboard.land(asked, from: "ray", SampleAlerts.answer(asked))
        let text = dashboard.draw().text
        #expect(text.contains("── Series 4 ──"))
        #expect(text.contains("deployment=\"churn-api\", source=\"prometheus\""))
        #expect(text.contains("deployment=\"churn-api\", source=\"ray\""))
    }

    @Test func theLocatorOpensTheSameView() {
        let written = "mldeck:query?q=sum%28up%29%20%2f%202&span=15m&source=prometheus&context=prod"
        #expect(Dashboard.alerting(written).locator.description == written)
        let first = Dashboard.alerting(locator + "&span=6h")
        #expect(Dashboard.alerting(first.locator.description).draw() == first.draw())
    }

    @Test func manySeriesAndOddOnesAreDrawn() throws {
        var dashboard = Dashboard.alerting(locator)
        let asked = try #require(question(dashboard))
        var answer = SampleAlerts.answer(asked)
        let numbers = [.nan, .infinity, -.infinity, 1e308, -1e308, 0, Double.leastNonzeroMagnitude]
        let evil = "\u{1B}[2J\u{202E}" + String(repeating: "x", count: 300)
        answer.series += (0..<40).map { RangeQuery.Line(labels: [evil: "\($0)"], values: numbers) }
        answer.series.append(RangeQuery.Line(labels: [:], values: []))
        answer.warnings = [evil]
        dashboard.land(asked, from: "prometheus", answer)
        #expect(dashboard.draw().text.contains("── Series 43 ──"))
        #expect(dashboard.draw().text.contains("the first 8 are drawn · j k scroll"))
        dashboard.press("hjjjjjjjjjjjj")
        for (_, picture) in dashboard.drawEverywhere() {
            #expect(!picture.text.contains("\u{1B}") && !picture.text.contains("\u{202E}"))
        }
        answer.window.columns = 0
        dashboard.land(asked, from: "prometheus", answer)
        dashboard.press("hl")
        for (size, picture) in dashboard.drawEverywhere() { #expect(picture.size == size) }
    }
}
