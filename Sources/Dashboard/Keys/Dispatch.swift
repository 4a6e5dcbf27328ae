import TUI

/// What a key sequence meant to a table of bindings.
enum Dispatch {
    /// It did this.
    case done([Effect])
    /// It may become the sequence of a binding.
    case partial
    /// It means nothing here.
    case unknown
}

extension Array {
    /// Does what a sequence of keys means to `target`.
    func dispatch<Target>(_ keys: [Key], to target: inout Target, _ scene: Scene) -> Dispatch
    where Element == KeyBinding<Target> {
        for binding in self where binding.sequences.contains(keys) {
            if let why = binding.refusal(target, scene) { return .done([.notify(why)]) }
            return .done(binding.action(&target, scene))
        }
        return continues(keys) ? .partial : .unknown
    }

    /// Whether a longer sequence begins with these keys.
    func continues<Target>(_ keys: [Key]) -> Bool where Element == KeyBinding<Target> {
        contains { binding in
            binding.sequences.contains { $0.count > keys.count && $0.starts(with: keys) }
        }
    }

    /// What footer and help show of each binding.
    func hints<Target>(for target: Target, _ scene: Scene) -> [KeyHint]
    where Element == KeyBinding<Target> {
        map { binding in
            KeyHint(
                names: binding.sequences.map(KeyBinding<Target>.name),
                label: binding.label(target, scene),
                help: binding.help,
                group: binding.group,
                refusal: binding.refusal(target, scene)
            )
        }
    }
}

/// A binding as footer and help show it.
struct KeyHint: Equatable, Sendable {
    /// The written keys, alternatives after each other.
    var names: [String]
    /// What the footer says; empty where it says nothing.
    var label: String
    /// What the help says.
    var help: String
    /// Where it stands in the help.
    var group: KeyGroup
    /// Why it cannot act now.
    var refusal: String?
}

extension Pane {
    mutating func press(_ keys: [Key], _ scene: Scene) -> Dispatch {
        Self.keys.dispatch(keys, to: &self, scene)
    }

    func continues(_ keys: [Key]) -> Bool { Self.keys.continues(keys) }

    func hints(_ scene: Scene) -> [KeyHint] { Self.keys.hints(for: self, scene) }
}
