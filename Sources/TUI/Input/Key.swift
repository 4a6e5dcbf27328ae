/// A key as a person names it.
public enum Key: Hashable, Sendable {
    /// A printing character; capitals are characters of their own.
    case character(Character)
    /// A letter with control held.
    case control(Character)
    /// A key with a name.
    case enter, escape, tab, backTab, backspace, delete, space
    /// An arrow.
    case up, down, left, right
    /// The block above the arrows.
    case home, end, pageUp, pageDown, insert
    /// F1 to F12.
    case function(Int)
}

extension Key {
    /// Its name in footer, help and configuration: `j`, `^d`, `enter`, `f1`.
    public var name: String {
        switch self {
        case .character(let character): String(character)
        case .control(let letter): "^\(letter)"
        case .function(let number): "f\(number)"
        default: Key.names.first { $0.value == self }?.key ?? ""
        }
    }

    /// The key of a name; nil where there is none of that name.
    public init?(name: String) {
        if let named = Key.names[name] {
            self = named
        } else if name.count == 2, name.hasPrefix("^"), let letter = name.last {
            self = .control(letter)
        } else if name.hasPrefix("f"), let number = Int(name.dropFirst()), (1...12) ~= number {
            self = .function(number)
        } else if name.count == 1, let character = name.first {
            self = .character(character)
        } else {
            return nil
        }
    }

    private static let names: [String: Key] = [
        "enter": .enter, "esc": .escape, "tab": .tab, "backtab": .backTab,
        "backspace": .backspace, "delete": .delete, "space": .space, "up": .up, "down": .down,
        "left": .left, "right": .right, "home": .home, "end": .end, "pgup": .pageUp,
        "pgdn": .pageDown, "insert": .insert,
    ]
}

extension Key {
    /// The keys of a written sequence: characters as they are, named ones in angle brackets, as in
    /// `:q<enter>` or `jj<space>c`; `<lt>` is `<`.
    public static func sequence(_ written: String) -> [Key] {
        var keys: [Key] = []
        var rest = Substring(written)
        while let first = rest.first {
            if first == "<", let end = rest.firstIndex(of: ">"),
                let key = Key(bracketed: rest[rest.index(after: rest.startIndex)..<end])
            {
                keys.append(key)
                rest = rest[rest.index(after: end)...]
            } else {
                keys.append(first == " " ? .space : .character(first))
                rest = rest.dropFirst()
            }
        }
        return keys
    }

    private init?(bracketed name: Substring) {
        if name == "lt" { self = .character("<") } else { self.init(name: String(name)) }
    }
}
