import Client
import Entities
import Foundation
import TestKit
import Testing

@Suite struct JournalTests {
    private let folder = Scratch()

    private var journal: Journal { Journal(JournalFile(folder: folder.path), actor: { .tester }) }
    private var file: String { folder.path + "/journal.jsonl" }

    private func entry(_ what: String) -> JournalEntry {
        JournalEntry(.observe, what, source: Source.ID("s"), subject: "churn-api")
    }

    private func write(_ count: Int) throws {
        let journal = journal
        for number in 1...count { try journal.append([entry("entry \(number)")]) }
    }

    private func lines() throws -> [String] {
        try String(contentsOfFile: file, encoding: .utf8).split(separator: "\n").map(String.init)
    }

    private func put(_ lines: [String]) throws {
        try (lines.joined(separator: "\n") + "\n").write(
            toFile: file,
            atomically: true,
            encoding: .utf8
        )
    }

    @Test func whatIsWrittenIsReadAgain() throws {
        let odd = "quotes \" and \\ and \u{1B}[31m, ÄÖ 🦊, \"prev_sha256\":\"x\", a\nline"
        let written = try journal.append([entry(odd), entry("second")])
        let again = journal
        let summary = try again.look()
        #expect(summary.count == 2 && summary.faults.isEmpty)
        #expect(try again.entries(0..<2) == written)
        #expect(written[0].what == odd && written[1].previous == written[0].hash)
        #expect(written[0].actor == .tester)
    }

    @Test func aShellCanVerifyALine() throws {
        try write(1)
        let line = try lines()[0]
        let mark = try #require(line.range(of: #","sha256":""#))
        let hash = line[mark.upperBound...].prefix(64)
        #expect(String(hash) == Array(line[..<mark.lowerBound].utf8).sha256)
    }

    @Test(arguments: [0, 4, 9])
    func anEditIsFound(_ place: Int) throws {
        try write(10)
        var all = try lines()
        all[place] = all[place].replacing("entry", with: "Entry")
        try put(all)
        #expect(try journal.look().faults.first == JournalFault.at(place + 1, .edited))
    }

    @Test func aGapAndAnInsertionAreFound() throws {
        try write(10)
        var all = try lines()
        all.remove(at: 4)
        try put(all)
        #expect(try journal.look().faults.contains(.at(5, .unlinked)))
        all.insert(all[2], at: 6)
        try put(all)
        #expect(try journal.look().faults.contains(.at(7, .unlinked)))
    }

    @Test func aCutTailIsFoundByTheHead() throws {
        try write(10)
        try put(Array(try lines().dropLast(3)))
        #expect(try journal.look().faults == [.at(7, .cut(10))])
    }

    @Test func aTailThatWasWrittenAnewIsFoundByAHeadKeptElsewhere() throws {
        try write(10)
        let kept = try journal.look().end
        try put(Array(try lines().dropLast(3)))
        try? FileManager.default.removeItem(atPath: folder.path + "/journal.head")
        try write(5)
        #expect(try journal.look().faults.isEmpty)
        #expect(try journal.look(head: kept).faults == [.at(10, .otherHead)])
    }

    @Test func aLineThatWasNeverFinishedIsReplaced() throws {
        try write(3)
        let handle = try #require(FileHandle(forWritingAtPath: file))
        try handle.seekToEnd()
        try handle.write(contentsOf: Data(#"{"action":"apply","half"#.utf8))
        try handle.close()
        #expect(try journal.look().count == 3)
        try write(1)
        let summary = try journal.look()
        #expect(summary.count == 4 && summary.faults.isEmpty)
    }

    @Test func aDamagedEndIsNotBuiltUpon() throws {
        try write(3)
        var all = try lines()
        all[2] = "no entry at all"
        try put(all)
        #expect(throws: Failure.Reason.self) { try journal.append([entry("next")]) }
        #expect(try lines() == all)
    }

    @Test func severalMayAppendAtOnce() async throws {
        let folder = folder.path
        try await withThrowingTaskGroup(of: Void.self) { group in
            for writer in 0..<8 {
                group.addTask {
                    try await offPool {
                        let own = Journal(JournalFile(folder: folder), actor: { .tester })
                        for number in 0..<25 {
                            let what = "writer \(writer) \(number)"
                            let entry = JournalEntry(
                                .observe,
                                what,
                                source: Source.ID("s"),
                                subject: ""
                            )
                            try own.append([entry])
                        }
                    }
                }
            }
            try await group.waitForAll()
        }
        let summary = try journal.look()
        #expect(summary.count == 200 && summary.faults.isEmpty)
    }

    @Test func aFullDiskWritesNothing() throws {
        try FileManager.default.createSymbolicLink(atPath: file, withDestinationPath: "/dev/full")
        #expect(throws: Failure.Reason.self) { try journal.append([entry("lost")]) }
    }

    @Test func oneHolderOfALockAtATime() throws {
        let (first, second) = (JournalFile(folder: folder.path), JournalFile(folder: folder.path))
        let lock = try first.lock("ray/churn-api")
        #expect(second.isLocked("ray/churn-api") && !second.isLocked("other"))
        #expect(throws: Failure.Reason.self) { _ = try second.lock("ray/churn-api") }
        lock.unlock()
        #expect(!second.isLocked("ray/churn-api"))
        try second.lock("ray/churn-api").unlock()
    }

    @Test func wordsAreFoundInEntries() throws {
        try write(30)
        let page = try journal.page(JournalEntries(text: "ENTRY 17"), 0..<5)
        #expect(page.count == 30 && page.found == 1)
        #expect(page.entries.first?.what == "entry 17")
        #expect(try journal.page(JournalEntries(), 0..<3).entries.map(\.number) == [30, 29, 28])
    }
}

extension JournalFault {
    static func at(_ line: Int, _ kind: Kind) -> JournalFault {
        JournalFault(line: line, kind: kind)
    }
}

extension JournalEntry.Actor {
    static let tester = JournalEntry.Actor(user: "tester", host: "here")
}

/// A folder that is there as long as the test.
final class Scratch {
    let path: String

    init() {
        path = NSTemporaryDirectory() + "mldeck-\(UUID().uuidString)"
        try? FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }
}
