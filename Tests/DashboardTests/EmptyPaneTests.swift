import Dashboard
import Entities
import TUI
import TestKit
import Testing

struct EmptyPaneTests {
    private let discoveries = Discoveries(
        findings: [
            .init(
                label: "mlflow.db, mlruns.db",
                found: "",
                hint: "start in a folder that holds one, or  mldeck PATH",
                state: .absent
            ),
            .init(
                label: "MLFLOW_TRACKING_URI",
                found: "not set",
                hint: "export it, or  mldeck http://host:5000",
                state: .absent
            ),
            .init(
                label: "wandb/, *.wandb",
                found: "",
                hint: "train with  WANDB_MODE=offline; its files cannot be read yet",
                state: .absent
            ),
            .init(
                label: "dvc.yaml, dvc.lock",
                found: "1",
                hint: "dvc.yaml is there, but dvc.lock is not:  dvc repro",
                state: .blocked
            ),
        ],
        lookedFor: 312,
        files: 2114
    )

    private func dashboard(
        _ discoveries: Discoveries? = nil,
        opening locator: String? = nil,
        size: Size = Size(120, 36)
    ) -> Dashboard {
        var session = Session(theme: "dark", themes: ["dark"])
        session.discoveries = discoveries ?? self.discoveries
        var dashboard = Dashboard(
            opening: locator.flatMap { Locator($0) },
            sources: [],
            session: session,
            size: size,
            now: SampleRuns.now
        )
        _ = dashboard.update(.tick(SampleRuns.now))
        return dashboard
    }

    @Test(arguments: [Size(120, 36), Size(80, 24), Size(200, 50), Size(40, 10)])
    func normal(_ size: Size) {
        expectGolden(dashboard(size: size).draw(), "empty-\(size.width)x\(size.height)")
    }

    @Test func whatWasLookedForIsToldWithWhatWouldMakeItAppear() {
        let text = dashboard().draw().text
        #expect(text.contains("○ no sources") && text.contains("looked for 0.3 s in 2,114 files"))
        #expect(text.contains("MLFLOW_TRACKING_URI    not set   export it, or"))
        #expect(text.contains("▲ 1") && text.contains("dvc repro"))
    }

    @Test(arguments: [nil, "mldeck:runs/churn", "mldeck:overview"])
    func whereThereIsNoSourceItIsAlwaysOpened(_ locator: String?) {
        let dashboard = dashboard(opening: locator)
        #expect(dashboard.draw().text.contains("Nothing to show yet"))
        #expect(dashboard.locator.description == "mldeck:overview")
        #expect(dashboard.questions.isEmpty)
    }

    @Test(arguments: ["1", "<enter>", "jkk<enter>", ":open demo<enter>"])
    func theDemoIsOneKeyAway(_ keys: String) {
        var dashboard = dashboard()
        let places = dashboard.press(keys).compactMap { effect -> String? in
            if case .openPlace(let place) = effect { place } else { nil }
        }
        #expect(places == ["demo"])
        #expect(dashboard.notice == "opening demo")
    }

    @Test(arguments: ["2", "j<enter>"])
    func aSourceIsAddedByItsPlace(_ keys: String) {
        var dashboard = dashboard()
        dashboard.press(keys)
        #expect(dashboard.draw().text.contains("\n :open"))
        let places = dashboard.press("../ml deck<enter>").compactMap { effect -> String? in
            if case .openPlace(let place) = effect { place } else { nil }
        }
        #expect(places == ["../ml deck"])
    }

    @Test(arguments: ["3", "r", "jj<enter>"])
    func itLooksAgain(_ keys: String) {
        var dashboard = dashboard()
        #expect(dashboard.press(keys).contains { if case .refresh = $0 { true } else { false } })
        #expect(dashboard.notice == "looking again")
    }

    @Test(arguments: ["4", "G<enter>", "?"])
    func itHelps(_ keys: String) {
        var dashboard = dashboard()
        dashboard.press(keys)
        let text = dashboard.draw().text
        #expect(text.contains("Keys here") && text.contains("Open the demo workspace"))
    }

    @Test func aClickChooses() {
        var dashboard = dashboard()
        let lines = dashboard.draw().text.split(separator: "\n", omittingEmptySubsequences: false)
        let y = lines.firstIndex { $0.contains("Look again now") } ?? 0
        _ = dashboard.update(.input(.mouse(Mouse(.click, at: Point(30, y)))))
        let row = dashboard.draw().text.split(separator: "\n").first { $0.contains("▌") }
        #expect(row?.contains("3   Look again now") == true)
    }

    @Test func otherViewsSayThatThereIsNothingToShow() {
        var dashboard = dashboard()
        dashboard.press(":runs<enter>")
        #expect(dashboard.notice == "there is nothing to show yet; :open PLACE adds a source")
        #expect(dashboard.draw().text.contains("Nothing to show yet"))
    }

    @Test func hostileFindingsAreDrawnSafely() {
        let hostile = Discoveries(
            findings: [
                .init(
                    label: "\u{1B}[2J\u{1B}]0;owned\u{07}",
                    found: String(repeating: "漢", count: 400),
                    hint: "a\nb  \u{202E}evil;\r  c",
                    state: .opened
                )
            ],
            lookedFor: -1,
            files: .max
        )
        expectGolden(dashboard(hostile, size: Size(100, 20)).draw(), "empty-hostile")
    }

    @Test func noSizeCrashes() {
        var dashboard = dashboard()
        for (size, picture) in dashboard.drawEverywhere() { #expect(picture.size == size) }
        var many = self.dashboard(
            Discoveries(findings: Array(repeating: discoveries.findings[0], count: 300))
        )
        for (size, picture) in many.drawEverywhere() { #expect(picture.size == size) }
    }
}
