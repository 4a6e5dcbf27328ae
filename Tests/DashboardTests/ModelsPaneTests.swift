import Dashboard
import Entities
import TUI
import TestKit
import Testing

struct ModelsPaneTests {
    private func stage(_ locator: String = "models", size: Size = Size(120, 36)) -> Stage {
        Stage([SampleModels.registry()], opening: locator, size: size)
    }

    private func row(_ name: String, _ canvas: Canvas) -> Substring? {
        canvas.text.split(separator: "\n").first { $0.contains(" \(name) ") }
    }

    @Test(arguments: [Size(120, 36), Size(80, 24)])
    func normal(_ size: Size) async throws {
        let stage = stage("models?sort=model ASC", size: size)
        expectGolden(try await stage.picture(), "models-\(size.width)x\(size.height)")
    }

    @Test func aRowTellsAliasesAndHowTheVersionsDo() async throws {
        let picture = try await stage().picture()
        let churn = try #require(row("churn", picture))
        #expect(churn.contains(" 13 ") && churn.contains("v12") && churn.contains("candidate v13"))
        #expect(churn.contains("val/auc ↑") && churn.contains("▁") && churn.contains("2h"))
        let none = try #require(row("nothing-yet", picture))
        #expect(none.contains("–") && !none.contains("v"))
        #expect(picture.text.contains("Models 4 · sort changed ↓"))
    }

    @Test func theCardOfTheModelUnderTheCursorIsShown() async throws {
        let stage = stage("models?sort=model ASC")
        #expect(try await stage.picture().text.contains("Who may leave within 30 days."))
        try await stage.type("j")
        let text = try await stage.picture().text
        #expect(text.contains("Nobody has described it.") && text.contains("fraud-eu card"))
        #expect(text.contains("No two versions share a metric."))
    }

    @Test func aFilterLeavesWhatFulfilsItAndEscClearsIt() async throws {
        let stage = stage()
        try await stage.type("/name LIKE '%r%' AND NOT ranker<enter>")
        let picture = try await stage.picture()
        let lines = picture.text.split(separator: "\n").map { $0.dropFirst(3) }
        let shown = ["churn ", "ranker ", "fraud-eu "].map { name in
            lines.contains { $0.hasPrefix(name) }
        }
        #expect(picture.text.contains("Models 2 of 4") && shown == [true, false, true])
        #expect(stage.dashboard.locator.values("filter") == ["name LIKE '%r%' AND NOT ranker"])
        try await stage.type("<esc>")
        #expect(try await stage.picture().text.contains("Models 4 · "))
    }

    @Test func everyColumnIsSortedByAndTurnedRound() async throws {
        let stage = stage("models?sort=model ASC")
        try await stage.type("ls")
        #expect(stage.dashboard.locator.values("sort") == ["ver DESC"])
        let names = try await stage.picture().text.split(separator: "\n").dropFirst(3).prefix(4)
        let order = names.compactMap { $0.dropFirst(3).split(separator: " ").first }
        // What has no version is last, whichever way it goes.
        #expect(order == ["churn", "ranker", "fraud-eu", "nothing-yet"])
        try await stage.type("s")
        let turned = try await stage.picture().text.split(separator: "\n").dropFirst(3).prefix(4)
        let other = turned.compactMap { $0.dropFirst(3).split(separator: " ").first }
        #expect(other == ["fraud-eu", "ranker", "churn", "nothing-yet"])
    }

    @Test func hostileNamesAndTextsAreMadeSafeAtEverySize() async throws {
        let name = "\u{1B}[2J\u{202E}evil\u{7}-漢字-" + String(repeating: "x", count: 300)
        var model = SampleModels.model(name, 3, description: "\u{1B}]0;title\u{7}\nline\ttab")
        model.tags = ["\u{1B}[31mkey": "\u{202E}value\n"]
        model.aliases["\u{1B}alias"] = 2
        let versions = SampleModels.versions(3, of: name).map { version in
            var hostile = version
            hostile.source = "s3://\u{1B}[2J"
            hostile.metrics["\u{1B}[2Jval/auc"] = .infinity
            return hostile
        }
        let registry = MemoryRegistry("mlflow", [model], versions)
        for size in [Size(40, 10), Size(80, 24), Size(100, 18), Size(120, 36), Size(200, 50)] {
            let stage = Stage([registry], opening: "models", size: size)
            let list = try await stage.picture().text
            try await stage.type("<enter>")
            let one = try await stage.picture().text
            for text in [list, one] {
                let isSafe = !text.contains("\u{1B}") && !text.contains("\u{202E}")
                #expect(isSafe && !text.contains("\u{7}") && text.contains("evil"), "\(size)")
            }
        }
    }

