import Entities
import TUI

/// The prompt behind `:`: a pane, a command or a pasted locator, with completions above it.
public struct CommandPane: TextEntry {
    private var field: TextField
    /// The completion that is chosen; nil while the text is taken as it is.
    private var choice: Int?

    /// A completion: what it writes, and what it is.
    struct Completion: Equatable {
        var text: String
        var summary: String
    }

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
        let count = completions(scene).count
        guard count > 0 else { return [] }
        choice = choice.map { ($0 + step + count) % count } ?? (step > 0 ? 0 : count - 1)
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
        let words = text.split(separator: " ", maxSplits: 1).map(String.init)
        guard let command = Command.named(words[0]) else {
            return [.close(nil), .notify("there is no command \(words[0]); : lists what there is")]
        }
        return [.close(nil)] + command.run(words.count > 1 ? words[1] : "", scene)
    }

    /// What the text may become: commands, or what may follow the command that it names.
    func completions(_ scene: Scene) -> [Completion] {
        let words = field.text.split(separator: " ", maxSplits: 1, omittingEmptySubsequences: false)
        let name = words.first.map(String.init) ?? ""
        guard words.count > 1, let command = Command.named(name) else {
            return Command.all.filter { $0.names.contains { $0.hasPrefix(name) } }
                .map { Completion(text: $0.names[0], summary: $0.summary) }
        }
        let written = words[1].lowercased()
        let matching = command.arguments(scene).filter { $0.lowercased().contains(written) }
        let beginning = matching.filter { $0.lowercased().hasPrefix(written) }
        let others = matching.filter { !$0.lowercased().hasPrefix(written) }
        return (beginning + others).map { Completion(text: "\(name) \($0)", summary: "") }
    }
}

extension CommandPane: Prompting {
    /// Takes over the last row; completions rise above it under a focused rule.
    public func draw(_ scene: Scene, on canvas: inout Canvas, in rect: Rect) {
        let completions = completions(scene)
        let shown = min(completions.count, max(0, min(10, rect.height - 4)))
        let first = max(0, min((choice ?? 0) - shown / 2, completions.count - shown))
        let top = rect.bottom - 1 - shown
        canvas.clear(Rect(rect.x, top - 1, rect.width, shown + 2))
        TitleRule(
            [Span("Command", .title)],
            note: [Span("\(Format.count(completions.count)) of them", .muted)],
            isFocused: true
        ).draw(on: &canvas, in: Rect(rect.x, top - 1, rect.width, 1))
        for index in 0..<shown {
            let completion = completions[first + index]
            let y = top + index
            canvas.put(completion.text.cut(to: 40), 3, y, .text, limit: rect.width - 4)
            canvas.put(completion.summary, 45, y, .muted, limit: rect.width - 46)
            guard first + index == choice else { continue }
            canvas.select(Rect(rect.x, y, rect.width, 1))
            canvas.put("▌", rect.x, y, .accent)
        }
        field.draw(sign: " :", on: &canvas, in: Rect(rect.x, rect.bottom - 1, rect.width, 1))
    }
}
