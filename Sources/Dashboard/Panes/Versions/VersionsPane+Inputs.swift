import Entities
import TUI

extension VersionsPane {
    /// The runs that made the two versions that are compared.
    var runQuestions: [Ask] {
        [current, baseline].compactMap { $0?.run }.map { Ask(WholeRun($0)) }
    }

    /// The rows of what the runs were given otherwise: params, and the data by digest.
    func inputRows(of version: ModelVersion, _ scene: Scene) -> [Detail.Row] {
        guard let new = detail(of: version, scene), let other = baseline,
            let old = detail(of: other, scene)
        else { return [] }
        return Self.changes(old.run.params, new.run.params)
            + Self.changes(Self.data(old), Self.data(new))
    }

    /// Digests by what the data are and are for.
    private static func data(_ detail: RunDetail) -> [String: String] {
        let all = detail.datasets.map { one in
            let name = one.context.isEmpty ? one.name : "\(one.name) \(one.context)"
            return (name, one.digest.isEmpty ? "without a digest" : one.digest)
        }
        return Dictionary(all) { first, _ in first }
    }

    private static func changes(
        _ before: [String: String],
        _ after: [String: String]
    ) -> [Detail.Row] {
        Set(before.keys).union(after.keys).sorted().filter { before[$0] != after[$0] }.map { key in
            let sign = before[key] == nil ? "+" : after[key] == nil ? "−" : "~"
            let values = [before[key], after[key]].compactMap(\.self)
            return Detail.Row("\(sign) \(key)", [Span(values.joined(separator: " → "), .text)])
        }
    }

    private func detail(of version: ModelVersion, _ scene: Scene) -> RunDetail? {
        version.run.flatMap { scene.catalog.feed(WholeRun($0))?.answer }
    }

    func drawInputs(
        of version: ModelVersion,
        _ rows: [Detail.Row],
        on canvas: inout Canvas,
        in rect: Rect
    ) {
        guard rect.height > 1 else { return }
        var rest = rect
        let arrow = baseline.map { " v\($0.id.number) → v\(version.id.number)" } ?? ""
        TitleRule(
            [Span("Params and data", .title), Span(arrow, .muted)],
            note: [Span("\(Format.count(rows.count)) differ", .muted)],
            isFocused: false
        ).draw(on: &canvas, in: rest.takeTop())
        Detail(rows).draw(on: &canvas, in: rest)
    }
}
