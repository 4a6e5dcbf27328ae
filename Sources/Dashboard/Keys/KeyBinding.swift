import TUI

/// A key, what it does, and what footer and help say of it.
public struct KeyBinding<Target>: Sendable {
    /// What one or several keys after each other do.
    public typealias Action = @Sendable (inout Target, Scene) -> [Effect]

    /// Sequences of keys that do the same.
    let sequences: [[Key]]
    /// What the footer says; empty where it says nothing.
    let label: @Sendable (Target, Scene) -> String
    /// What the help says.
    let help: String
    /// Where it stands in the help.
    let group: KeyGroup
    /// Why it cannot act here and now; nil where it can.
    let refusal: @Sendable (Target, Scene) -> String?
    /// What it does.
    let action: Action

    /// A binding of written keys, alternatives divided by blanks: `gg home`.
    init(
        _ keys: String,
        _ help: String,
        _ group: KeyGroup,
        footer: String = "",
        refusal: @escaping @Sendable (Target, Scene) -> String? = { _, _ in nil },
        action: @escaping Action
    ) {
        self.init(keys, help, group, label: { _, _ in footer }, refusal: refusal, action: action)
    }

    /// A binding whose footer changes with what is shown.
    init(
        _ keys: String,
        _ help: String,
        _ group: KeyGroup,
        label: @escaping @Sendable (Target, Scene) -> String,
        refusal: @escaping @Sendable (Target, Scene) -> String? = { _, _ in nil },
        action: @escaping Action
    ) {
        sequences = keys.split(separator: " ").map { KeyBinding.sequence(String($0)) }
        self.help = help
        self.group = group
        self.label = label
        self.refusal = refusal
        self.action = action
    }

    /// As the footer and the help name it: the first sequence, or all of them.
    var name: String { KeyBinding.name(sequences.first ?? []) }

    static func name(_ sequence: [Key]) -> String { sequence.map(\.name).joined() }

    private static func sequence(_ written: String) -> [Key] {
        if let key = Key(name: written) { return [key] }
        return written.map { .character($0) }
    }
}

/// The groups of the key table.
public enum KeyGroup: String, CaseIterable, Sendable {
    // In the order of the help.
    case move = "Move"
    case go = "Go"
    case look = "Look"
    case change = "Change"
}
