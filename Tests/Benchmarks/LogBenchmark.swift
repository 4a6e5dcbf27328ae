import Client
import Entities
import Foundation
import Glibc

/// A log of a gigabyte: its last page, counting and searching it, beside the usual tools.
struct LogBenchmark {
    private static let question = Logs(of: Source.ID("churn-api log"))
    private static let page = Window(rows: -100..<0, from: .end)

    func run(_ report: inout Report) async throws {
        let path = FileManager.default.temporaryDirectory.path() + "/mldeck-\(UUID()).log"
        defer { unlink(path) }
        try write(path)
        let first = try await cost(path, nil, untilFinal: false)
        report.add("last page of a log of 1 GB", first, bound: 20)
        report.add("its lines counted", try await cost(path, nil), bound: 1500)
        let text = try await cost(path, try LogFilter("timeout"))
        report.add("counted and searched for a text", text, bound: 6000)
        print("\ntail: \(Report.short(try tool("tail", "-n", "100", path))) ms")
        print("wc -l: \(Report.short(try tool("wc", "-l", path))) ms")
        print("grep -ci: \(Report.short(try tool("grep", "-ci", "timeout", path))) ms")
    }

    /// A million and more of lines as servers write them.
    private func write(_ path: String) throws {
        try Data().write(to: URL(filePath: path))
        let file = try FileHandle(forWritingTo: URL(filePath: path))
        let lines = (0..<10_000).map { number in
            let level = number % 500 == 0 ? "ERROR timeout of" : "INFO done with"
            let time = "2026-11-24 09:14:00,\(100 + number % 900)"
            return "\(time) \(level) request \(number) to /predict\n"
        }
        let block = Data(lines.joined().utf8)
        for _ in 0..<(1 << 30) / block.count { try file.write(contentsOf: block) }
        try file.close()
    }

    /// CPU time of a page, at once or when all is counted and searched.
    private func cost(
        _ path: String,
        _ filter: LogFilter?,
        untilFinal: Bool = true
    ) async throws -> Double {
        let bell = Doorbell()
        let rings = bell.rings()
        let reader = LogReader(path: path, bell: bell)
        let question = Logs(of: Self.question.source, filter: filter)
        let start = Cost.processor
        var answer = try await reader.lines(question, in: Self.page)
        guard untilFinal else { return Cost.processor - start }
        for await _ in rings where !answer.isFinal {
            answer = try await reader.lines(question, in: Self.page)
            if answer.isFinal { break }
        }
        return Cost.processor - start
    }

    /// CPU time of a program.
    private func tool(_ name: String, _ arguments: String...) throws -> Double {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = [name] + arguments
        // Of what goes to /dev/null grep reads no more than the first hit.
        process.standardOutput = Pipe()
        let before = Cost.ofChildren
        try process.run()
        process.waitUntilExit()
        return Cost.ofChildren - before
    }
}
