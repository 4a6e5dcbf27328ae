import TUI

extension Display {
    mutating func obey(_ sign: Character?, _ numbers: [[Int]], _ letter: Character) {
        if sign == "?" {
            for number in numbers { set(number.first ?? 0, letter == "h") }
        } else if sign == nil, letter == "m" {
            style.apply(numbers)
        } else if sign == nil {
            let flat = numbers.map { $0.first ?? 0 }
            move(letter, flat)
            change(letter, flat)
        }
    }

    private mutating func set(_ mode: Int, _ isOn: Bool) {
        if mode == 1049, isOn != modes.contains(mode) { swap(isOn) }
        if mode == 2026, !isOn, modes.contains(mode) { frames += 1 }
        if isOn { modes.insert(mode) } else { modes.remove(mode) }
    }

    /// The other screen starts empty; the first one comes back as it was.
    private mutating func swap(_ toOther: Bool) {
        if toOther {
            kept = (rows, cursor)
            rows = Display.blank(size)
        } else if let kept {
            rows = kept.rows
            cursor = kept.cursor
            resize(to: size)
        }
    }

    private mutating func move(_ letter: Character, _ numbers: [Int]) {
        let count = max(1, numbers.first ?? 1)
        switch letter {
        case "A": move(cursor.x, cursor.y - count)
        case "B": move(cursor.x, cursor.y + count)
        case "C": move(cursor.x + count, cursor.y)
        case "D": move(cursor.x - count, cursor.y)
        case "G": move(count - 1, cursor.y)
        case "d": move(cursor.x, count - 1)
        case "H": move(max(1, numbers.dropFirst().first ?? 1) - 1, count - 1)
        case "Z": move((cursor.x - 1) / 8 * 8, cursor.y)
        case "r":
            let end = numbers.dropFirst().first ?? size.height
            region = count - 1..<max(count, min(end, size.height))
            move(0, 0)
        default: break
        }
    }

    private mutating func change(_ letter: Character, _ numbers: [Int]) {
        let count = max(1, numbers.first ?? 1)
        let (x, y) = (cursor.x, cursor.y)
        let blanks = blanks(count)
        switch letter {
        case "J": eraseRows(numbers.first ?? 0)
        case "K": eraseInRow(numbers.first ?? 0)
        case "X": erase(x..<min(size.width, x + count), y)
        case "b": if let last { for _ in 0..<count { put(last) } }
        case "@": edit { $0.insert(contentsOf: blanks, at: x) }
        case "P": edit { $0.removeSubrange(x..<min($0.count, x + count)) }
        case "L": scroll(y..<region.upperBound, by: -count)
        case "M": scroll(y..<region.upperBound, by: count)
        case "S": scroll(region, by: count)
        case "T": scroll(region, by: -count)
        default: break
        }
    }

    private mutating func eraseRows(_ what: Int) {
        eraseInRow(what)
        let others =
            what == 0 ? cursor.y + 1..<size.height : 0..<(what == 1 ? cursor.y : size.height)
        for y in others { erase(0..<size.width, y) }
    }

    private mutating func eraseInRow(_ what: Int) {
        let columns =
            what == 0 ? cursor.x..<size.width : 0..<(what == 1 ? cursor.x + 1 : size.width)
        erase(columns, cursor.y)
    }

    private mutating func erase(_ columns: Range<Int>, _ y: Int) {
        separate(columns.lowerBound, y)
        separate(columns.upperBound, y)
        rows[y].replaceSubrange(columns, with: blanks(columns.count))
    }

    /// Changes the row of the cursor, which keeps its length.
    private mutating func edit(_ body: (inout [Cell]) -> Void) {
        separate(cursor.x, cursor.y)
        body(&rows[cursor.y])
        let missing = size.width - rows[cursor.y].count
        if missing < 0 {
            rows[cursor.y].removeLast(-missing)
        } else {
            rows[cursor.y] += blanks(missing)
        }
    }

    private func blanks(_ count: Int) -> [Cell] {
        Array(repeating: Cell(style: erased), count: count)
    }
}
