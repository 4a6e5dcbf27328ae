import Entities
import TUI

/// One line of what there is: how many things of a kind, and in which states.
struct AreaLine {
    /// The name of the pane that shows them.
    let name: String
    let count: String
    let states: Line
    /// How many began on each of the last days; empty where that is not known.
    let daily: [Int]
}

/// Something that a person should look at.
struct AttentionLine {
    let thing: OverviewPane.Thing
    let sign: Span
    /// What is wrong with what.
    let title: Line
    /// Why, and what comes next.
    let note: String
    let age: String
}

extension OverviewPane {
    /// The areas that some source can tell of.
    func areas(_ scene: Scene) -> [AreaLine] {
        var lines: [AreaLine] = []
        if let total = experiments.total {
            let states: [(Run.Status, Int)] = [
                (.running, total.running), (.failed, total.failedLately),
            ]
            lines.append(
                AreaLine(
                    name: "runs",
                    count: total.runs.written(isCounting: experiments.progress != nil),
                    states: Line(states.flatMap { spans($0.sign, $0.role, $1) }),
                    daily: total.daily
                )
            )
        }
        if experiments.answered > 0 {
            let active = experiments.rows.count { ($0.activity?.running ?? 0) > 0 }
            let states: Line = [
                Span(Format.count(active), .text), Span(" active now", .muted),
            ]
            lines.append(
                AreaLine(
                    name: "experiments",
                    count: Format.count(experiments.rows.count),
                    states: active > 0 ? states : [],
                    daily: []
                )
            )
        }
        return lines + modelArea(scene) + deploymentArea(scene) + healthArea()
            + alertArea() + [sourceArea(scene)]
    }

    /// The registered models, where there are any.
    private func modelArea(_ scene: Scene) -> [AreaLine] {
        let models = scene.catalog[RegisteredModels()].values.flatMap { $0.answer ?? [] }
        guard !models.isEmpty else { return [] }
        let champions = models.count { $0.aliases["champion"] != nil }
        let states: Line = [
            Span(Format.count(champions), .text), Span(" champions", .muted),
        ]
        return [
            AreaLine(
                name: "models",
                count: Format.count(models.count),
                states: champions > 0 ? states : [],
                daily: []
            )
        ]
    }

    private func sourceArea(_ scene: Scene) -> AreaLine {
        let signs = SourceState.all(scene).map(\.sign)
        let states = [("●", Role.ok), ("◌", .stale), ("✗", .critical)].flatMap { sign, role in
            spans(sign, role, signs.count { $0.text == sign })
        }
        return AreaLine(
            name: "sources",
            count: Format.count(signs.count),
            states: Line(states),
            daily: []
        )
    }

    func spans(_ sign: String, _ role: Role, _ count: Int) -> [Span] {
        count == 0 ? [] : [Span(sign, role), Span(" \(Format.count(count))  ", .text)]
    }

    /// What a person should look at, the worst first: what fires and what serves badly, failed
    /// sources, stale ones, deployments and their rollouts, what serves nearly badly, failed runs.
    func attention(_ scene: Scene) -> [AttentionLine] {
        let failing = SourceState.all(scene).filter { $0.failure != nil }
        let failed = failing.filter { $0.answeredAt == nil }
        let stale = failing.filter { $0.answeredAt != nil }
        return alertTrouble(scene) { $0 != .warning && $0 != .info }
            + healthTrouble(.critical, scene) + (failed + stale).map { line($0, scene) }
            + deploymentTrouble(scene) + healthTrouble(.warning, scene)
            + alertTrouble(scene) { $0 == .warning }
            + failedRuns(scene).map { line($0, scene) }
    }

    private func line(_ state: SourceState, _ scene: Scene) -> AttentionLine {
        let since = state.failedSince.map { scene.now.milliseconds(since: $0) }
        let next = state.nextTry.map { ", next try \(scene.clock($0))" } ?? ""
        return AttentionLine(
            thing: .source(state.source.id),
            sign: state.sign,
            title: [
                Span(state.source.id.name, .strong),
                Span(" \(state.trouble(scene) ?? "")", state.sign.role), Span(next, .text),
            ],
            note: state.failure?.sentence ?? "",
            age: since.map { Format.age(milliseconds: $0) } ?? ""
        )
    }

    private func line(_ run: Run, _ scene: Scene) -> AttentionLine {
        let age = run.start.map { scene.now.milliseconds(since: $0) }
        return AttentionLine(
            thing: .run(run.id),
            sign: Span(run.status.sign, run.status.role),
            title: [Span(run.name, .strong), Span(" \(run.status.word)", run.status.role)],
            note: "in \(run.experimentName)" + took(run, " after ") + by(run),
            age: age.map { Format.age(milliseconds: $0) } ?? ""
        )
    }

    /// What became of a run, in a sentence after its name.
    func ending(_ run: Run) -> Line {
        [
            Span("\(run.status.word) in ", .muted), Span(run.experimentName, .text),
            Span(took(run, " after "), .muted),
        ]
    }

    private func took(_ run: Run, _ word: String) -> String {
        guard let start = run.start, let end = run.end else { return "" }
        return word + Format.duration(milliseconds: end.milliseconds(since: start))
    }

    private func by(_ run: Run) -> String { run.user.isEmpty ? "" : ", by \(run.user)" }
}
