import Dashboard
import Entities
import TUI
import TestKit
import Testing

struct ChartPaneTests {
    private func stage(_ query: String = "run=|mlflow|run-1", size: Size = Size(120, 36)) -> Stage {
        Stage(
            [MemoryStore("mlflow", SampleRuns.runs(6))],
            opening: "mldeck:chart/val%2floss?" + query,
            size: size
        )
    }

    private let three = "run=|mlflow|run-1&run=|mlflow|run-2&run=|mlflow|run-5"

    @Test(arguments: [Size(120, 36), Size(80, 24)])
    func severalRuns(_ size: Size) async throws {
        let picture = try await stage(three, size: size).picture()
        expectGolden(picture, "chart-\(size.width)x\(size.height)")
        for name in ["calm-otter-1", "brave-heron-2", "quiet-finch-5"] {
            #expect(picture.text.contains(name))
        }
    }

    @Test func theCursorReadsValuesWithTheirDifferences() async throws {
        let stage = stage(three)
        try await stage.type("l")
        let text = try await stage.picture().text
        #expect(text.contains("@49") && text.contains("Δ 1"))
        try await stage.type("y")
        let isCopied = stage.effects.contains { effect in
            if case .copy(let text) = effect { Double(text) != nil } else { false }
        }
        #expect(isCopied)
    }

    @Test(arguments: [
        "range=-9223372036854775808..9223372036854775807",
        "range=9223372036854775800..9223372036854775807",
        "smoothing=nan", "smoothing=inf", "smoothing=2",
    ])
    func foreignSettingsAreSurvived(_ setting: String) async throws {
        let stage = stage("run=|mlflow|run-1&" + setting)
        for keys in ["l", "hh", "+", "G", "gg", "+++", "-", "z", "gg"] {
            try await stage.type(keys)
            #expect(try await stage.picture().text.contains("val/loss"))
        }
        #expect(try await stage.picture().text.contains("@0 "))
    }

    @Test func zoomingNarrowsAndComesBack() async throws {
        let stage = stage()
        try await stage.type("l++")
        let range = try #require(stage.dashboard.locator.values("range").first)
        #expect(range == "36..60")
        try await stage.type("z")
        #expect(stage.dashboard.locator.values("range").isEmpty)
    }

    @Test func axesAndSmoothingAreSaidInTheTitle() async throws {
        let stage = stage()
        try await stage.type(",xo")
        let text = try await stage.picture().text
        #expect(text.contains("x minutes · y log · smoothing 0.6"))
        let again = Stage(
            [MemoryStore("mlflow", SampleRuns.runs(6))],
            opening: stage.dashboard.locator.description
        )
        #expect(try await again.picture().text == text)
    }

    @Test func aMetricWithoutValuesIsSaid() async throws {
        let store = MemoryStore("mlflow", SampleRuns.runs(2))
        let stage = Stage([store], opening: "mldeck:chart/x?run=|mlflow|gone")
        #expect(try await stage.picture().text.contains("mlflow has no run gone"))
    }

    @Test func noSizeCrashes() async throws {
        let stage = stage(three)
        _ = try await stage.picture()
        for width in stride(from: 0, to: 220, by: 9) {
            for height in [0, 1, 2, 9, 10, 11, 24, 50] {
                stage.take(.input(.resize(Size(width, height))))
                #expect(stage.dashboard.draw().size == Size(width, height))
            }
        }
    }
}
