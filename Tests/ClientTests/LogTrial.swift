import Client
import Entities
import Foundation
import TestKit
import Testing

/// A log in a folder of its own, written by a test and read as a pane does.
struct LogTrial {
    let path: String
    let bell = Doorbell()
    let reader: LogReader

    static let source = Source.ID("churn-api log")

    init(_ folder: TemporaryFolder) {
        path = folder.file("churn.log")
        reader = LogReader(path: path, bell: bell)
    }

    /// Runs `body` with a log of some bytes.
    static func with(_ bytes: [UInt8], _ body: (LogTrial) async throws -> Void) async throws {
        try await withTemporaryFolder { folder in
            let trial = LogTrial(folder)
            try trial.write(bytes)
            try await body(trial)
        }
    }

    /// Writes the file anew, in its place.
    func write(_ bytes: [UInt8]) throws { try Data(bytes).write(to: URL(filePath: path)) }

    /// Writes behind what is there.
    func append(_ bytes: [UInt8]) throws {
        let file = try FileHandle(forWritingTo: URL(filePath: path))
        try file.seekToEnd()
        try file.write(contentsOf: bytes)
        try file.close()
    }

    /// What is answered to a window.
    func lines(
        _ rows: Range<Int>,
        from origin: Window.Origin,
        _ filter: LogFilter? = nil
    ) async throws -> Logs.Answer {
        let question = Logs(of: Self.source, filter: filter)
        return try await reader.lines(question, in: Window(rows: rows, from: origin))
    }

    /// The same when all is counted and searched.
    func finalLines(
        _ rows: Range<Int>,
        from origin: Window.Origin,
        _ filter: LogFilter? = nil
    ) async throws -> Logs.Answer {
        var answer = try await lines(rows, from: origin, filter)
        try await eventually {
            answer = try await lines(rows, from: origin, filter)
            return answer.isFinal
        }
        return answer
    }
}

/// A log's lines by the simplest means.
struct NaiveLog {
    private(set) var lines: [LogLine] = []
    /// Each of them whole.
    private(set) var whole: [String] = []

    init(_ bytes: [UInt8]) {
        var start = 0
        while start < bytes.count {
            let end = bytes[start...].firstIndex(of: 10) ?? bytes.count
            var text = bytes[start..<end]
            whole.append(String(decoding: text, as: UTF8.self))
            let isCut = text.count > LogLine.limit
            if isCut { text = text.prefix(LogLine.limit) }
            if !isCut, text.last == 13 { text.removeLast() }
            lines.append(
                LogLine(
                    at: start,
                    number: lines.count + 1,
                    text: String(decoding: text, as: UTF8.self),
                    isCut: isCut
                )
            )
            start = end + 1
        }
    }

    /// What a window shows of some lines.
    func seen(_ rows: Range<Int>, from origin: Window.Origin, _ some: [LogLine]) -> [LogLine] {
        let before =
            switch origin {
            case .start: 0
            case .end: some.count
            case .offset(let offset): some.firstIndex { $0.id >= offset } ?? some.count
            }
        let first = max(0, before + min(0, rows.lowerBound))
        return Array(some[first..<min(some.count, before + max(0, rows.upperBound))])
    }

    /// Bytes as logs have them, and as they should not: without ends, with zeros, torn letters,
    /// carriage returns, empty lines, and lines longer than a block.
    static func bytes(_ count: Int, _ numbers: inout SeededNumbers) -> [UInt8] {
        let words = ["ERROR", "timeout", "INFO", "ok", "Größe", "漢字", "\u{1B}[31m", "\t"]
        var bytes: [UInt8] = []
        while bytes.count < count {
            switch Int.random(in: 0..<40, using: &numbers) {
            case 0: bytes += [10, 10, 10]
            case 1: bytes += [0, 0xFF, 0xE6, 0xBC, 13, 10]
            case 2 where Int.random(in: 0..<12, using: &numbers) == 0:
                let long = Int.random(in: 1..<900_000, using: &numbers)
                bytes += Array(repeating: UInt8(ascii: "x"), count: long)
            default:
                for _ in 0..<Int.random(in: 0..<14, using: &numbers) {
                    bytes += Array((words.randomElement(using: &numbers) ?? "").utf8) + [32]
                }
                bytes.append(10)
            }
        }
        if Bool.random(using: &numbers) { bytes.removeLast() }
        return bytes
    }
}
