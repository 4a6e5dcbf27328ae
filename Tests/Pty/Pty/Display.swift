import TUI

/// The screen of a terminal that understands what curses sends to `xterm-256color`.
public struct Display: Sendable {
    /// One place of the screen.
    public struct Cell: Equatable, Sendable {
        /// A character with its marks; empty in the right half of a wide one.
        public var text = " "
        /// How it is drawn.
        public var style = Style()
    }

    /// Columns and rows.
    public private(set) var size: Size
    /// The cells, row by row.
    public internal(set) var rows: [[Cell]]
    /// Where the cursor is.
    public internal(set) var cursor = Point(0, 0)
    /// The private modes that are on, such as 25 for the cursor and 1049 for the other screen.
    public internal(set) var modes: Set<Int> = [25]
    /// How many frames were sent as one (mode 2026).
    public internal(set) var frames = 0

    /// How the next character is drawn.
    public internal(set) var style = Style()
    var region: Range<Int>
    var parser = EscapeParser()
    /// Whether the last column was written: the next character goes to the next row.
    var isPastEnd = false
    /// The last character, to be repeated.
    var last: Unicode.Scalar?
    /// Where `ESC 8` puts the cursor back.
    var saved = Point(0, 0)
    /// The first screen, while the other one is shown.
    var kept: (rows: [[Cell]], cursor: Point)?

    /// An empty screen, of one cell at least.
    public init(size: Size) {
        let size = Size(max(1, size.width), max(1, size.height))
        self.size = size
        region = 0..<size.height
        rows = Display.blank(size)
    }

    /// The screen as text, a line a row, without blanks at line ends.
    public var text: String { lines.joined(separator: "\n") }

    /// The rows as text.
    public var lines: [String] {
        rows.map { row in
            let line = row.map(\.text).joined()
            return String(line.reversed().drop { $0 == " " }.reversed())
        }
    }

    /// The first cell of the first place where a text stands.
    public func cell(of text: String) -> Cell? {
        for row in rows {
            for x in row.indices where row[x...].map(\.text).joined().hasPrefix(text) {
                return row[x]
            }
        }
        return nil
    }

    /// Takes another size: cuts, or fills up with blanks.
    public mutating func resize(to new: Size) {
        let new = Size(max(1, new.width), max(1, new.height))
        rows = (0..<new.height).map { y in
            let old = y < rows.count ? rows[y].prefix(new.width) : []
            return old + Array(repeating: Cell(), count: new.width - old.count)
        }
        size = new
        region = 0..<new.height
        move(cursor.x, cursor.y)
    }

    mutating func move(_ x: Int, _ y: Int) {
        cursor = Point(min(max(0, x), size.width - 1), min(max(0, y), size.height - 1))
        isPastEnd = false
    }

    static func blank(_ size: Size) -> [[Cell]] {
        Array(repeating: Array(repeating: Cell(), count: size.width), count: size.height)
    }
}
