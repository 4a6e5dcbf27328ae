import Dashboard
import Entities
import TUI
import TestKit
import Testing

struct OverviewPaneTests {
    private let counted = Experiments(isCounted: true)

    private func stage(size: Size = Size(120, 36)) -> Stage {
        Stage(SampleStores.several(), opening: "overview", size: size)
    }

    /// A source that is stale, one that has never answered, and one that is well.
    private func trouble(size: Size = Size(120, 36)) -> Dashboard {
        var dashboard = Dashboard.of(["a", "b", "c"], opening: "overview", size: size)
        dashboard.land(counted, from: "a", .of("a", ["churn": .exactly(60)]))
        dashboard.land(counted, from: "b", .of("b", ["fraud": .exactly(12)]))
        dashboard.fail(counted, from: "b", .timedOut, minutesAgo: 55)
        let why = "connection refused"
        dashboard.fail(counted, from: "c", .unreachable(why), minutesAgo: 5)
        return dashboard
    }

    @Test(arguments: [Size(120, 36), Size(80, 24), Size(200, 50)])
    func normal(_ size: Size) async throws {
        let stage = stage(size: size)
        try await later(stage)
        expectGolden(try await stage.picture(), "overview-\(size.width)x\(size.height)")
    }

    /// Answers of sources land in any order: the cursor goes to its first line.
    private func later(_ stage: Stage) async throws { try await stage.type("2gg") }

    @Test func areasCountWhatThereIs() async throws {
        let text = try await stage().picture().text
        #expect(text.contains("runs               117  ► 20  ✗ 1"))
        #expect(text.contains("experiments          5  5 active now"))
        #expect(text.contains("sources              3  ● 3"))
    }

    @Test func theWorstComesFirstWithWhyAndTheNextTry() {
        let text = trouble().draw().text
        let lines = text.split(separator: "\n").map(String.init)
        let failed = lines.firstIndex { $0.contains("✗ c failed since 09:09, next try 09:15") }
        let stale = lines.firstIndex { $0.contains("◌ b stale since 08:19, next try 09:15") }
        #expect((failed ?? .max) < (stale ?? .min))
        #expect(text.contains("cannot be reached: connection refused"))
        #expect(text.contains("Needs attention 2") && text.contains("● 1  ◌ 1  ✗ 1"))
        expectGolden(trouble(size: Size(120, 14)).draw(), "overview-trouble")
    }

    @Test func failedRunsOfTheLastDayAreTold() async throws {
        let text = try await stage().picture().text
        #expect(text.contains("✗ amber-lynx-3 failed"))
        #expect(text.contains("in churn after 3m00, by ana"))
        #expect(text.contains("Needs attention 1 "))
    }

    @Test func whatEndedLastComesFirst() async throws {
        let lines = try await stage().picture().text.split(separator: "\n")
        let first = lines.firstIndex { $0.contains("Changed lately") }.map { lines[$0 + 1] }
        #expect(first?.contains("07:13   ✓ brave-heron-2   finished in embeddings") == true)
    }

    @Test func anAreaThatNobodyCanTellAnythingAboutIsNotShown() {
        let text = Dashboard.of(["a"], opening: "overview").draw().text
        #expect(text.contains("sources") && !text.contains("experiments  "))
        #expect(!text.contains("Changed lately") && text.contains("reading…"))
    }

    @Test func anEmptyStoreSaysSo() async throws {
        let stage = Stage([MemoryStore("mlflow", [])], opening: "overview", size: Size(100, 12))
        expectGolden(try await stage.picture(), "overview-empty")
    }

    @Test func whereAllIsWellThatIsSaid() {
        var dashboard = Dashboard.of(["a"], opening: "overview")
        dashboard.land(counted, from: "a", .of("a", ["churn": .exactly(1)]))
        #expect(dashboard.draw().text.contains("nothing that any source knows of"))
    }

    @Test(arguments: [
        ("1gg<enter>", "mldeck:runs/*"), ("1ggj<enter>", "mldeck:experiments"),
        ("1G<enter>", "mldeck:sources"), ("2<enter>", "mldeck:run/mlflow/churn-3"),
        ("3<enter>", "mldeck:run/tb/embeddings-2"),
        ("1<tab><tab><enter>", "mldeck:run/tb/embeddings-2"),
        ("1<tab><tab><tab>gg<enter>", "mldeck:runs/*"),
        ("1<backtab><enter>", "mldeck:run/tb/embeddings-2"),
    ])
    func enterGoesToTheThing(_ keys: String, _ locator: String) async throws {
        let stage = stage()
        try await stage.type(keys)
        #expect(stage.dashboard.locator.description == locator)
    }

    @Test func aFailingSourceIsGoneTo() {
        var dashboard = trouble()
        dashboard.press("2gg<enter>")
        #expect(dashboard.locator.description == "mldeck:sources/c")
        #expect(dashboard.draw().text.contains("▌  ✗ c "))
    }

    @Test func aClickGoesToALineOfAnotherPart() async throws {
        let stage = stage()
        _ = try await stage.picture()
        stage.take(.input(.mouse(Mouse(.click, at: Point(5, 3)))))
        #expect(stage.dashboard.draw().text.contains("▌  experiments"))
        stage.take(.input(.mouse(Mouse(.click, at: Point(5, 8)))))
        let row = stage.dashboard.draw().text.split(separator: "\n").first { $0.hasPrefix("▌") }
        #expect(row?.contains("amber-lynx-3    failed in churn") == true)
    }

    @Test func noSizeCrashes() async throws {
        let stage = stage()
        _ = try await stage.picture()
        var dashboard = stage.dashboard
        for keys in ["1", "2", "3"] {
            dashboard.press(keys)
            for (size, picture) in dashboard.drawEverywhere() { #expect(picture.size == size) }
        }
        var failing = trouble()
        for (size, picture) in failing.drawEverywhere() { #expect(picture.size == size) }
    }

    @Test func hostileNamesAreDrawnSafely() async throws {
        var runs = SampleRuns.runs(6, experiment: "a\n\u{1B}[31m")
        runs[3].name = "\u{1B}[2J\u{1B}]0;owned\u{07}"
        runs[2].name = String(repeating: "x", count: 10_000)
        runs[5].name = "שלום \u{202E}evil 👨‍👩‍👧 漢字"
        let stage = Stage([MemoryStore("m", runs)], opening: "overview", size: Size(100, 12))
        expectGolden(try await stage.picture(), "overview-hostile")
    }

    @Test func theLocatorOpensTheSameView() async throws {
        let stage = stage()
        let again = Stage(SampleStores.several(), opening: stage.dashboard.locator.description)
        let (first, second) = (try await stage.picture(), try await again.picture())
        #expect(first == second && first.text.contains("Needs attention"))
    }

    @Test func modelsHaveALineOnceThereAreAny() async throws {
        let stage = Stage([SampleModels.registry()], opening: "overview")
        let text = try await stage.picture().text
        let line = try #require(text.split(separator: "\n").first { $0.contains(" models ") })
        #expect(line.contains(" 4 "))
        #expect(line.contains("2 champions"))
    }
}
