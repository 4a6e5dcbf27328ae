import Entities
import TUI

extension VersionsPane {
    /// What the model takes and gives, and how that differs from the other version.
    func drawSignature(
        of version: ModelVersion,
        _ scene: Scene,
        on canvas: inout Canvas,
        in rect: Rect
    ) {
        var rest = rect
        let content = content(of: version, scene)
        let signature = content?.signature
        let counts = signature.map { "\($0.inputs.count) in, \($0.outputs.count) out" } ?? ""
        TitleRule(
            [Span("Signature", .title), Span(arrow(version, scene), .muted)],
            note: [Span(counts, .muted)],
            isFocused: false
        ).draw(on: &canvas, in: rest.takeTop())
        rest.width -= 1
        guard let content else { return drawWhyNot(version, scene, on: &canvas, in: rest) }
        let before = baseline.flatMap { self.content(of: $0, scene) }
        let rows = ContentChanges(content, from: before).signature
        if signature == nil {
            put("It does not say what it takes and gives.", on: &canvas, in: rest)
        } else if rows.isEmpty {
            put("Nothing has changed.", on: &canvas, in: rest)
        }
        Detail(rows).draw(on: &canvas, in: rest)
    }

    /// What must be installed, and how that differs from the other version.
    func drawRequirements(
        of version: ModelVersion,
        _ scene: Scene,
        on canvas: inout Canvas,
        in rect: Rect
    ) {
        guard let content = content(of: version, scene), rect.height > 1 else { return }
        var rest = rect
        let flavors = content.flavors.filter { $0 != "python_function" }.joined(separator: ", ")
        TitleRule(
            [Span("Requirements", .title), Span(arrow(version, scene), .muted)],
            note: [Span(flavors, .muted)],
            isFocused: false
        ).draw(on: &canvas, in: rest.takeTop())
        let rows = changedRequirements(content, scene)
        if content.requirements.isEmpty {
            put("It does not say what must be installed.", on: &canvas, in: rest)
        } else if rows.isEmpty {
            put("Nothing has changed.", on: &canvas, in: rest)
        }
        Detail(rows).draw(on: &canvas, in: rest)
    }

    /// The rows that requirements take, with their title; none before they are known.
    func requirementRows(of version: ModelVersion, _ scene: Scene) -> Int {
        content(of: version, scene).map { max(1, changedRequirements($0, scene).count) + 1 } ?? 0
    }

    private func changedRequirements(_ content: VersionContent, _ scene: Scene) -> [Detail.Row] {
        let before = baseline.flatMap { self.content(of: $0, scene) }
        return ContentChanges(content, from: before).requirements
    }

    func content(of version: ModelVersion, _ scene: Scene) -> VersionContent? {
        scene.catalog.feed(VersionContents(of: version.id))?.answer
    }

    /// From which version to which; nothing where there is only one that tells.
    private func arrow(_ version: ModelVersion, _ scene: Scene) -> String {
        guard let other = baseline, content(of: other, scene) != nil else { return "" }
        return " v\(other.id.number) → v\(version.id.number)"
    }

    private func drawWhyNot(
        _ version: ModelVersion,
        _ scene: Scene,
        on canvas: inout Canvas,
        in rect: Rect
    ) {
        let failure = scene.catalog.feed(VersionContents(of: version.id))?.failure
        put(failure?.reason.sentence ?? "reading…", on: &canvas, in: rect)
    }

    private func put(_ text: String, on canvas: inout Canvas, in rect: Rect) {
        let place = Rect(rect.x + 3, rect.y, rect.width - 4, rect.height)
        canvas.put(wrapping: text, in: place, .muted)
    }
}
