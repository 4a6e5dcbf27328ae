import TUI

/// How bad a line of a log says it is.
enum LogLevel: Sendable {
    case error, warning, info, debug

    /// The words of loggers; in capitals they are taken for levels wherever they stand.
    private static let words: [String: LogLevel] = [
        "ERROR": .error, "ERR": .error, "FATAL": .error, "CRITICAL": .error, "CRIT": .error,
        "PANIC": .error, "SEVERE": .error, "TRACEBACK": .error,
        "WARN": .warning, "WARNING": .warning,
        "INFO": .info, "NOTICE": .info,
        "DEBUG": .debug, "TRACE": .debug, "VERBOSE": .debug,
    ]

    /// The first level that a line names, and where; nil where it names none.
    static func first(in line: [Character]) -> (level: LogLevel, place: Range<Int>)? {
        // Kubernetes's own: `E1124 09:14:05.123`.
        if let first = line.first, let level = letters[first],
            line.count > 5, line[1..<5].allSatisfy(\.isWholeNumber), line[5] == " "
        {
            return (level, 0..<1)
        }
        var start = 0
        let end = min(line.count, 200)
        while start < end {
            guard line[start].isASCIILetter else {
                start += 1
                continue
            }
            let stop = line[start..<end].firstIndex { !$0.isASCIILetter } ?? end
            if let level = level(of: line, start..<stop) { return (level, start..<stop) }
            start = stop
        }
        return nil
    }

    private static let letters: [Character: LogLevel] = [
        "I": .info, "W": .warning, "E": .error, "F": .error,
    ]

    /// Small letters are a level only where a value or a beginning stands: `level=error`, `error:`.
    private static func level(of line: [Character], _ place: Range<Int>) -> LogLevel? {
        let word = String(line[place])
        guard word.utf8.count <= 9, let level = words[word.uppercased()] else { return nil }
        if word == word.uppercased() || word == "Traceback" { return level }
        let before = place.lowerBound > 0 ? line[place.lowerBound - 1] : " "
        let behind = place.upperBound < line.count ? line[place.upperBound] : " "
        return "=\"[<".contains(before) || behind == ":" && before == " " ? level : nil
    }

    /// The sign before the line; nil where nothing is wrong.
    var sign: Span? {
        switch self {
        case .error: Span("◆", .critical)
        case .warning: Span("▲", .warn)
        case .info, .debug: nil
        }
    }

    /// What its word is drawn in.
    var role: Role {
        switch self {
        case .error: .critical
        case .warning: .warn
        case .info: .info
        case .debug: .muted
        }
    }
}

extension Character {
    var isASCIILetter: Bool { ("a"..."z") ~= self || ("A"..."Z") ~= self }
}
