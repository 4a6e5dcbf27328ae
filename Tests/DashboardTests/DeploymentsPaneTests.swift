import Client
import Connectors
import Dashboard
import Entities
import Synchronization
import TUI
import TestKit
import Testing

/// Deploying by keyboard, from the version to the way back.
struct DeploymentsPaneTests {
    private func stage(
        _ locator: String = "deployments",
        size: Size = Size(120, 36),
        refusal: String? = nil,
        production: Bool = false
    ) -> Stage {
        let demo = DemoStore(time: .passing)
        var rules = ChangeRules()
        for (id, gates) in demo.gates {
            rules.deployments[id, default: ChangeRules.OfDeployment()].gates = gates
        }
        if production { rules.production = [""] }
        let changes = Changes(
            connectors: [demo],
            journal: Journal(MemoryJournal(), time: .passing) {
                JournalEntry.Actor(user: "ana", host: "laptop", terminal: "/dev/pts/3")
            },
            permissions: Permissions { _ in refusal },
            rules: rules,
            time: .passing
        )
        return Stage([demo], changes: changes, opening: locator, size: size)
    }

    @Test(arguments: [Size(120, 36), Size(80, 24)])
    func normal(_ size: Size) async throws {
        let stage = stage(size: size)
        expectGolden(try await stage.picture(), "deployments-\(size.width)x\(size.height)")
    }

    @Test func whatServesWhereIsSeenAndFound() async throws {
        let stage = stage()
        let text = try await stage.picture().text
        #expect(text.contains("churn-api") && text.contains("demo router") && text.contains("2/2"))
        #expect(text.contains("churn@champion") && text.contains("MLflow alias"))
        try await stage.type("/ranker<enter>")
        #expect(try await stage.picture().text.contains("filter  ranker"))
        #expect(try await stage.picture().text.contains("fraud-api") == false)
        try await stage.type("<esc>")
        #expect(try await stage.picture().text.contains("fraud-api"))
    }

    @Test(arguments: [Size(120, 36), Size(80, 24)])
    func aPlanTellsEverythingBeforeAnythingIsDone(_ size: Size) async throws {
        let stage = stage(size: size)
        try await stage.type("D2<enter>")
        let picture = try await stage.picture()
        expectGolden(picture, "plan-\(size.width)x\(size.height)")
        #expect(picture.text.contains("enter twice carries it out"))
        #expect(picture.text.contains("nothing has been changed yet"))
        try await stage.type("<esc>")
        #expect(stage.dashboard.notice == "nothing was changed" && stage.effects.isEmpty)
    }

    @Test func theVersionsPaneTellsWhatTheGatesSayAndWhatIsMissing() async throws {
        let stage = stage("versions/demo/churn")
        let text = try await stage.picture().text
        #expect(text.contains("Gates v8 for churn-api") && text.contains("✓ 3"))
        #expect(text.contains("✓ metric val/auc") && text.contains("0.913"))
        #expect(text.contains("Governance") && text.contains("2 of 6"))
        #expect(text.contains("▲ sbom") && text.contains("nobody said it"))
        #expect(text.contains("✓ owner") && text.contains("in the description"))
        expectGolden(try await stage.picture(), "versions-gates")
    }

    @Test func whatServesAnewIsToldInTheOverview() async throws {
        let stage = stage()
        try await stage.type("D2<enter><enter><enter>")
        try await stage.carryOut()
        try await stage.type(":overview<enter>3gg")
        let lines = try await stage.picture().text.split(separator: "\n")
        let first = lines.firstIndex { $0.contains("Changed lately") }.map { lines[$0 + 1] }
        #expect(first?.contains("✓ churn-api") == true && first?.contains("ana") == true)
        try await stage.type("<enter>")
        #expect(stage.dashboard.locator.pane == "rollout")
    }

