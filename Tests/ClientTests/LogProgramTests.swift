import Client
import Entities
import Foundation
import TestKit
import Testing

/// Logs that programs print.
struct LogProgramTests {
    private func reader(_ line: String, limit: Int = 64 << 20) throws -> LogReader {
        let environment = ProcessInfo.processInfo.environment.filter { $0.key == "PATH" }
        let program = Program(
            ["sh", "-c", line],
            in: "/",
            environment: environment,
            patience: .seconds(1)
        )
        return try LogReader(program, limit: limit, bell: Doorbell())
    }

    private func lines(_ reader: LogReader, _ rows: Range<Int> = -9..<0) async throws
        -> Logs.Answer
    {
        try await reader.lines(Logs(of: LogTrial.source), in: Window(rows: rows, from: .end))
    }

    private func ended(_ reader: LogReader) async throws -> Logs.Answer {
        try await eventually { try await lines(reader).ended != nil }
        return try await lines(reader)
    }

    /// Whether a process is there and not just waiting to be forgotten.
    private func isAlive(_ process: String) -> Bool {
        guard let stat = try? String(contentsOfFile: "/proc/\(process)/stat", encoding: .utf8)
        else { return false }
        return stat.split(separator: " ").dropFirst(2).first != "Z"
    }

    @Test func bothOutputsAreReadAndTheEndIsSaid() async throws {
        let answer = try await ended(reader("echo one; echo two >&2; printf three; exit 3"))
        #expect(answer.lines.map(\.text) == ["one", "two", "three"])
        #expect(answer.ended == "sh ended with 3")
    }

    @Test func oneThatCannotBeStartedSaysSo() async throws {
        let program = Program(
            ["/nowhere/journalctl", "-f"],
            in: "/",
            environment: [:],
            patience: .seconds(1)
        )
        let answer = try await ended(try LogReader(program, bell: Doorbell()))
        #expect(answer.ended?.hasPrefix("journalctl cannot be run") == true)
    }

    @Test func ofMoreThanIsKeptTheLastIsThere() async throws {
        let line = "i=0; while [ $i -lt 120000 ]; do echo line $i of many; i=$((i+1)); done"
        let answer = try await ended(reader(line, limit: 1 << 20))
        #expect(answer.lines.last?.text == "line 119999 of many")
        #expect(answer.dropped > 0 && answer.size - answer.dropped <= 1 << 20)
    }

    @Test func itIsEndedWithAllItHasStartedWhenNobodyReadsAnyMore() async throws {
        var reader: LogReader? = try reader("sleep 1000 & echo $$ $!; wait")
        var processes: [String] = []
        try await eventually {
            guard let reader else { return true }
            let first = try await lines(reader).lines.first?.text ?? ""
            processes = first.split(separator: " ").map(String.init)
            return processes.count == 2
        }
        #expect(processes.allSatisfy(isAlive))
        reader = nil
        try await eventually { !processes.contains(where: isAlive) }
    }

    @Test func closingEndsItAtOnce() async throws {
        let reader = try reader("echo $$; sleep 1000")
        try await eventually { try await !lines(reader).lines.isEmpty }
        let process = try await lines(reader).lines[0].text
        #expect(reader.isOpen)
        reader.close()
        #expect(!reader.isOpen)
        try await eventually { !isAlive(process) }
    }
}
