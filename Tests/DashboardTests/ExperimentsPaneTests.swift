import Dashboard
import Entities
import TUI
import TestKit
import Testing

struct ExperimentsPaneTests {
    private func stage(_ locator: String = "experiments", size: Size = Size(120, 36)) -> Stage {
        Stage(SampleStores.several(), opening: locator, size: size)
    }

    private func row(_ name: String, _ canvas: Canvas) -> Substring? {
        canvas.text.split(separator: "\n").first { $0.contains(" \(name) ") }
    }

    @Test(arguments: [Size(120, 36), Size(80, 24), Size(200, 50)])
    func normal(_ size: Size) async throws {
        let stage = stage(size: size)
        expectGolden(try await stage.picture(), "experiments-\(size.width)x\(size.height)")
    }

    @Test func theSameNameInTwoStoresIsOneRow() async throws {
        let picture = try await stage().picture()
        let churn = try #require(row("churn", picture))
        #expect(churn.contains(" 68 ") && churn.contains("► 11") && churn.contains("2 stores"))
        #expect(picture.text.contains("Experiments 5 · 3 stores · sort activity ↓"))
        #expect(try #require(row("fraud", picture)).contains("mlflow"))
    }

    @Test func theBestRunFollowsTheDirectionOfTheMetric() async throws {
        let picture = try await stage().picture()
        let higher = try #require(row("fraud", picture))
        #expect(higher.contains("val/auc ↑") && higher.contains("0.4675 quiet-finch-5"))
        let lower = try #require(row("support-8b-sft", picture))
        #expect(lower.contains("eval/loss ↓") && lower.contains("0.2300 swift-fox-0"))
        #expect(try #require(row("embeddings", picture)).contains("–"))
    }

    @Test func countsThatGrowAndLeastCountsAreToldApart() {
        var dashboard = Dashboard.of(["a", "b"], opening: "experiments")
        dashboard.land(counted, from: "a", .of("a", ["x": .atLeast(1204)], progress: 0.4))
        dashboard.land(counted, from: "b", .of("b", ["y": .atLeast(96), "deleted": .exactly(1)]))
        let text = dashboard.draw().text
        #expect(text.contains(" 1,204… ") && text.contains(" ≥ 96 "))
        #expect(text.contains("counted 40 %") && !text.contains("deleted"))
    }

    @Test func whatOnlyOneOfTwoStoresHasCountedIsALeastCount() {
        var dashboard = Dashboard.of(["a", "b"], opening: "experiments")
        dashboard.land(counted, from: "a", .of("a", ["churn": .exactly(60)]))
        let id = Experiment.ID(source: Source.ID("b"), key: "1")
        dashboard.land(counted, from: "b", Experiments.Answer([Experiment(id: id, name: "churn")]))
        #expect(dashboard.draw().text.contains(" ≥ 60 "))
    }

    @Test func aMillionRunsAreSortedOnlyUnderTheCursor() {
        var dashboard = Dashboard.of(["a"], opening: "experiments")
        let answer = Experiments.Answer.of(
            "a",
            ["small": .exactly(214), "sweep": .exactly(1_204_331), "none": .exactly(0)]
        )
        dashboard.land(counted, from: "a", answer)
        func isAsked(_ name: String) -> Bool {
            let fields = AnyQuestion(RunFields(experiments: [name]))
            return dashboard.questions.contains { $0.question == fields }
        }
        #expect(isAsked("small") && !isAsked("sweep") && !isAsked("none"))
        dashboard.press("j")
        #expect(isAsked("small") && isAsked("sweep"))
    }

    @Test func ofThousandsOnlyWhatIsSeenIsAsked() {
        var dashboard = Dashboard.of(["a"], opening: "experiments", size: Size(120, 24))
        let all = (0..<5000).map { number in
            Experiment(
                id: Experiment.ID(source: Source.ID("a"), key: "\(number)"),
                name: "experiment-\(number)",
                activity: Experiment.Activity(runs: .exactly(number + 1))
            )
        }
        dashboard.land(counted, from: "a", Experiments.Answer(all))
        let text = dashboard.draw().text
        #expect(text.contains("Experiments 5,000") && text.contains("1–20 of 5,000"))
        #expect(dashboard.questions.count == 1 + 20 + 2)
        dashboard.press("G")
        #expect(dashboard.draw().text.contains("4,981–5,000 of 5,000"))
    }

    @Test func anyColumnIsSortedByAndTheLocatorTells() async throws {
        let stage = stage()
        try await stage.type("hhhs")
        let picture = try await stage.picture()
        let rows = picture.text.split(separator: "\n").dropFirst(3).prefix(3)
        let names = rows.map { $0.dropFirst(3).prefix { $0 != " " } }
        #expect(names == ["churn", "support-8b-sft", "fraud"])
        #expect(picture.text.contains("sort runs ↓"))
        #expect(stage.dashboard.locator.description == "mldeck:experiments?sort=runs%20DESC")
        try await stage.type("s")
        #expect(try await stage.picture().text.contains("sort runs ↑"))
    }

    @Test func theLocatorOpensTheSameView() async throws {
        let stage = stage()
        try await stage.type("lls/u<enter>")
        let again = self.stage(stage.dashboard.locator.description)
        let (first, second) = (try await stage.picture(), try await again.picture())
        #expect(stage.dashboard.locator.values("filter") == ["u"])
        // Only the column cursor is not part of a locator.
        #expect(first.text == second.text)
    }

