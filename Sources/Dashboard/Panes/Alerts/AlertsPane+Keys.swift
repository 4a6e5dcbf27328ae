import Entities
import TUI

extension AlertsPane {
    /// Opening what an alert is about, silencing it, links and moving.
    public static let keys: [KeyBinding<AlertsPane>] =
        [
            KeyBinding(
                "enter gh",
                "how the thing does that it is about",
                .go,
                footer: "health",
                refusal: { pane, _ in pane.whyNoService },
                action: { pane, _ in
                    pane.current?.service.map { [.open(ServicePane($0.id), as: .view)] } ?? []
                }
            ),
            KeyBinding(
                "S",
                "silence it for a while",
                .change,
                footer: "silence…",
                refusal: { pane, _ in pane.whyNoSilence },
                action: { pane, _ in pane.silence() }
            ),
            KeyBinding(
                "X",
                "end its silence",
                .change,
                footer: "end silence…",
                refusal: { pane, _ in
                    pane.currentSilence == nil ? "no silence applies to it" : nil
                },
                action: { pane, _ in
                    pane.currentSilence.map {
                        [.open(PlanPane(.silence(.expire($0.id))), as: .dialog)]
                    } ?? []
                }
            ),
            KeyBinding(
                "R",
                "bring back what served before",
                .change,
                footer: "roll back…",
                refusal: { pane, scene in scene.whyNoWayBack(of: pane.deployment(scene)) },
                action: { pane, scene in pane.deployment(scene).map { scene.rollBack($0) } ?? [] }
            ),
            KeyBinding("/", "alerts that hold words; esc shows all", .look, footer: "search") {
                pane,
                _ in
                [.open(SearchPane(pane.text), as: .dialog)]
            },
            KeyBinding(
                "o",
                "show rules of which nothing is wrong, or hide them",
                .look,
                footer: "inactive"
            ) { pane, _ in
                pane.showsInactive.toggle()
                pane.arrange()
                return []
            },
            KeyBinding("tab", "the silences", .move, footer: "silences") { _, _ in
                [.open(SilencesPane(isOverAlerts: true), as: .view)]
            },
            KeyBinding("esc", "show all, or one step back", .go) { pane, _ in
                guard !pane.text.isEmpty else { return [.back(orLeave: false)] }
                pane.search("")
                return []
            },
            KeyBinding("gj", "its entries in the journal", .go) { pane, scene in
                pane.current.map {
                    [.open(JournalPane(text: $0.alert.subject($0.service)), as: .view)]
                } ?? []
            },
            KeyBinding(
                "y",
                "copy where it is written what to do, or else its labels",
                .look,
                footer: "copy runbook"
            ) { pane, _ in
                pane.current.map { [.copy($0.alert.runbook ?? $0.alert.id.key)] } ?? []
            },
        ] + moves

    private var whyNoService: String? {
        guard let current else { return "there is no alert" }
        return current.service == nil ? "nothing that is measured is known by its labels" : nil
    }

    private var whyNoSilence: String? {
        guard let current else { return "there is no alert" }
        if landed.keeper(of: current.alert) == nil {
            return "no Alertmanager is read that could keep a silence"
        }
        return current.alert.state == .inactive ? "nothing is wrong with it" : nil
    }

    /// Asks for how long, and why; what it is for are all of its labels.
    private func silence() -> [Effect] {
        guard let alert = current?.alert, let keeper = landed.keeper(of: alert) else { return [] }
        let labels = alert.labels.sorted { $0.key < $1.key }
        let matchers =
            [Silence.Matcher("alertname", alert.name)]
            + labels.map { Silence.Matcher($0.key, $0.value) }
        return [.open(AskPane(.silence(keeper, matchers)), as: .dialog)]
    }

    private var currentSilence: Silence? { current.flatMap { silences(of: $0.alert).first } }

    private func deployment(_ scene: Scene) -> Deployment? {
        current?.service.flatMap { scene.deployment(of: $0) }
    }

    /// What is said where there is no alert.
    func drawNothing(_ scene: Scene, on canvas: inout Canvas, in rect: Rect) {
        let all = landed.alerts
        let sentence: String
        switch true {
        case !text.isEmpty && !all.isEmpty: sentence = "No alert holds these words."
        case landed.isEmpty && isAnswered(scene):
            sentence =
                "No source judges rules: PROMETHEUS_URL, ALERTMANAGER_URL, or `rules` in"
                + " config.yaml."
        case landed.isEmpty: sentence = "reading…"
        case all.isEmpty: sentence = "There is no alert, and no rule that could give one."
        default: sentence = "Nothing fires: \(Format.count(all.count)) rules hold."
        }
        Nothing(sentence: sentence).draw(scene, on: &canvas, in: rect)
    }

    /// Whether every source has said what it can do, and none of them that it knows of alerts.
    private func isAnswered(_ scene: Scene) -> Bool {
        scene.catalog.sources.allSatisfy { source in
            let check = scene.catalog[SourceChecks()][source.id]
            return check?.answer.map { !$0.capabilities.contains(.alerts) } ?? false
        }
    }
}
