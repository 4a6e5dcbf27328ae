import Dashboard
import Entities
import TUI
import TestKit
import Testing

/// The log of a deployment.
struct LogPaneTests {
    @Test(arguments: [Size(120, 36), Size(80, 24)])
    func normal(_ size: Size) {
        expectGolden(Dashboard.logged(size: size).draw(), "log-\(size.width)x\(size.height)")
    }

    @Test func filtered() {
        var dashboard = Dashboard.logged()
        dashboard.browse("/timeout<enter>")
        let picture = dashboard.draw()
        #expect(picture.text.contains("churn-api 40 of 400 lines"))
        #expect(picture.text.contains("request 394") && !picture.text.contains("WARNING"))
        expectGolden(picture, "log-filtered")
    }

    @Test func wrappedWithNumbers() {
        var dashboard = Dashboard.logged(size: Size(80, 24))
        dashboard.browse("wo")
        expectGolden(dashboard.draw(), "log-wrapped")
    }

    @Test func theEndIsFollowedUntilTheCursorMoves() {
        var dashboard = Dashboard.logged()
        #expect(dashboard.draw().text.contains("► following"))
        let last = SampleLog.lines[399].text
        #expect(dashboard.draw().text.contains(last.prefix(60)))
        dashboard.browse("k")
        #expect(dashboard.draw().text.contains(" paused ") && dashboard.questions.count == 3)
        dashboard.browse("G")
        #expect(dashboard.draw().text.contains("► following"))
        dashboard.browse("f")
        #expect(dashboard.draw().text.contains(" paused "))
        dashboard.browse("f")
        #expect(dashboard.draw().text.contains("► following"))
    }

    @Test func whatIsWrittenWhileItStandsStillMovesNothing() throws {
        var dashboard = Dashboard.logged()
        dashboard.browse("<pgup>k")
        let before = dashboard.draw().text.split(separator: "\n").dropFirst(2)
        let ask = try #require(dashboard.questions.first)
        let question = try #require(ask.question.base as? Logs)
        var answer = SampleLog.answer(question, ask.window)
        answer.lines.append(LogLine(at: 1 << 20, number: 401, text: "one more"))
        (answer.count, answer.size) = (.exactly(401), 1 << 21)
        dashboard.land(question, from: SampleLog.source.id.name, answer)
        #expect(dashboard.draw().text.split(separator: "\n").dropFirst(2) == before)
        #expect(dashboard.draw().text.contains("churn-api 401 lines"))
    }

    @Test func everyLineIsReachedInOrder() {
        var dashboard = Dashboard.logged(size: Size(120, 20))
        dashboard.browse("gg")
        var seen: [String] = []
        for _ in 0..<400 {
            for case .copy(let text) in dashboard.browse("y") { seen.append(text) }
            dashboard.browse("j")
        }
        #expect(seen == SampleLog.lines.map(\.text))
        dashboard.browse("gg<pgdn><pgdn><pgup>")
        #expect(dashboard.draw().text.contains("09:07:18"))
    }

    @Test func aHitIsShownAmongAllAndTheNextIsGoneTo() {
        var dashboard = Dashboard.logged()
        dashboard.browse("/request 204<enter><enter>")
        let picture = dashboard.draw()
        #expect(picture.text.contains("▌◆▸2026-11-23 09:10:24,120 ERROR serving: timeout"))
        #expect(picture.text.contains("request queue is 80 %"))
        dashboard.browse("<esc>/timeout<enter>z")
        func copied() -> [String] {
            dashboard.browse("y").compactMap { if case .copy(let text) = $0 { text } else { nil } }
        }
        dashboard.browse("n")
        #expect(copied()[0].hasSuffix("request 214"))
        dashboard.browse("NN")
        #expect(copied()[0].hasSuffix("request 194"))
    }

    @Test func aWrongExpressionIsSaidAndAllIsShown() {
        var dashboard = Dashboard.logged()
        dashboard.browse("/~(<enter>")
        #expect(dashboard.draw().text.contains("▲ ~(: "))
        #expect(dashboard.draw().text.contains("churn-api 400 lines"))
        dashboard.browse("<esc>/~WARN.*[78]0<enter>")
        #expect(dashboard.draw().text.contains("churn-api 40 of 400 lines"))
        dashboard.browse("<esc>")
        #expect(dashboard.draw().text.contains("churn-api 400 lines"))
    }

