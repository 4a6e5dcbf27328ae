import Entities
import TUI

extension VersionsPane {
    /// How many deployments are looked at for their gates.
    private static let looked = 3

    /// What is said of the version, and what the gates of its deployments say of it.
    func checkQuestions(_ scene: Scene) -> [Ask] {
        guard let current else { return [] }
        return [Ask(Deployments()), Ask(Governances(of: current.id))]
            + glances(current, scene).map { Ask($0) }
    }

    private func glances(_ version: ModelVersion, _ scene: Scene) -> [Proposals] {
        scene.targets(of: version.id.model).prefix(Self.looked).map {
            Proposals(.deploy(version.id, to: $0.id), isGlance: true)
        }
    }

    /// The first deployment whose gates judge the version, and what they say.
    func gates(of version: ModelVersion, _ scene: Scene) -> (deployment: String, [GateResult])? {
        for glance in glances(version, scene) {
            let gates = scene.catalog[glance].values.compactMap { $0.answer?.gates }.joined()
            guard let name = glance.change.deployment?.name, !gates.isEmpty else { continue }
            return (name, Array(gates))
        }
        return nil
    }

    /// What is said of the version; nothing before it is known.
    func governance(of version: ModelVersion, _ scene: Scene) -> [Governance] {
        scene.catalog.feed(Governances(of: version.id))?.answer ?? []
    }

    func drawGates(
        of version: ModelVersion,
        _ scene: Scene,
        on canvas: inout Canvas,
        in rect: Rect
    ) {
        guard let (deployment, gates) = gates(of: version, scene), !rect.isEmpty else { return }
        var rest = rect
        let room = max(8, rect.width - 28)
        TitleRule(
            [
                Span("Gates", .title), Span(" v\(version.id.number) for ", .muted),
                Span(deployment.cutMiddle(to: room), .text),
            ],
            note: Line(
                GateResult.Verdict.allCases.flatMap { verdict -> [Span] in
                    let count = gates.count { $0.verdict == verdict }
                    return count == 0 ? [] : [verdict.look, Span(" \(count) ", .muted)]
                }
            ),
            isFocused: false
        ).draw(on: &canvas, in: rest.takeTop())
        draw(gates.map { Check(look: $0.verdict.look, $0.name, $0.evidence) }, on: &canvas, rest)
    }

    func drawGovernance(
        of version: ModelVersion,
        _ scene: Scene,
        on canvas: inout Canvas,
        in rect: Rect
    ) {
        let all = governance(of: version, scene)
        guard !all.isEmpty, !rect.isEmpty else { return }
        var rest = rect
        let said = all.count { $0.place != nil }
        TitleRule(
            [Span("Governance", .title)],
            note: [Span("\(said) of \(all.count)", said == all.count ? .muted : .warn)],
            isFocused: false
        ).draw(on: &canvas, in: rest.takeTop())
        draw(all.map(Self.check), on: &canvas, rest)
    }

    private static func check(_ one: Governance) -> Check {
        let name = one.need.replacing("_", with: " ")
        if let place = one.place { return Check(look: Span("✓", .ok), name, place) }
        if one.trouble != nil { return Check(look: Span("○", .muted), name, "files not read") }
        return Check(look: Span("▲", .warn), name, "nobody said it")
    }

    /// A line of a checklist.
    private struct Check {
        let look: Span
        let name: String
        let evidence: String

        init(look: Span, _ name: String, _ evidence: String) {
            (self.look, self.name, self.evidence) = (look, name, evidence)
        }
    }

    private func draw(_ checks: [Check], on canvas: inout Canvas, _ rect: Rect) {
        let longest = checks.reduce(0) { max($0, Width.of($1.name)) }
        let names = min(longest, max(8, rect.width / 2 - 6))
        for (row, check) in checks.prefix(rect.height).enumerated() {
            let y = rect.y + row
            canvas.put(check.look.text, rect.x + 3, y, check.look.role)
            canvas.put(check.name.cutMiddle(to: names), rect.x + 5, y, .text)
            let room = rect.width - names - 9
            let evidence = check.evidence.cut(to: max(0, room))
            canvas.put(evidence, rect.right - 2 - Width.of(evidence), y, .muted)
        }
    }
}
