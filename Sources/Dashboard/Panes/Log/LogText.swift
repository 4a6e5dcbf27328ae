import Entities
import TUI

/// A line of a log as it is drawn: its characters, each in a role.
struct LogText {
    let level: LogLevel?
    private let characters: [Character]
    private var roles: [Role]
    /// Whether there is more than was taken.
    private let isCut: Bool

    /// The first characters of a line; what a filter looks for is marked.
    init(_ line: LogLine, limit: Int, marking filter: LogFilter?) {
        let text = line.text.asPrinted
        let characters = Array(text.prefix(limit))
        self.characters = characters
        isCut = line.isCut || characters.count < text.utf8.count && text.count > limit
        let found = LogLevel.first(in: characters)
        level = found?.level
        roles = Array(repeating: level == .debug ? .muted : .text, count: characters.count)
        for place in 0..<characters.endOfTime { roles[place] = .muted }
        if let found { for place in found.place { roles[place] = found.level.role } }
        if let filter { mark(filter) }
    }

    private mutating func mark(_ filter: LogFilter) {
        let needle = Array(filter.pattern == nil ? filter.written : "")
        guard !needle.isEmpty, needle.count <= characters.count else { return }
        let isSame: (Character, Character) -> Bool = { one, other in
            one == other || filter.ignoresCase && one.lowercased() == other.lowercased()
        }
        for start in 0...(characters.count - needle.count)
        where characters[start..<(start + needle.count)].elementsEqual(needle, by: isSame) {
            for place in start..<(start + needle.count) { roles[place] = .match }
        }
    }

    /// The rows of a width that it takes, at most so many.
    func rows(of width: Int, most: Int) -> [Range<Int>] {
        var rows: [Range<Int>] = []
        var start = 0
        repeat {
            let row = fitting(width, from: start)
            rows.append(row)
            // A character wider than the row would never fit.
            start = max(row.upperBound, start + 1)
        } while start < characters.count && rows.count < most
        return rows
    }

    /// The characters that are seen when so many columns have been scrolled over.
    func row(from column: Int, of width: Int) -> Range<Int> {
        fitting(width, from: fitting(column, from: 0).upperBound)
    }

    private func fitting(_ width: Int, from start: Int) -> Range<Int> {
        var (end, used) = (min(start, characters.count), 0)
        while end < characters.count {
            used += Width.of(String(characters[end]))
            guard used <= width else { break }
            end += 1
        }
        return min(start, characters.count)..<end
    }

    /// Some of its characters; `…` tells that others are behind them.
    func line(_ range: Range<Int>, isLast: Bool, width: Int) -> Line {
        let isMore = isLast && (range.upperBound < characters.count || isCut)
        let shown = isMore && range.count >= width ? range.dropLast() : range
        var line: Line = []
        var place = shown.lowerBound
        while place < shown.upperBound {
            let role = roles[place]
            let end = roles[place..<shown.upperBound].firstIndex { $0 != role } ?? shown.upperBound
            line.append(String(characters[place..<end]), role)
            place = end
        }
        if isMore { line.append("…", .faint) }
        return line
    }
}

extension [Character] {
    /// Where the time ends that a line begins with; 0 where it begins with none.
    fileprivate var endOfTime: Int {
        let months = "JanFebMarAprMayJunJulAugSepOctNovDec"
        let start = count > 4 && self[3] == " " && months.contains(String(self[..<3])) ? 4 : 0
        let part = self[start...].prefix { $0.isWholeNumber || "-/:.,TZ+[ ]".contains($0) }
        guard part.contains(":"), part.count(where: \.isWholeNumber) > 5 else { return 0 }
        let end = part.lastIndex { $0.isWholeNumber || $0 == "Z" || $0 == "]" }
        return end.map { $0 + 1 } ?? 0
    }
}

extension String {
    /// As a terminal would have shown it: tabs are blanks, colours are left out, and what was
    /// written over by a carriage return, as progress is, is not seen.
    fileprivate var asPrinted: String {
        guard utf8.contains(where: { $0 == 9 || $0 == 13 || $0 == 27 }) else { return self }
        let kept = unicodeScalars.split(separator: "\r").last.map { String($0) } ?? ""
        var shown = String.UnicodeScalarView()
        var rest = kept.unicodeScalars[...]
        while let scalar = rest.popFirst() {
            if scalar == "\u{1B}", rest.first == "[", let end = rest.endOfColour {
                rest = rest[end...].dropFirst()
            } else if scalar == "\t" {
                let blanks = String(repeating: " ", count: 8 - shown.count % 8)
                shown.append(contentsOf: blanks.unicodeScalars)
            } else {
                shown.append(scalar)
            }
        }
        return String(shown)
    }
}

extension Substring.UnicodeScalarView {
    /// The `m` that ends the colour which begins here; nil where none does.
    fileprivate var endOfColour: Index? {
        let end = dropFirst().prefix(24).firstIndex { !("0"..."9" ~= $0) && $0 != ";" }
        return end.flatMap { self[$0] == "m" ? $0 : nil }
    }
}
