import TUI

extension Display {
    /// Shows what a program wrote.
    public mutating func feed(_ bytes: some Sequence<UInt8>) {
        for byte in bytes {
            switch parser.take(byte) {
            case .character(let scalar): put(scalar)
            case .control(let byte): control(byte)
            case .escape(let between, let letter): if between.isEmpty { escape(letter) }
            case .sequence(let sign, let numbers, let letter): obey(sign, numbers, letter)
            case nil: break
            }
        }
    }

    mutating func put(_ scalar: Unicode.Scalar) {
        let width = min(Width.of(scalar), size.width)
        guard width > 0 else { return join(scalar) }
        if isPastEnd || cursor.x + width > size.width {
            cursor.x = 0
            lineFeed()
        }
        let (x, y) = (cursor.x, cursor.y)
        separate(x, y)
        separate(x + width, y)
        last = scalar
        rows[y][x] = Cell(text: String(scalar), style: style)
        if width == 2 { rows[y][x + 1] = Cell(text: "", style: style) }
        cursor.x = min(x + width, size.width - 1)
        isPastEnd = x + width == size.width
    }

    /// A mark goes over the character before the cursor.
    private mutating func join(_ scalar: Unicode.Scalar) {
        var x = isPastEnd ? cursor.x : cursor.x - 1
        while x > 0, rows[cursor.y][x].text.isEmpty { x -= 1 }
        if x >= 0 { rows[cursor.y][x].text.unicodeScalars.append(scalar) }
    }

    /// Blanks both halves of a wide character that column `x` cuts.
    mutating func separate(_ x: Int, _ y: Int) {
        guard 1..<size.width ~= x, rows[y][x].text.isEmpty else { return }
        rows[y][x - 1].text = " "
        rows[y][x].text = " "
    }

    private mutating func control(_ byte: UInt8) {
        switch byte {
        case 0x08: move(cursor.x - 1, cursor.y)
        case 0x09: move((cursor.x / 8 + 1) * 8, cursor.y)
        case 0x0A: lineFeed()
        case 0x0D: move(0, cursor.y)
        default: break
        }
    }

    mutating func lineFeed() {
        isPastEnd = false
        if cursor.y == region.upperBound - 1 {
            scroll(region, by: 1)
        } else if cursor.y < size.height - 1 {
            cursor.y += 1
        }
    }

    private mutating func escape(_ letter: Character) {
        switch letter {
        case "M":
            if cursor.y == region.lowerBound {
                scroll(region, by: -1)
            } else {
                move(cursor.x, cursor.y - 1)
            }
        case "7": saved = cursor
        case "8": move(saved.x, saved.y)
        case "c": self = Display(size: size)
        default: break
        }
    }

    /// Moves the rows of a range up, or down where `count` is negative.
    mutating func scroll(_ range: Range<Int>, by count: Int) {
        let count = min(max(-range.count, count), range.count)
        let blank = Array(repeating: Cell(style: erased), count: size.width)
        let blanks = Array(repeating: blank, count: abs(count))
        let moved =
            count > 0
            ? rows[range].dropFirst(count) + blanks : blanks + rows[range].dropLast(-count)
        rows.replaceSubrange(range, with: moved)
    }

    /// What is erased takes the ground's colour.
    var erased: Style { Style(background: style.background) }
}
