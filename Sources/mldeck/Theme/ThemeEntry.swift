import TUI

/// One line of a theme file: the note, or a style.
enum ThemeEntry: Decodable {
    case note(String)
    case style(Theme.Style)

    private enum Key: String, CodingKey {
        case fg, bg, fg256, bg256, fg16, bg16, attributes, attributes16
    }

    init(from decoder: any Decoder) throws {
        if let note = try? decoder.singleValueContainer().decode(String.self) {
            self = .note(note)
            return
        }
        let container = try decoder.container(keyedBy: Key.self)
        self = .style(
            Theme.Style(
                foreground: try Self.colour(container, .fg, .fg256, .fg16),
                background: try Self.colour(container, .bg, .bg256, .bg16),
                attributes: try Self.attributes(container, .attributes),
                attributes16: try Self.attributes(container, .attributes16)
            )
        )
    }

    private static func colour(
        _ container: KeyedDecodingContainer<Key>,
        _ rgb: Key,
        _ index256: Key,
        _ index16: Key
    ) throws -> Theme.Colour? {
        let colour = Theme.Colour(
            rgb: try container.decodeIfPresent(HexColour.self, forKey: rgb)?.rgb,
            index256: try container.decodeIfPresent(UInt8.self, forKey: index256),
            index16: try? container.decodeIfPresent(UInt8.self, forKey: index16)
        )
        return colour == .own ? nil : colour
    }

    private static func attributes(
        _ container: KeyedDecodingContainer<Key>,
        _ key: Key
    ) throws -> Theme.Attributes {
        let names = try container.decodeIfPresent([String].self, forKey: key) ?? []
        return try names.reduce(into: Theme.Attributes()) { attributes, name in
            guard let attribute = Theme.Attributes(name: name) else {
                throw DecodingError.dataCorruptedError(
                    forKey: key,
                    in: container,
                    debugDescription: "'\(name)' is none of bold, dim, underline, reverse"
                )
            }
            attributes.insert(attribute)
        }
    }
}

/// `#rrggbb`, or `default` for the terminal's own colour.
private struct HexColour: Decodable {
    let rgb: UInt32?

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let text = try container.decode(String.self)
        let digits = text.dropFirst()
        guard text != "default" else {
            rgb = nil
            return
        }
        guard text.hasPrefix("#"), digits.count == 6, let value = UInt32(digits, radix: 16) else {
            throw DecodingError.dataCorruptedError(
                in: container,
                debugDescription: "'\(text)' is no colour; one looks like #13161b"
            )
        }
        rgb = value
    }
}

extension Theme.Attributes {
    fileprivate init?(name: String) {
        switch name {
        case "bold": self = .bold
        case "dim": self = .dim
        case "underline": self = .underline
        case "reverse": self = .reverse
        default: return nil
        }
    }
}
