import Dashboard
import Entities
import TUI
import TestKit
import Testing

struct SourcesPaneTests {
    /// A source that is well, one that is stale, one that has never answered, one not asked yet.
    private func dashboard(size: Size = Size(120, 36)) -> Dashboard {
        let names = ["mlflow", "archive", "server", "late"]
        var dashboard = Dashboard.of(names, opening: "sources", size: size)
        for (name, latency) in [("mlflow", Int64(412)), ("archive", 38_400)] {
            let answer = SourceChecks.Answer(
                version: "MLflow schema 0f2a",
                latency: latency,
                capabilities: name == "mlflow" ? [.runs, .series, .files] : [.runs, .series]
            )
            dashboard.land(SourceChecks(), from: name, answer)
        }
        let experiments = Experiments.Answer.of(
            "mlflow",
            ["churn": .exactly(12_604), "fraud": .exactly(1)]
        )
        dashboard.land(Experiments(isCounted: true), from: "mlflow", experiments)
        dashboard.fail(SourceChecks(), from: "archive", .timedOut, minutesAgo: 55)
        dashboard.fail(SourceChecks(), from: "server", .unreachable("no route"), minutesAgo: 5)
        return dashboard
    }

    @Test(arguments: [Size(120, 36), Size(80, 24), Size(200, 50)])
    func normal(_ size: Size) {
        var dashboard = dashboard(size: size)
        dashboard.press("j")
        expectGolden(dashboard.draw(), "sources-\(size.width)x\(size.height)")
    }

    @Test func eachSourceSaysWhatItIsCanAndHolds() {
        let text = dashboard(size: Size(200, 50)).draw().text
        let rows = text.split(separator: "\n").map(String.init)
        let mlflow = rows.first { $0.contains("● mlflow") }
        for part in ["MLflow SQLite, schema 0f2a", "runs series files", "0.4 ms", "<1m"] {
            #expect(mlflow?.contains(part) == true)
        }
        #expect(mlflow?.contains("12,605 runs, 2 experiments") == true)
        #expect(rows.contains { $0.contains("◌ archive") && $0.contains("38 ms") })
        let server = rows.first { $0.contains("✗ server") }
        #expect(server?.contains("cannot be reached: no route") == true)
        #expect(rows.contains { $0.contains("○ late") })
    }

    @Test func whatIsWrongIsSaidInFullWithWhatToDo() {
        var dashboard = dashboard()
        dashboard.press("jj")
        let text = dashboard.draw().text
        #expect(text.contains("✗ failed since 09:09") && text.contains("/ml/server.db"))
        #expect(text.contains("see that it runs, and that its address is right"))
        #expect(text.contains("next try 09:15, r asks now"))
    }

    @Test func theMatrixShowsWhatEachCanDo() {
        let rows = dashboard().draw().text.split(separator: "\n").map(String.init)
        let start = rows.firstIndex { $0.contains("What each can do") } ?? rows.endIndex
        let marks = rows.dropFirst(start + 2).prefix(4).map { row in
            String(row.filter { "✓–·".contains($0) })
        }
        #expect(marks == ["✓✓✓–––––", "✓✓––––––", "········", "········"])
    }

    @Test func rAsksAgainAndYCopiesThePlace() {
        var dashboard = dashboard()
        #expect(dashboard.press("r").contains { if case .refresh = $0 { true } else { false } })
        let copied = dashboard.press("jy").compactMap { effect -> String? in
            if case .copy(let text) = effect { text } else { nil }
        }
        #expect(copied == ["/ml/archive.db"])
    }

    @Test func theLocatorOpensOnItsSource() {
        var dashboard = dashboard()
        dashboard.press("jj")
        #expect(dashboard.locator.description == "mldeck:sources/server")
        var again = Dashboard.of(["a", "server"], opening: "sources/server")
        again.press("<^l>")
        #expect(again.draw().text.contains("▌  ○ server"))
        #expect(again.locator == dashboard.locator)
    }

    @Test func everySourceIsReached() {
        let names = (0..<60).map { "source-\($0)" }
        var dashboard = Dashboard.of(names, opening: "sources", size: Size(80, 24))
        dashboard.press("G")
        let text = dashboard.draw().text
        #expect(text.contains("Sources 60") && text.contains("▌  ○ source-59"))
        _ = dashboard.update(.input(.mouse(Mouse(.click, at: Point(5, 3)))))
        let row = dashboard.draw().text.split(separator: "\n").first { $0.hasPrefix("▌") }
        #expect(row?.contains("source-59") == false)
    }

    @Test func aRealStoreAnswers() async throws {
        let store = MemoryStore("mlflow", SampleRuns.runs(60))
        let stage = Stage([store], opening: "sources")
        let text = try await stage.picture().text
        #expect(text.contains("● mlflow") && text.contains("60 runs, 1 experiment"))
        await store.fail(.unauthorized)
        try await eventually {
            try await stage.settle()
            return stage.dashboard.draw().text.contains("◌ mlflow")
        }
        #expect(stage.dashboard.draw().text.contains("refused the credentials"))
    }

    @Test func hostileTextsAreDrawnSafely() {
        let name = "\u{1B}[2J\u{1B}]0;owned\u{07}"
        var dashboard = Dashboard.of([name, "b"], opening: "sources", size: Size(120, 20))
        let version = "a\nb\r\u{1B}[31m" + String(repeating: "x", count: 5000)
        let answer = SourceChecks.Answer(version: version, latency: 1, capabilities: [])
        dashboard.land(SourceChecks(), from: name, answer)
        let why = String(repeating: "\u{202E}evil ", count: 900)
        dashboard.fail(SourceChecks(), from: name, .unreachable(why), minutesAgo: 2000)
        expectGolden(dashboard.draw(), "sources-hostile")
    }

    @Test func noSizeCrashes() {
        var dashboard = dashboard()
        for (size, picture) in dashboard.drawEverywhere() { #expect(picture.size == size) }
    }
}
