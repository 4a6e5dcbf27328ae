/// One line of text that is being typed, with its cursor.
public struct TextField: Equatable, Sendable {
    /// The text.
    public private(set) var text: String
    /// How many characters stand before the cursor.
    public private(set) var cursor: Int

    /// A field with a text, the cursor at its end.
    public init(_ text: String = "") {
        self.text = text
        cursor = text.count
    }

    /// Puts text in at the cursor; line ends become blanks.
    public mutating func insert(_ inserted: String) {
        let clean = String(inserted.map { $0.isNewline ? " " : $0 })
        let place = text.index(text.startIndex, offsetBy: cursor)
        text.insert(contentsOf: clean, at: place)
        cursor = min(text.count, cursor + clean.count)
    }

    /// Puts text in the place of a range of characters, the cursor behind it.
    public mutating func replace(_ range: Range<Int>, with inserted: String) {
        var characters = Array(text)
        let range = range.clamped(to: 0..<characters.count)
        characters.replaceSubrange(range, with: Array(inserted))
        text = String(characters)
        cursor = min(text.count, range.lowerBound + inserted.count)
    }

    /// Changes the field by a key; false where the key is not one of a text field.
    public mutating func press(_ key: Key) -> Bool {
        switch key {
        case .character(let character): insert(String(character))
        case .space: insert(" ")
        case .backspace, .control("h"): delete(from: cursor - 1, to: cursor)
        case .delete, .control("d"): delete(from: cursor, to: cursor + 1)
        case .left, .control("b"): cursor = max(0, cursor - 1)
        case .right, .control("f"): cursor = min(text.count, cursor + 1)
        case .home, .control("a"): cursor = 0
        case .end, .control("e"): cursor = text.count
        case .control("u"): delete(from: 0, to: cursor)
        case .control("k"): delete(from: cursor, to: text.count)
        case .control("w"): delete(from: startOfWord, to: cursor)
        default: return false
        }
        return true
    }

    private var startOfWord: Int {
        let before = Array(text.prefix(cursor))
        var place = before.count
        while place > 0, before[place - 1] == " " { place -= 1 }
        while place > 0, before[place - 1] != " " { place -= 1 }
        return place
    }

    private mutating func delete(from: Int, to: Int) {
        let from = max(0, from)
        let to = min(text.count, to)
        guard from < to else { return }
        var characters = Array(text)
        characters.removeSubrange(from..<to)
        text = String(characters)
        cursor = from
    }
}

extension TextField {
    /// Draws a sign and the text after it into a row, scrolled so that the cursor is seen.
    public func draw(sign: String, on canvas: inout Canvas, in rect: Rect) {
        guard !rect.isEmpty else { return }
        let start = canvas.put(sign, rect.x, rect.y, .accent)
        let room = rect.right - start
        guard room > 1 else { return }
        let before = Width.of(String(text.prefix(cursor)))
        let skipped = max(0, before - room + 1)
        canvas.fill(Rect(start, rect.y, room, 1), " ", .input)
        var column = start - skipped
        for glyph in Glyphs(text) {
            if column >= start, column + glyph.width <= rect.right {
                canvas.put(glyph, column, rect.y, .input)
            }
            column += glyph.width
        }
        canvas.cursor = Point(start + before - skipped, rect.y)
    }
}
