/// Lines in braille dots: two columns and four rows of dots a cell, several lines over each other.
///
/// Cells lie column by column, so that a steep line stays close together in memory.
struct Raster {
    /// Columns and rows of cells.
    let size: Size
    /// The dots of all lines.
    private(set) var dots: [UInt8]
    /// The line that gives a cell its colour; only where there are dots.
    private(set) var owners: [UInt8]
    private var most: [UInt8]
    private var current: [UInt8]

    /// The bits of dots from one row of a cell to another, of the left column; [from * 4 + to].
    private static let left: [UInt8] = masks([0x01, 0x02, 0x04, 0x40])
    private static let right: [UInt8] = masks([0x08, 0x10, 0x20, 0x80])

    private static func masks(_ bits: [UInt8]) -> [UInt8] {
        (0..<16).map { index in
            let (from, to) = (index / 4, index % 4)
            return from > to ? 0 : bits[from...to].reduce(0, |)
        }
    }

    /// An empty raster.
    init(_ size: Size) {
        self.size = size
        let none = Array(repeating: UInt8(0), count: size.width * size.height)
        (dots, owners, most, current) = (none, none, none, none)
    }

    /// Sets the dots from `top` to `bottom` in a column of dots; what lies outside is cut.
    mutating func fill(_ column: Int, _ top: Int, _ bottom: Int) {
        let (top, bottom) = (max(0, top), min(size.height * 4 - 1, bottom))
        guard column >= 0, column < size.width * 2, top <= bottom else { return }
        let masks = column & 1 == 0 ? Raster.left : Raster.right
        let start = (column >> 1) * size.height
        let (first, last) = (top >> 2, bottom >> 2)
        for row in first...last {
            let from = row == first ? top & 3 : 0
            let to = row == last ? bottom & 3 : 3
            current[start + row] |= masks[from << 2 + to]
        }
    }

    /// Ends a line: its dots join the others; a selected one gives its cells their colour.
    mutating func commit(_ line: Int, isSelected: Bool) {
        for index in current.indices where current[index] != 0 {
            let weight = isSelected ? 9 : UInt8(current[index].nonzeroBitCount)
            if weight > most[index] {
                most[index] = weight
                owners[index] = UInt8(truncatingIfNeeded: line)
            }
            dots[index] |= current[index]
            current[index] = 0
        }
    }
}
