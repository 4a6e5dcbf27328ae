/// Columns and rows of something, in terminal cells.
public struct Size: Hashable, Sendable {
    /// Columns.
    public var width: Int
    /// Rows.
    public var height: Int

    /// A size that is never negative.
    public init(_ width: Int, _ height: Int) {
        self.width = max(0, width)
        self.height = max(0, height)
    }
}

/// A cell's place, counted from the top left corner.
public struct Point: Hashable, Sendable {
    /// Column, from 0.
    public var x: Int
    /// Row, from 0.
    public var y: Int

    /// The cell in column `x` of row `y`.
    public init(_ x: Int, _ y: Int) {
        self.x = x
        self.y = y
    }
}

/// A rectangle of cells; cutting pieces off never makes it negative.
public struct Rect: Hashable, Sendable {
    /// First column.
    public var x: Int
    /// First row.
    public var y: Int
    /// Columns.
    public var width: Int
    /// Rows.
    public var height: Int

    /// The cells from (`x`, `y`), `width` wide and `height` high.
    public init(_ x: Int, _ y: Int, _ width: Int, _ height: Int) {
        self.x = x
        self.y = y
        self.width = max(0, width)
        self.height = max(0, height)
    }

    /// The whole of a canvas of `size`.
    public init(_ size: Size) { self.init(0, 0, size.width, size.height) }

    /// Its columns and rows.
    public var size: Size { Size(width, height) }
    /// Whether no cell is in it.
    public var isEmpty: Bool { width == 0 || height == 0 }
    /// The column after the last.
    public var right: Int { x + width }
    /// The row after the last.
    public var bottom: Int { y + height }

    /// Takes `rows` off the top and returns them.
    public mutating func takeTop(_ rows: Int = 1) -> Rect {
        let taken = min(max(0, rows), height)
        defer {
            y += taken
            height -= taken
        }
        return Rect(x, y, width, taken)
    }

    /// Takes `rows` off the bottom and returns them.
    public mutating func takeBottom(_ rows: Int = 1) -> Rect {
        let taken = min(max(0, rows), height)
        height -= taken
        return Rect(x, y + height, width, taken)
    }

    /// Takes `columns` off the right and returns them.
    public mutating func takeRight(_ columns: Int) -> Rect {
        let taken = min(max(0, columns), width)
        width -= taken
        return Rect(x + width, y, taken, height)
    }

    /// The part of it that lies on a canvas of `size`.
    func within(_ size: Size) -> Rect {
        let (left, top) = (min(max(0, x), size.width), min(max(0, y), size.height))
        return Rect(left, top, min(right, size.width) - left, min(bottom, size.height) - top)
    }

    /// The rectangle of at most `size` in its middle.
    public func centred(_ size: Size) -> Rect {
        let width = min(size.width, width)
        let height = min(size.height, height)
        return Rect(
            x + (self.width - width) / 2,
            y + (self.height - height) / 2,
            width,
            height
        )
    }
}
