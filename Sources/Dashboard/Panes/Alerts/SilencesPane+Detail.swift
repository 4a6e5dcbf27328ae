import Entities
import TUI

extension SilencesPane {
    /// What is known of a silence: what it is for, from when until when, by whom and why, and which
    /// alerts it silences now.
    func draw(_ silence: Silence, _ scene: Scene, on canvas: inout Canvas, in rect: Rect) {
        var rest = rect
        let title: Line = [
            Span("Silence", .title), Span(" \(silence.id.key.cutMiddle(to: 40))", .muted),
        ]
        TitleRule(title, isFocused: false).draw(on: &canvas, in: rest.takeTop())
        let rows = facts(silence, scene).filter { !$0.1.isEmpty }
        Detail(rows.map { Detail.Row($0.0, [Span($0.1.cut(to: rect.width - 16), .text)]) })
            .draw(on: &canvas, in: rest)
    }

    private func facts(_ silence: Silence, _ scene: Scene) -> [(String, String)] {
        let matched = landed.alerts.filter { $0.silences.contains(silence.id.key) }.map(\.name)
        let matchers = silence.matchers.prefix(3).enumerated().map { index, matcher in
            (index == 0 ? "alerts" : "", matcher.written)
        }
        return matchers + [
            ("", silence.matchers.count > 3 ? "and \(silence.matchers.count - 3) more" : ""),
            ("applies", "\(scene.moment(silence.start)) to \(scene.moment(silence.end))"),
            ("by", silence.by), ("because", silence.comment),
            ("silences", Set(matched).sorted().joined(separator: ", ")),
        ]
    }
}
