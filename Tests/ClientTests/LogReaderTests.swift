import Client
import Entities
import TestKit
import Testing

/// Windows, numbers and filters of logs, compared with a plain split of the same bytes.
struct LogReaderTests {
    @Test func windowsAreThoseOfAPlainSplit() async throws {
        let seed = UInt64.random(in: 0...(.max))
        print("logs: seed \(seed)")
        var numbers = SeededNumbers(state: seed)
        for size in [0, 1, 5000, 262_143, 262_144, 262_145, 1_500_000] {
            let bytes = size == 0 ? [] : NaiveLog.bytes(size, &numbers)
            let naive = NaiveLog(bytes)
            try await LogTrial.with(bytes) { trial in
                for _ in 0..<12 {
                    let offset = Int.random(in: 0...(bytes.count + 10), using: &numbers)
                    let rows =
                        -Int.random(
                            in: 0..<90,
                            using: &numbers
                        )..<Int.random(in: 1..<90, using: &numbers)
                    for origin in [Window.Origin.start, .end, .offset(offset)] {
                        let answer = try await trial.finalLines(rows, from: origin)
                        let wanted = naive.seen(rows, from: origin, naive.lines)
                        let isSame = answer.lines == wanted
                        #expect(isSame, "\(seed): \(size) \(rows) \(origin)")
                        #expect(answer.count == .exactly(naive.lines.count), "\(seed): \(size)")
                        guard let first = wanted.first, let last = wanted.last else { continue }
                        let ends = (first.id == 0, last.id == naive.lines.last?.id)
                        #expect((answer.isAtStart, answer.isAtEnd) == ends, "\(seed): \(size)")
                    }
                }
            }
        }
    }

    @Test(arguments: ["timeout", "ERROR", "größe", "~ERROR.*timeout", "~^$", "nowhere"])
    func filtersLetThroughWhatAPlainSearchDoes(_ written: String) async throws {
        let seed = UInt64.random(in: 0...(.max))
        var numbers = SeededNumbers(state: seed)
        let bytes = NaiveLog.bytes(1_200_000, &numbers)
        let filter = try LogFilter(written)
        let naive = NaiveLog(bytes)
        let hits = zip(naive.lines, naive.whole).filter { _, text in
            if let pattern = filter.pattern { return pattern.matches(text) }
            let text = filter.ignoresCase ? text.asciiLowercased : text
            return text.utf8.contains(written.utf8)
        }.map(\.0)
        try await LogTrial.with(bytes) { trial in
            for origin in [Window.Origin.start, .end, .offset(700_000), .offset(100)] {
                let answer = try await trial.finalLines(-30..<40, from: origin, filter)
                let wanted = naive.seen(-30..<40, from: origin, hits)
                let isSame = answer.lines == wanted
                #expect(isSame, "\(seed): \(written) \(origin)")
                #expect(answer.found == .exactly(hits.count), "\(seed): \(written)")
                #expect(answer.count == .exactly(naive.lines.count))
            }
        }
    }

    @Test func theEndIsThereBeforeAllIsCounted() async throws {
        let line = Array("2026-11-24 09:14:00 INFO nothing to be seen here, go on\n".utf8)
        let bytes = [UInt8](repeatElement(line, count: 900_000).joined())
        try await LogTrial.with(bytes) { trial in
            let first = try await trial.lines(-20..<0, from: .end)
            #expect(first.lines.count == 20 && first.isAtEnd && !first.isAtStart)
            let last = try await trial.finalLines(-20..<0, from: .end)
            #expect(last.lines.map(\.number) == (899_981...900_000).map { $0 })
            #expect(last.lines.map(\.text) == first.lines.map(\.text))
        }
    }

    @Test func noneOfTenThousandLinesIsLostWhileFollowing() async throws {
        try await LogTrial.with([]) { trial in
            _ = try await trial.lines(-1..<0, from: .end)
            let writer = Task {
                try await offPool {
                    for number in 0..<10_000 { try trial.append(Array("line \(number)\n".utf8)) }
                }
            }
            var (seen, next): ([String], Int) = ([], 0)
            let filter = try LogFilter("line")
            for await _ in trial.bell.rings() {
                let answer = try await trial.lines(0..<20_000, from: .offset(next))
                // The last may not be whole yet: it is read again.
                for line in answer.lines where line.id + line.text.utf8.count < answer.size {
                    seen.append(line.text)
                    next = line.id + line.text.utf8.count + 1
                }
                _ = try await trial.lines(-40..<0, from: .end, filter)
                if seen.count == 10_000 { break }
            }
            try await writer.value
            #expect(seen == (0..<10_000).map { "line \($0)" })
            let found = try await trial.finalLines(-1..<0, from: .end, filter)
            #expect(found.found == .exactly(10_000) && found.count == .exactly(10_000))
            #expect(found.lines.last?.number == 10_000)
        }
    }
}

extension String {
    /// Small letters in place of the capitals of ASCII.
    fileprivate var asciiLowercased: String {
        String(decoding: utf8.map { (0x41...0x5A) ~= $0 ? $0 | 0x20 : $0 }, as: UTF8.self)
    }
}