    @Test func onlyTheVersionsOfModelsThatAreSeenAreAsked() async throws {
        let many = (0..<500).map { SampleModels.model("model-\($0)", 2) }
        let stage = Stage(
            [MemoryRegistry("m", many, [])],
            opening: "models",
            size: Size(120, 16)
        )
        try await stage.settle()
        #expect(stage.dashboard.questions.count == 1 + 12 + 3)
    }

    @Test func aFailureIsSaidAndKeepsWhatWasRead() async throws {
        let registry = SampleModels.registry()
        let stage = Stage([registry], opening: "models")
        try await stage.settle()
        await registry.fail(.timedOut)
        try await eventually {
            try await stage.settle()
            return stage.dashboard.scene.catalog[RegisteredModels()].values.contains(
                where: \.isStale
            )
        }
        let text = stage.dashboard.draw().text
        #expect(text.contains("churn") && text.contains("▲"))
    }
}

struct VersionsPaneTests {
    private func stage(_ name: String = "churn", size: Size = Size(120, 36)) -> Stage {
        Stage([SampleModels.registry()], opening: "versions/mlflow/\(name)", size: size)
    }

    @Test(arguments: [Size(120, 36), Size(80, 24)])
    func normal(_ size: Size) async throws {
        expectGolden(try await stage(size: size).picture(), "versions-\(size.width)x\(size.height)")
    }

    @Test func aVersionIsComparedWithTheChampionAndTheChampionWithTheOneBefore() async throws {
        let stage = stage()
        let text = try await stage.picture().text
        #expect(text.contains("v13 against v12"))
        #expect(text.contains("candidate") && text.contains("features v7"))
        let loss = try #require(text.split(separator: "\n").first { $0.contains("0.2800") })
        #expect(loss.contains("0.2900") && loss.contains("−0.0100 ✓"))
        try await stage.type("j")
        #expect(try await stage.picture().text.contains("v12 against v11"))
    }

    @Test func anyTwoVersionsAreComparedByMarkingOne() async throws {
        let stage = stage()
        try await stage.type("jjj<space>gg")
        let picture = try await stage.picture().text
        #expect(picture.contains("v13 against v10") && picture.contains("Signature v10 → v13"))
        let locator = stage.dashboard.locator.description
        #expect(locator == "mldeck:versions/mlflow/churn?against=10")
        let again = Stage([SampleModels.registry()], opening: locator)
        #expect(try await again.picture().text == picture)
        try await stage.type("jjj<space>gg")
        #expect(try await stage.picture().text.contains("v13 against v12"))
    }

    @Test func whatItTakesAndNeedsIsComparedToo() async throws {
        let stage = stage()
        let text = try await stage.picture().text
        #expect(text.contains("Signature v12 → v13") && text.contains("5 in, 1 out"))
        #expect(text.contains("+ feature_3") && text.contains("~ plan"))
        #expect(text.contains("long → string") && text.contains("13.0 MB"))
        #expect(text.contains("xgboost==3.1.2 → xgboost==3.1.3") && !text.contains("mlflow=="))
        try await stage.type("G")
        let first = try await stage.picture().text
        #expect(first.contains("Signature v12 → v1 ") && first.contains("+ feature_3"))
    }

    @Test func theFilesOfAVersionAreOneKeyAway() async throws {
        let stage = stage()
        try await stage.type("gf")
        let locator = stage.dashboard.locator.description
        #expect(locator == "mldeck:files/mlflow/churn?version=13")
        let again = Stage([SampleModels.registry()], opening: locator)
        #expect(try await again.picture().text.contains("models ▸ churn ▸ v13 ▸ files"))
    }

    @Test func theRunOfAVersionIsOneKeyAway() async throws {
        let stage = stage()
        try await stage.type("<enter>")
        #expect(stage.dashboard.locator.description == "mldeck:run/memory/run-12")
        try await stage.type("<esc>G")
        try await stage.type("<enter>")
        #expect(stage.dashboard.notice == "v1 does not say which run made it")
    }

    @Test func theLocatorKeepsTheVersion() async throws {
        let stage = stage()
        try await stage.type("jj")
        let locator = stage.dashboard.locator.description
        #expect(locator == "mldeck:versions/mlflow/churn?version=11")
        let again = Stage([SampleModels.registry()], opening: locator)
        let (opened, first) = (try await again.picture(), try await stage.picture())
        #expect(opened.text == first.text)
    }

    @Test func whatIsNotThereIsSaid() async throws {
        let none = try await stage("nothing-yet").picture().text
        #expect(none.contains("There is no version of it yet."))
        let gone = Stage([SampleModels.registry()], opening: "versions/elsewhere/churn")
        #expect(try await gone.picture().text.contains("there is no source elsewhere here"))
    }
}