    @Test func twiceEnterDeploysAndRBringsBack() async throws {
        let stage = stage()
        let before = try #require(try await serves("churn-api", stage))
        try await stage.type("D2<enter><enter>")
        #expect(stage.effects.isEmpty)
        try await stage.type("<enter>")
        try await stage.carryOut()
        let done = try await stage.picture()
        expectGolden(done, "rollout-120x36")
        #expect(done.text.contains("✓ done") && done.text.contains("✓ v2 held a"))
        #expect(try await serves("churn-api", stage) == "v2 100 %")
        try await stage.type(":dep<enter>R")
        #expect(
            try await stage.picture().text.contains("Roll churn-api back to \(before.prefix(3))")
        )
        try await stage.type("<enter><enter>")
        try await stage.carryOut()
        #expect(try await serves("churn-api", stage) == before)
        try await stage.type(":j<enter>")
        let journal = try await stage.picture()
        expectGolden(journal, "journal-120x36")
        #expect(journal.text.contains("v2 held at 50 %: errors 0.08 % against 1.39 %"))
        #expect(journal.text.contains("✓ chain verified") && journal.text.contains("ana"))
    }

    private func serves(_ name: String, _ stage: Stage) async throws -> String? {
        _ = try await stage.picture()
        let all = stage.dashboard.scene.catalog[Deployments()].values.flatMap { $0.answer ?? [] }
        return all.first { $0.id.name == name }?.written
    }

    @Test func productionIsConfirmedByTypingTheName() async throws {
        let stage = stage(production: true)
        try await stage.type("D2<enter><enter><enter>")
        #expect(stage.effects.isEmpty && stage.dashboard.notice == "type churn-api to carry it out")
        try await stage.type("churn-apj<enter>")
        #expect(stage.effects.isEmpty)
        try await stage.type("<backspace>i<enter>")
        #expect(stage.effects.contains { if case .commit = $0 { true } else { false } })
    }

    @Test func whatIsPastedConfirmsNothing() async throws {
        let stage = stage(production: true)
        try await stage.type("D2<enter>")
        stage.take(.input(.paste("churn-api")))
        try await stage.type("<enter>")
        #expect(stage.effects.isEmpty)
    }

    @Test func aReadOnlyContextSaysSoAndDoesNothing() async throws {
        let stage = stage(refusal: "the context prod is read-only")
        try await stage.type("D2<enter>")
        #expect(try await stage.picture().text.contains("✗ the context prod is read-only"))
        try await stage.type("<enter><enter>")
        #expect(stage.effects.isEmpty)
    }

    @Test func keysSayWhatATargetCannotDo() async throws {
        let stage = stage()
        try await stage.type("/champion<enter>W")
        #expect(stage.dashboard.notice == "an alias stands for one version at a time")
        try await stage.type("C")
        #expect(stage.dashboard.notice == "an alias has no replicas")
        try await stage.type("R")
        #expect(stage.dashboard.notice.contains("the journal does not say"))
    }

    @Test func anAliasIsSetAndATagWrittenFromTheVersions() async throws {
        let stage = stage("versions/demo/fraud")
        try await stage.type("Astaging<enter>")
        #expect(try await stage.picture().text.contains("alias staging"))
        try await stage.type("<enter><enter>")
        try await stage.carryOut()
        try await stage.type(":versions/demo/fraud<esc><esc>")
        try await stage.type("Tchecked=yes<enter><enter><enter>")
        try await stage.carryOut()
        try await stage.type("Tnonsense<enter>")
        #expect(try await stage.picture().text.contains("▲ write key=value, key- or note: text"))
        try await stage.type("<esc>")
        let text = try await stage.picture().text
        #expect(text.contains("staging") && text.contains("checked") && text.contains("yes"))
    }

    @Test func weightsAndReplicasAreChanged() async throws {
        let stage = stage()
        let before = try #require(try await serves("churn-api", stage)?.split(separator: " ").first)
        try await stage.type("W2=30 \(before.dropFirst())=60<enter>")
        #expect(try await stage.picture().text.contains("the weights are to be 100 together"))
        try await stage.type("<esc>W2=30 \(before.dropFirst())=70<enter><enter><enter>")
        try await stage.carryOut()
        #expect(try await serves("churn-api", stage) == "\(before) 70 %, v2 30 %")
        try await stage.type(":dep<enter>C5<enter><enter><enter>")
        try await stage.carryOut()
        try await stage.type(":dep<enter>")
        #expect(try await stage.picture().text.contains("10/10"))
    }
}

extension Timekeeper {
    /// Stands at the time of `SampleRuns`, and every pause is over at once, but counts.
    fileprivate static var passing: Timekeeper {
        let slept = Slept()
        return Timekeeper(
            now: { SampleRuns.now },
            sleep: { slept.add($0) },
            uptime: { slept.total }
        )
    }
}

/// How long all pauses were together.
private final class Slept: Sendable {
    private let sum = Mutex(Duration.zero)
    var total: Duration { sum.withLock { $0 } }
    func add(_ duration: Duration) { sum.withLock { $0 += duration } }
}
