import Dashboard
import Entities
import TUI
import TestKit
import Testing

/// Sources come and go while the dashboard is open.
struct OpeningTests {
    private let source = Source(id: Source.ID("new"), kind: "memory", location: "memory")

    private func empty() -> Dashboard {
        Dashboard(
            opening: nil,
            sources: [],
            session: Session(theme: "dark", themes: ["dark"]),
            size: Size(100, 30),
            now: SampleRuns.now
        )
    }

    @Test func whatAppearsTakesThePlaceOfNothing() {
        var dashboard = empty()
        #expect(dashboard.draw().text.contains("Nothing to show yet"))
        _ = dashboard.update(.opened([source], Discoveries()))
        #expect(dashboard.locator.pane == "runs")
        #expect(dashboard.draw().text.contains("1 source"))
    }

    @Test func aPlaceThatCannotBeOpenedIsSaidInTheFooter() {
        var dashboard = empty()
        _ = dashboard.update(.said("there is no such folder"))
        #expect(dashboard.draw().text.contains("there is no such folder"))
    }

    @Test func theAnswersOfSourcesThatStayAreKept() async throws {
        let store = MemoryStore("mlflow", SampleRuns.runs(5))
        let stage = Stage([store])
        _ = try await stage.picture()
        stage.take(.opened([store.source, source], Discoveries()))
        #expect(stage.dashboard.draw().text.contains("swift-fox-0"))
        stage.take(.opened([source], Discoveries()))
        #expect(!stage.dashboard.draw().text.contains("swift-fox-0"))
    }

    @Test func filesThatCannotBeListedAreNoTroubleOfTheirStore() async throws {
        let store = MemoryStore("mlflow", SampleRuns.runs(5))
        let stage = Stage([store], opening: "mldeck:run/mlflow/gone")
        #expect(try await stage.picture().text.contains("● 1 source"))
    }

    @Test(arguments: [
        ("nope", "no pane nope"), ("runs/churn?filter=metrics.", "filter is wrong"),
        ("experiments?filter=name", "filter is wrong"), ("runs?sort=sideways", "no sort key"),
    ])
    func whatCannotBeOpenedIsSaidAndLeavesTheView(_ written: String, _ why: String) async throws {
        let locator = try #require(Locator("mldeck:" + written))
        #expect(Dashboard.complaint(locator, now: SampleRuns.now)?.contains(why) == true)
        let stage = Stage([MemoryStore("mlflow", SampleRuns.runs(6))])
        _ = try await stage.picture()
        let before = stage.dashboard.locator
        try await stage.type(":mldeck:" + written + "<enter>")
        #expect(try await stage.picture().text.contains(why))
        #expect(stage.dashboard.locator == before)
    }
}