    @Test func levelsAreToldBySignsToo() {
        let picture = Dashboard.logged().draw()
        for (line, sign) in [("ERROR", "◆"), ("WARNING", "▲"), ("\"level\"", "◆")] {
            let rows = picture.text.split(separator: "\n").filter { $0.contains(line) }
            #expect(!rows.isEmpty && rows.allSatisfy { $0.prefix(2).contains(sign) }, "\(line)")
        }
        // Neither colours nor tabs of the log reach the screen.
        #expect(!picture.text.contains("␛") && !picture.text.contains("␉"))
        #expect(picture.text.contains("DEBUG serving: cache hit 0.93"))
    }

    @Test func longLinesAreScrolledOver() throws {
        var dashboard = Dashboard.logged()
        let question = Logs(of: SampleLog.source.id)
        var answer = Logs.Answer(to: Window(rows: -1..<0, from: .end))
        let text = (0..<40).map { "block\($0 < 10 ? "0" : "")\($0)" }.joined(separator: " ")
        answer.lines = [LogLine(at: 0, number: 1, text: text, isCut: true)]
        (answer.count, answer.found) = (.exactly(1), .exactly(1))
        dashboard.land(question, from: SampleLog.source.id.name, answer)
        #expect(dashboard.draw().text.contains("block13") && dashboard.draw().text.contains("…"))
        dashboard.press("ll")
        #expect(dashboard.draw().text.contains("▌  block04 "))
        dashboard.press("w")
        #expect(dashboard.draw().text.contains("block39…"))
    }

    @Test func whatBecameOfItIsSaid() {
        for (turn, words) in [(Logs.Turn.renewed, "▲ rotated 09:14"), (.cut, "▲ cut 09:14")] {
            var dashboard = Dashboard.logged()
            var answer = SampleLog.answer(
                Logs(of: SampleLog.source.id),
                Window(rows: -90..<0, from: .end)
            )
            (answer.turn, answer.turned) = (turn, SampleRuns.now)
            answer.dropped = 1000
            answer.ended = "kubectl ended with 1"
            dashboard.land(Logs(of: SampleLog.source.id), from: "churn-api log", answer)
            #expect(dashboard.draw().text.contains(words))
            #expect(dashboard.draw().text.contains("■ kubectl ended with 1"))
        }
    }

    @Test func whatIsNotThereIsSaid() {
        var dashboard = Dashboard.logged("log/nobody")
        #expect(dashboard.draw().text.contains("There is no log of nobody"))
        dashboard = Dashboard.logged()
        let question = Logs(of: SampleLog.source.id)
        dashboard.fail(question, from: "churn-api log", .notFound("/x"), minutesAgo: 4)
        let text = dashboard.draw().text
        #expect(text.contains("◌ stale since 09:10") && text.contains("INFO  serving"))
    }

    @Test(arguments: [
        "mldeck:log/churn-api", "mldeck:log/churn-api?filter=timeout&show=all&at=6052",
        "mldeck:log/a%2fb?show=wrapped&show=numbers&at=17&context=prod",
    ])
    func theLocatorIsReadBack(_ written: String) {
        #expect(Dashboard.logged(written).locator.description == written)
    }

    @Test func noSizeCrashes() {
        for keys in ["", "w", "/time<enter>", "kkk<pgup>wo"] {
            var dashboard = Dashboard.logged()
            dashboard.browse(keys)
            for (size, picture) in dashboard.drawEverywhere() { #expect(picture.size == size) }
        }
    }

    @Test func hostileLinesAreDrawnSafely() {
        let evil = "\u{1B}]0;x\u{7}\u{1B}[2J\u{202E}\0\u{9B}31m\t漢字\r"
        var answer = Logs.Answer(to: Window(rows: -9..<0, from: .end))
        answer.lines = (0..<9).map {
            LogLine(at: $0, number: $0, text: evil + String(repeating: "漢", count: $0 * 9))
        }
        (answer.count, answer.found) = (.exactly(9), .exactly(9))
        answer.ended = evil
        for keys in ["", "w"] {
            var dashboard = Dashboard.logged()
            dashboard.land(Logs(of: SampleLog.source.id), from: "churn-api log", answer)
            dashboard.press(keys)
            for (_, picture) in dashboard.drawEverywhere() {
                #expect(!picture.text.contains("\u{1B}") && !picture.text.contains("\u{202E}"))
            }
        }
    }
}
