import Entities
import TUI

/// The prompt that asks for what a change needs: an alias, a tag, a version, weights, replicas,
/// how long a silence lasts.
public struct AskPane: TextEntry {
    /// What is asked for.
    enum Purpose: Sendable {
        /// An alias that is to stand for a version.
        case alias(ModelVersion)
        /// A tag or a note.
        case tag(TagOwner)
        /// The deployment that a version is to serve.
        case target(ModelVersion.ID)
        /// The version that a deployment is to serve.
        case version(Deployment)
        /// Shares of the traffic.
        case weights(Deployment)
        /// So many replicas.
        case replicas(Deployment)
        /// For how long alerts are to be silent, and why.
        case silence(Source.ID, [Silence.Matcher])
        /// For how long a silence is to go on.
        case `extension`(Silence)
    }

    let purpose: Purpose
    private var field = TextField()

    /// What has been typed.
    var text: String { field.text }
    private var choice: Int?
    /// What is wrong with what was typed.
    private var complaint = ""

    init(_ purpose: Purpose) { self.purpose = purpose }

    /// Choosing, planning and leaving; letters write.
    public static let keys: [KeyBinding<AskPane>] = [
        KeyBinding("enter", "show the plan", .go, footer: "plan") { pane, scene in
            pane.propose(scene)
        },
        KeyBinding("tab down ^n", "next completion", .move, footer: "complete") { pane, scene in
            pane.choose(by: 1, scene)
        },
        KeyBinding("backtab up ^p", "completion before", .move) { pane, scene in
            pane.choose(by: -1, scene)
        },
        KeyBinding("esc", "back", .go, footer: "leave") { _, _ in [.close(nil)] },
    ]

    /// What completions are made of.
    public func questions(_ scene: Scene, in size: Size) -> [Ask] {
        switch purpose {
        case .target: [Ask(Deployments())]
        case .version: [Ask(RegisteredModels())] + models(scene).map { Ask(ModelVersions(of: $0)) }
        default: []
        }
    }

    /// Writes.
    public mutating func type(_ key: Key, _ scene: Scene) -> [Effect] {
        if field.text.isEmpty, key == .backspace { return [.close(nil)] }
        take(scene)
        _ = field.press(key)
        return []
    }

    /// Writes what was pasted.
    public mutating func paste(_ text: String, _ scene: Scene) -> [Effect] {
        take(scene)
        field.insert(text.trimmed)
        return []
    }

    private mutating func choose(by step: Int, _ scene: Scene) -> [Effect] {
        choice = Completions(completions(scene), choice: choice).chosen(by: step)
        return []
    }

    private mutating func take(_ scene: Scene) {
        complaint = ""
        guard let choice else { return }
        let completions = completions(scene)
        if completions.indices.contains(choice) { field = TextField(completions[choice].text) }
        self.choice = nil
    }

    private mutating func propose(_ scene: Scene) -> [Effect] {
        take(scene)
        guard !field.text.trimmed.isEmpty else { return [.close(nil)] }
        switch change(field.text.trimmed, scene) {
        case .success(let change): return [.close(nil), .open(PlanPane(change), as: .dialog)]
        case .failure(let wrong):
            complaint = wrong.sentence
            return []
        }
    }
}

extension AskPane: Prompting {
    /// Takes over the last row; completions, or what is wrong, stand above it.
    public func draw(_ scene: Scene, on canvas: inout Canvas, in rect: Rect) {
        let completions = Completions(completions(scene), choice: choice)
        let shown = completions.rows(of: rect.height)
        let isWrong = !complaint.isEmpty
        let top = rect.bottom - 1 - shown - (isWrong ? 1 : 0)
        canvas.clear(Rect(rect.x, top - 1, rect.width, rect.bottom - top + 1))
        let title = title.cut(to: max(20, rect.width - Width.of(example) - 12))
        TitleRule([Span(title, .title)], note: [Span(example, .muted)], isFocused: true)
            .draw(on: &canvas, in: Rect(rect.x, top - 1, rect.width, 1))
        completions.draw(on: &canvas, in: Rect(rect.x, top, rect.width, shown))
        if isWrong {
            let text = complaint.cut(to: rect.width - 4)
            canvas.put("▲ \(text)", rect.x + 1, rect.bottom - 2, .warn)
        }
        drawPrompt(field, sign: " \(sign) ", scene, on: &canvas, in: rect)
    }
}
