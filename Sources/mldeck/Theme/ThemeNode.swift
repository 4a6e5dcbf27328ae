import TUI
import Yams

/// A value of a theme file.
struct ThemeNode {
    private let node: Node

    init(_ node: Node) { self.node = node }

    /// What is wrong with a theme, with the line.
    struct Wrong: Error, CustomStringConvertible {
        let description: String

        init(_ sentence: String, _ node: Node? = nil) {
            let line = node?.mark.map { "line \($0.line): " } ?? ""
            description = line + sentence
        }
    }

    /// A text.
    var text: String {
        get throws {
            guard let text = node.scalar?.string else { throw Wrong("this is no text", node) }
            return text
        }
    }

    /// A style such as `{fg: '#b39df3', fg256: 147, fg16: 5, attributes: [bold]}`.
    var style: Theme.Style {
        get throws {
            guard let entries = node.mapping else { throw Wrong("this is no style", node) }
            var style = Theme.Style()
            var (front, back) = (Theme.Colour.own, Theme.Colour.own)
            for (key, value) in entries {
                let value = ThemeNode(value)
                switch key.string {
                case "fg": front.rgb = try value.rgb
                case "bg": back.rgb = try value.rgb
                case "fg256": front.index256 = try value.index
                case "bg256": back.index256 = try value.index
                case "fg16": front.index16 = try value.index
                case "bg16": back.index16 = try value.index
                case "attributes": style.attributes = try value.attributes
                case "attributes16": style.attributes16 = try value.attributes
                default: throw Wrong("a style has no '\(key.string ?? "")'", key)
                }
            }
            if front != .own { style.foreground = front }
            if back != .own { style.background = back }
            return style
        }
    }

    /// `#rrggbb`, or `default` for the terminal's own colour.
    private var rgb: UInt32? {
        get throws {
            let text = try text
            if text == "default" { return nil }
            let digits = text.dropFirst()
            guard text.hasPrefix("#"), digits.count == 6, let value = UInt32(digits, radix: 16)
            else { throw Wrong("'\(text)' is no colour; one looks like #13161b", node) }
            return value
        }
    }

    /// The number of a colour, or `default`.
    private var index: UInt8? {
        get throws {
            let text = try text
            if text == "default" { return nil }
            guard let index = UInt8(text) else {
                throw Wrong("'\(text)' is no number of a colour", node)
            }
            return index
        }
    }

    private var attributes: Theme.Attributes {
        get throws {
            let names: [String: Theme.Attributes] = [
                "bold": .bold, "dim": .dim, "underline": .underline, "reverse": .reverse,
            ]
            return try (node.sequence ?? []).reduce(into: []) { attributes, entry in
                guard let attribute = names[entry.string ?? ""] else {
                    throw Wrong("'\(entry.string ?? "")' is none of \(names.keys.sorted())", entry)
                }
                attributes.insert(attribute)
            }
        }
    }
}
