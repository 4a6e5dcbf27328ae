import Dashboard
import Entities
import TUI
import TestKit
import Testing

struct RunsPaneTests {
    private func stage(_ count: Int = 60, size: Size = Size(120, 36)) -> Stage {
        Stage([MemoryStore("mlflow", SampleRuns.runs(count))], size: size)
    }

    @Test(arguments: [Size(120, 36), Size(80, 24), Size(200, 50), Size(40, 10)])
    func normal(_ size: Size) async throws {
        let stage = stage(size: size)
        expectGolden(try await stage.picture(), "runs-\(size.width)x\(size.height)")
    }

    @Test func theNewestExperimentIsOpenedWithItsRuns() async throws {
        let text = try await stage().picture().text
        #expect(text.contains("churn ▸ runs"))
        #expect(text.contains("Runs 60"))
        #expect(text.contains("swift-fox-0"))
        #expect(text.contains("► running"))
    }

    @Test func sortingByAMetricShowsTheBestFirst() async throws {
        let stage = stage()
        try await stage.type("llls")
        let text = try await stage.picture().text
        #expect(text.contains("sort"))
        #expect(stage.dashboard.locator.description.contains("sort="))
    }

    @Test func sortingAgainTurnsRound() async throws {
        let stage = Stage(
            [MemoryStore("mlflow", SampleRuns.runs(60))],
            opening: "mldeck:runs/churn?sort=metrics.val/loss%20ASC"
        )
        let up = try await stage.picture()
        expectGolden(up, "runs-sorted")
        try await stage.type("s")
        let down = try await stage.picture().text
        #expect(up.text.contains("val/loss↑") && down.contains("val/loss↓"))
    }

    @Test func aFilterIsShownCountedAndCleared() async throws {
        let stage = stage()
        try await stage.type("/params.model = 'lgbm'<enter>")
        expectGolden(try await stage.picture(), "runs-filtered")
        #expect(stage.dashboard.locator.values("filter") == ["params.model = 'lgbm'"])
        try await stage.type("<esc>")
        #expect(try await stage.picture().text.contains("Runs 60"))
        #expect(stage.dashboard.locator.values("filter").isEmpty)
    }

    @Test func aWrongFilterShowsACaretAndIsNotTaken() async throws {
        let stage = stage(size: Size(100, 20))
        try await stage.type("/metrics.val/loss lt 3")
        expectGolden(try await stage.picture(), "filter-wrong")
        try await stage.type("<enter><esc><esc>")
        #expect(try await stage.picture().text.contains("Runs 60"))
    }

    @Test func marksAreNumbersAndStayWithTheirRuns() async throws {
        let stage = stage()
        try await stage.type("<space><space>j<space>")
        #expect(stage.dashboard.scene.session.marks.map(\.key) == ["run-0", "run-1", "run-3"])
        try await stage.type("llls")
        expectGolden(try await stage.picture(), "runs-marked")
        #expect(stage.dashboard.scene.session.marks.map(\.key) == ["run-0", "run-1", "run-3"])
    }

    @Test func everyPageShowsOtherRunsAndTheEndIsTheEnd() async throws {
        let stage = stage(500, size: Size(120, 14))
        try await stage.type("G")
        let last = try await stage.picture().text
        #expect(last.contains("-499"))
        #expect(last.contains("491–500"))
        try await stage.type("<^b>")
        #expect(try await stage.picture().text.contains("481–490"))
        try await stage.type("gg")
        #expect(try await stage.picture().text.contains("1–10"))
    }

    private func addANewRun(to store: MemoryStore) async {
        await store.change { runs in
            var new = runs[0]
            new.id.key = "new"
            new.name = "brand-new"
            new.start = SampleRuns.now
            runs.append(new)
        }
    }

    @Test func theCursorStaysOnItsRunWhenNewOnesCome() async throws {
        let store = MemoryStore("mlflow", SampleRuns.runs(30))
        let stage = Stage([store])
        try await stage.type("jjj")
        await addANewRun(to: store)
        try await eventually {
            try await stage.settle()
            return stage.dashboard.draw().text.contains("brand-new")
        }
        let row = stage.dashboard.draw().text.split(separator: "\n").first { $0.hasPrefix("▌") }
        #expect(row?.contains("amber-lynx-3") == true)
    }

    @Test func anUnmovedCursorStaysAtTheTopWhenNewRunsCome() async throws {
        let store = MemoryStore("mlflow", SampleRuns.runs(30))
        let stage = Stage([store])
        _ = try await stage.picture()
        await addANewRun(to: store)
        try await eventually {
            try await stage.settle()
            return stage.dashboard.draw().text.contains("▌  brand-new")
        }
    }

    @Test func childrenAreUnderTheirParentsAndFold() async throws {
        var runs = SampleRuns.runs(8)
        runs[2].tags["mlflow.parentRunId"] = "run-5"
        runs[3].tags["mlflow.parentRunId"] = "run-2"
        let stage = Stage([MemoryStore("mlflow", runs)], size: Size(80, 14))
        expectGolden(try await stage.picture(), "runs-nested")
        try await stage.type("jjjz")
        expectGolden(try await stage.picture(), "runs-folded")
    }

    @Test func aFailingSourceIsNamedAndItsRowsStay() async throws {
        let store = MemoryStore("mlflow", SampleRuns.runs(5))
        let stage = Stage([store, MemoryStore("other", [])], size: Size(120, 12))
        _ = try await stage.picture()
        await store.fail(.timedOut)
        try await eventually {
            try await stage.settle()
            return stage.dashboard.draw().text.contains("stale since")
        }
        let picture = stage.dashboard.draw()
        #expect(picture.text.contains("swift-fox-0"))
        expectGolden(picture, "runs-stale")
    }

    @Test func anEmptyStoreSaysSo() async throws {
        let stage = Stage([MemoryStore("mlflow", [])], size: Size(100, 10))
        expectGolden(try await stage.picture(), "runs-empty")
    }

    @Test func hostileNamesAreDrawnSafely() async throws {
        var runs = SampleRuns.runs(4)
        runs[0].name = "\u{1B}[2J\u{1B}]0;owned\u{07}"
        runs[1].name = String(repeating: "x", count: 10_000)
        runs[2].name = "שלום \u{202E}evil 👨‍👩‍👧 漢字"
        runs[3].params["lr"] = "a\nb\r\u{1B}[31m"
        let stage = Stage([MemoryStore("mlflow", runs)], size: Size(100, 10))
        expectGolden(try await stage.picture(), "runs-hostile")
    }

    @Test func noSizeCrashes() async throws {
        let stage = stage()
        _ = try await stage.picture()
        for width in stride(from: 0, to: 220, by: 7) {
            for height in [0, 1, 2, 3, 9, 10, 11, 50] {
                stage.take(.input(.resize(Size(width, height))))
                #expect(stage.dashboard.draw().size == Size(width, height))
            }
        }
    }
}