    @Test func aFilterIsShownCountedAndCleared() async throws {
        let stage = stage(size: Size(100, 14))
        try await stage.type("/FRA")
        expectGolden(try await stage.picture(), "experiments-prompt")
        try await stage.type("<enter>")
        expectGolden(try await stage.picture(), "experiments-filtered")
        try await stage.type("<esc>")
        #expect(try await stage.picture().text.contains("Experiments 5 ·"))
        try await stage.type("/nonsense<enter>")
        #expect(try await stage.picture().text.contains("No experiment fulfils the filter"))
    }

    @Test(arguments: ["<enter>", "gr"])
    func anExperimentOpensItsRuns(_ keys: String) async throws {
        let stage = stage()
        try await stage.type("jj" + keys)
        #expect(stage.dashboard.locator.description == "mldeck:runs/fraud")
        try await stage.type("<esc>")
        #expect(stage.dashboard.locator.description == "mldeck:experiments")
    }

    @Test func theNameAndTheLocatorAreCopied() {
        var dashboard = Dashboard.of(["a"], opening: "experiments")
        dashboard.land(counted, from: "a", .of("a", ["churn": .exactly(3)]))
        let copied = dashboard.press("yy").compactMap { effect -> String? in
            if case .copy(let text) = effect { text } else { nil }
        }
        #expect(copied == ["churn", "mldeck:experiments"])
    }

    @Test func theCursorStaysOnItsExperimentWhenOthersCome() {
        var dashboard = Dashboard.of(["a", "b"], opening: "experiments")
        dashboard.land(counted, from: "a", .of("a", ["p": .exactly(1), "q": .exactly(1)]))
        dashboard.press("j")
        dashboard.land(counted, from: "b", .of("b", ["r": .exactly(1), "s": .exactly(1)]))
        let current = dashboard.draw().text.split(separator: "\n").first { $0.hasPrefix("▌") }
        #expect(current?.contains("  q ") == true)
    }

    @Test func aClickSortsByAHeadAndGoesToARow() {
        var dashboard = Dashboard.of(["a"], opening: "experiments")
        dashboard.land(counted, from: "a", .of("a", ["b": .exactly(1), "a": .exactly(1)]))
        _ = dashboard.update(.input(.mouse(Mouse(.click, at: Point(4, 2)))))
        #expect(dashboard.draw().text.contains("experiment↑"))
        _ = dashboard.update(.input(.mouse(Mouse(.click, at: Point(4, 4)))))
        #expect(dashboard.draw().text.contains("▌  b "))
    }

    @Test func aFailingSourceIsNamedAndItsRowsStay() {
        var dashboard = Dashboard.of(["a", "b"], opening: "experiments", size: Size(120, 10))
        dashboard.land(counted, from: "a", .of("a", ["churn": .exactly(60)]))
        dashboard.land(counted, from: "b", .of("b", ["fraud": .exactly(12)]))
        dashboard.fail(counted, from: "a", .timedOut, minutesAgo: 5)
        let picture = dashboard.draw()
        #expect(picture.text.contains("a stale since 09:09") && picture.text.contains("churn"))
        expectGolden(picture, "experiments-stale")
    }

    @Test func aStoreWithoutExperimentsSaysSo() async throws {
        let stage = Stage([MemoryStore("mlflow", [])], opening: "experiments", size: Size(100, 10))
        let text = try await stage.picture().text
        #expect(text.contains("There are no experiments yet"))
        var failed = Dashboard.of(["a"], opening: "experiments", size: Size(100, 10))
        failed.fail(counted, from: "a", .unauthorized, minutesAgo: 1)
        #expect(failed.draw().text.contains("▲ a refused the credentials"))
    }

    @Test func hostileNamesAreDrawnSafely() {
        var dashboard = Dashboard.of(["a\u{1B}[2J"], opening: "experiments", size: Size(120, 10))
        let names: KeyValuePairs<String, Count> = [
            "\u{1B}[2J\u{1B}]0;owned\u{07}": .exactly(1), "שלום \u{202E}evil 👨‍👩‍👧 漢字": .exactly(2),
            "a\nb\r\u{1B}[31m": .exactly(3), String(repeating: "x", count: 10_000): .exactly(4),
        ]
        dashboard.land(counted, from: "a\u{1B}[2J", .of("a\u{1B}[2J", names))
        expectGolden(dashboard.draw(), "experiments-hostile")
    }

    @Test func noSizeCrashes() {
        var dashboard = Dashboard.of(["a"], opening: "experiments")
        dashboard.land(counted, from: "a", .of("a", ["churn": .exactly(60), "x": .atLeast(1)]))
        for (size, picture) in dashboard.drawEverywhere() { #expect(picture.size == size) }
        dashboard.press("/ch<enter>")
        for (size, picture) in dashboard.drawEverywhere() { #expect(picture.size == size) }
    }

    private let counted = Experiments(isCounted: true)

    @Test(arguments: [
        ("name = 'churn'", ["churn"]), ("embed", ["embeddings"]),
        ("name LIKE '%u%' AND NOT name = 'fraud'", ["churn"]), ("name ~ '^z'", []),
    ])
    func theFilterIsThatOfExperiments(_ filter: String, _ names: [String]) async throws {
        let stage = stage()
        try await stage.type("/" + filter.replacing("<", with: "<lt>") + "<enter>")
        let rows = try await stage.picture().text.split(separator: "\n").dropFirst(4)
        for name in ["churn", "embeddings", "fraud"] {
            let isShown = rows.contains {
                $0.hasPrefix("   \(name) ") || $0.hasPrefix("▌  \(name) ")
            }
            #expect(isShown == names.contains(name), "\(name)")
        }
    }
}
