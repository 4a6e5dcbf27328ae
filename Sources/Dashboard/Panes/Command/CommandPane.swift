import Entities
import TUI

/// The prompt behind `:`: a pane, a command or a pasted locator, with completions above it.
public struct CommandPane: TextEntry {
    private var field: TextField
    /// The completion that is chosen; nil while the text is taken as it is.
    private var choice: Int?

    init(_ text: String = "") { field = TextField(text) }

    /// Choosing a completion, running and leaving; letters write.
    public static let keys: [KeyBinding<CommandPane>] = [
        KeyBinding("enter", "do it", .go, footer: "do it") { pane, scene in pane.run(scene) },
        KeyBinding("tab down ^n", "next completion", .move, footer: "complete") { pane, scene in
            pane.choose(by: 1, scene)
        },
        KeyBinding("backtab up ^p", "completion before", .move) { pane, scene in
            pane.choose(by: -1, scene)
        },
        KeyBinding("esc", "back", .go, footer: "back") { _, _ in [.close(nil)] },
    ]

    /// The experiments, as completions.
    public func questions(_ scene: Scene, in size: Size) -> [Ask] { [Ask(Experiments())] }

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

    /// Takes the chosen completion into the text.
    private mutating func take(_ scene: Scene) {
        guard let choice else { return }
        let completions = completions(scene)
        if completions.indices.contains(choice) {
            field = TextField(completions[choice].text)
        }
        self.choice = nil
    }

    private mutating func run(_ scene: Scene) -> [Effect] {
        take(scene)
        let text = field.text.trimmed
        guard !text.isEmpty else { return [.close(nil)] }
        if text.hasPrefix("mldeck:") {
            let locator = Locator(text)
            return [.close(nil)] + (locator.map { [.go($0)] } ?? [.notify("this names no view")])
        }
        if let view = scene.session.views.first(where: { $0.name == text }) {
            return [.close(nil), .go(view.locator)]
        }
        let words = text.split(separator: " ", maxSplits: 1).map(String.init)
        guard let command = Command.named(words[0]) else {
            return [.close(nil), .notify("there is no command \(words[0]); : lists what there is")]
        }
        return [.close(nil)] + command.run(words.count > 1 ? words[1] : "", scene)
    }

    /// What the text may become: commands, or what may follow the command that it names.
    func completions(_ scene: Scene) -> [Completions.Item] {
        let words = field.text.split(separator: " ", maxSplits: 1, omittingEmptySubsequences: false)
        let name = words.first.map(String.init) ?? ""
        guard words.count > 1, let command = Command.named(name) else {
            let commands = Command.all.filter { $0.names.contains { $0.hasPrefix(name) } }
            let views = scene.session.views.filter { $0.name.hasPrefix(field.text) }
            return commands.map { Completions.Item($0.names[0], $0.summary) }
                + views.map { Completions.Item($0.name, "saved view") }
        }
        let written = words[1].lowercased()
        let matching = command.arguments(scene).filter { $0.lowercased().contains(written) }
        let beginning = matching.filter { $0.lowercased().hasPrefix(written) }
        let others = matching.filter { !$0.lowercased().hasPrefix(written) }
        return (beginning + others).map { Completions.Item("\(name) \($0)") }
    }
}

extension CommandPane: Prompting {
    /// Takes over the last row; completions rise above it under a focused rule.
    public func draw(_ scene: Scene, on canvas: inout Canvas, in rect: Rect) {
        let completions = Completions(completions(scene), choice: choice)
        let shown = completions.rows(of: rect.height)
        let top = rect.bottom - 1 - shown
        canvas.clear(Rect(rect.x, top - 1, rect.width, shown + 2))
        let count = completions.items.isEmpty ? "" : " " + Format.count(completions.items.count)
        TitleRule([Span("Commands", .title), Span(count, .muted)], isFocused: true)
            .draw(on: &canvas, in: Rect(rect.x, top - 1, rect.width, 1))
        completions.draw(on: &canvas, in: Rect(rect.x, top, rect.width, shown))
        drawPrompt(field, sign: " :", scene, on: &canvas, in: rect)
    }
}
