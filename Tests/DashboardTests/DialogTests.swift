import Dashboard
import Entities
import TUI
import TestKit
import Testing

struct DialogTests {
    private func stage(size: Size = Size(100, 30)) -> Stage {
        Stage([MemoryStore("mlflow", SampleRuns.runs(20))], size: size)
    }

    @Test func helpListsTheKeysThatWorkHere() async throws {
        let stage = stage()
        try await stage.type("?")
        expectGolden(try await stage.picture(), "help")
        try await stage.type("sort")
        let text = try await stage.picture().text
        #expect(text.contains("sort by this column") && !text.contains("half a page"))
    }

    @Test func aCommandIsCompleted() async throws {
        let stage = stage()
        try await stage.type(":ru<tab>")
        expectGolden(try await stage.picture(), "command")
        try await stage.type(" <tab><enter>")
        #expect(stage.dashboard.locator.description == "mldeck:runs/*")
    }

    @Test func aSavedViewIsOfferedAndGoneTo() async throws {
        let stage = stage()
        stage.change { session in
            session.views = [("best runs", Locator(pane: "runs", path: ["*"]))]
        }
        try await stage.type(":best")
        #expect(try await stage.picture().text.contains("saved view"))
        try await stage.type("<tab><enter>")
        #expect(stage.dashboard.locator.description == "mldeck:runs/*")
    }

    @Test func aFilterIsCompletedFromWhatThereIs() async throws {
        let stage = stage()
        try await stage.type("/metrics.val/l")
        expectGolden(try await stage.picture(), "filter-completion")
        try await stage.type("<tab><enter>")
        #expect(try await stage.picture().text.contains(" /metrics.val/loss"))
        try await stage.type("lt 3<esc>")
        try await stage.type("metrics.val/los > 1")
        #expect(try await stage.picture().text.contains("no run has metrics.val/los"))
    }

    @Test func aPastedLocatorIsGoneTo() async throws {
        let stage = stage()
        try await stage.type(":")
        stage.take(.input(.paste("mldeck:runs/churn?sort=params.lr%20DESC\n")))
        try await stage.type("<enter>")
        #expect(try await stage.picture().text.contains("sort lr ↓"))
    }

    @Test(arguments: [":nonsense<enter>", ":theme nonsense<enter>", ":mldeck:nonsense<enter>"])
    func whatCannotBeDoneIsSaid(_ keys: String) async throws {
        let stage = stage()
        try await stage.type(keys)
        #expect(!stage.dashboard.notice.isEmpty)
    }

    @Test func columnsAreChosenAndSortedBy() async throws {
        let stage = stage()
        try await stage.type("o")
        expectGolden(try await stage.picture(), "columns")
        try await stage.type("auc<tab>")
        #expect(
            stage.dashboard.scene.session.columns["churn"]?.contains(.metric("val/auc")) == false
        )
        try await stage.type("<enter>")
        #expect(try await stage.picture().text.contains("sort val/auc ↓"))
    }

    @Test func oneKeyCopiesTheRunAndTwoTheLocator() async throws {
        let stage = stage()
        try await stage.type("yyj")
        let copied = stage.effects.compactMap { effect -> String? in
            if case .copy(let text) = effect { text } else { nil }
        }
        #expect(copied == ["run-0", "mldeck:runs/churn"])
    }

    @Test func theMouseIsLeftToTheTerminalAndTakenAgain() async throws {
        let stage = stage()
        try await stage.type(":mouse<enter>")
        #expect(!stage.dashboard.scene.session.isMouseTaken)
        try await stage.type(":mouse<enter>")
        #expect(stage.dashboard.scene.session.isMouseTaken)
    }

    @Test func aClickGoesToARowAndSortsByAHead() async throws {
        let stage = stage()
        _ = try await stage.picture()
        stage.take(.input(.mouse(Mouse(.click, at: Point(5, 7)))))
        let row = try await stage.picture().text.split(separator: "\n").first { $0.hasPrefix("▌") }
        #expect(row?.contains("quiet-finch-5") == false && row?.contains("dusky-lynx-4") == true)
        stage.take(.input(.mouse(Mouse(.click, at: Point(4, 2)))))
        #expect(try await stage.picture().text.contains("run↑"))
    }

    @Test func aThemeIsChosen() async throws {
        let stage = stage()
        try await stage.type(":theme light<enter>")
        #expect(stage.dashboard.scene.session.theme == "light")
    }

    @Test(arguments: [":q<enter>", "q", "<^c><^c>", "?<^c><^c>", ":<^c><^c>"])
    func thereAreWaysOut(_ keys: String) async throws {
        let stage = stage()
        try await stage.type(keys)
        #expect(stage.effects.contains { if case .quit = $0 { true } else { false } })
    }

    @Test(arguments: ["<esc>", "<^c>", "<^c>j<^c>", "?q", ":q"])
    func nobodyLeavesByMistake(_ keys: String) async throws {
        let stage = stage()
        try await stage.type(keys)
        #expect(!stage.effects.contains { if case .quit = $0 { true } else { false } })
    }

    @Test func historyGoesBackAndForth() async throws {
        let stage = stage()
        try await stage.type(":runs *<enter>")
        #expect(stage.dashboard.locator.path == ["*"])
        try await stage.type("[")
        #expect(stage.dashboard.locator.path == ["churn"])
        try await stage.type("]")
        #expect(stage.dashboard.locator.path == ["*"])
        try await stage.type("-")
        #expect(stage.dashboard.locator.path == ["churn"])
    }
}
