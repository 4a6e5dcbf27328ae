import Dashboard
import Entities
import TUI
import TestKit
import Testing

struct RunPaneTests {
    private func stage(size: Size = Size(120, 36)) -> Stage {
        var runs = SampleRuns.runs(6)
        runs[1].tags = ["mlflow.source.git.commit": "4f2c9e1a77", "tier": "tier-1"]
        return Stage(
            [MemoryStore("mlflow", runs)],
            opening: "mldeck:run/mlflow/run-1",
            size: size
        )
    }

    @Test(arguments: [Size(120, 36), Size(80, 24), Size(200, 50)])
    func normal(_ size: Size) async throws {
        expectGolden(try await stage(size: size).picture(), "run-\(size.width)x\(size.height)")
    }

    @Test func aRunShowsWhatWasLoggedAndWhatItWasMadeFrom() async throws {
        let text = try await stage().picture().text
        for wanted in [
            "calm-otter-1", "val/loss", "0.2775", "xgb", "churn-2026-11", "code 4f2c9e1",
            "tier-1", "shap.png", "184 kB",
        ] {
            #expect(text.contains(wanted), "\(wanted)")
        }
    }

    @Test func theBestIsShownWithItsStep() async throws {
        let rows = try await stage().picture().text.split(separator: "\n")
        let loss = try #require(rows.first { $0.contains("   val/loss") && $0.contains("@") })
        #expect(loss.contains("@99"))
    }

    @Test func enterOpensARunAndEscapeGoesBack() async throws {
        let stage = Stage([MemoryStore("mlflow", SampleRuns.runs(6))])
        try await stage.type("j<enter>")
        #expect(stage.dashboard.locator.description == "mldeck:run/mlflow/run-1")
        try await stage.type("<esc>")
        #expect(stage.dashboard.locator.pane == "runs")
    }

    @Test func searchingFollowsLetterByLetterAndIsCleared() async throws {
        let stage = stage()
        try await stage.type("/auc")
        let found = try await stage.picture().text
        #expect(found.contains("val/auc") && !found.contains("val/loss"))
        #expect(found.contains("Params 0"))
        try await stage.type("<enter>")
        #expect(stage.dashboard.locator.values("search") == ["auc"])
        try await stage.type("<esc>")
        #expect(try await stage.picture().text.contains("val/loss"))
    }

    @Test func areasAreGoneThroughAndValuesCopied() async throws {
        let stage = stage()
        try await stage.type("jy<tab>y")
        let copied = stage.effects.compactMap { effect -> String? in
            if case .copy(let text) = effect { text } else { nil }
        }
        #expect(copied.first == "xgb")
        #expect(copied.last.flatMap { Double($0) } != nil)
    }

    @Test func aSectionFoldsAndComesBack() async throws {
        let stage = stage()
        try await stage.type("5z")
        #expect(try await stage.picture().text.contains("▸ val"))
        try await stage.type("z")
        #expect(try await stage.picture().text.contains("▾ val"))
    }

    @Test func aRunThatIsNotThereIsSaid() async throws {
        let store = MemoryStore("mlflow", SampleRuns.runs(2))
        let gone = Stage([store], opening: "mldeck:run/mlflow/nothing")
        #expect(try await gone.picture().text.contains("mlflow has no run nothing"))
        let elsewhere = Stage([store], opening: "mldeck:run/other/run-1")
        #expect(try await elsewhere.picture().text.contains("there is no source other here"))
    }

    @Test func twelveThousandMetricsAreSearched() async throws {
        var runs = SampleRuns.runs(1)
        for number in 0..<12_000 { runs[0].metrics["group\(number % 40)/m\(number)"] = 1 }
        let stage = Stage(
            [MemoryStore("mlflow", runs)],
            opening: "mldeck:run/mlflow/run-0"
        )
        try await stage.type("2/m11999")
        let text = try await stage.picture().text
        #expect(text.contains("Metrics 1 ") && text.contains("group39/m11999"))
    }

    @Test func noSizeCrashes() async throws {
        let stage = stage()
        _ = try await stage.picture()
        for width in stride(from: 0, to: 220, by: 9) {
            for height in [0, 1, 2, 3, 9, 10, 11, 15, 24, 50] {
                stage.take(.input(.resize(Size(width, height))))
                for keys in ["<tab>", "5"] {
                    for key in Key.sequence(keys) { stage.take(.input(.key(key))) }
                    #expect(stage.dashboard.draw().size == Size(width, height))
                }
            }
        }
    }
}
