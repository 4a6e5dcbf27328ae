import Client
import Entities
import Foundation
import TestKit

// CrashProbe FOLDER LINES BREAKING: deploys version 2 to the target of a folder, and is killed as
// soon as its journal has so many lines more. Where the last argument is `break`, version 2 fails,
// so that the rollout goes back.

/// A journal's file that ends the process after so many lines.
final class DeadlyJournal: JournalStorage {
    private let file: JournalFile
    private let lines: Int

    init(_ file: JournalFile, lines: Int) {
        self.file = file
        self.lines = lines
    }

    func append(
        _ lines: (JournalChain) throws(Failure.Reason) -> (bytes: [UInt8], end: JournalChain)
    ) throws(Failure.Reason) {
        let limit = self.lines
        var isLast = false
        try file.append { chain throws(Failure.Reason) in
            let (bytes, end) = try lines(chain)
            guard end.count >= limit else { return (bytes, end) }
            // The lines up to the last one, as if the machine had written no more.
            isLast = true
            var left = limit - chain.count
            let part = bytes.prefix { byte in
                guard left > 0 else { return false }
                if byte == UInt8(ascii: "\n") { left -= 1 }
                return true
            }
            let last = part.dropLast().split(separator: UInt8(ascii: "\n")).last ?? []
            let hash = String(decoding: last.dropLast(2).suffix(64), as: UTF8.self)
            return (Array(part), JournalChain(count: limit, hash: hash))
        }
        if isLast { kill(getpid(), SIGKILL) }
    }

    func read(_ range: Range<Int>) throws(Failure.Reason) -> [UInt8] { try file.read(range) }
    func head() -> JournalChain? { file.head() }
    func lock(_ name: String) throws(Failure.Reason) -> any JournalLock { try file.lock(name) }
    func isLocked(_ name: String) -> Bool { file.isLocked(name) }
    func note(_ name: String) -> [UInt8]? { file.note(name) }
    func setNote(_ name: String, _ bytes: [UInt8]) { file.setNote(name, bytes) }
    func changes() -> AsyncStream<Void> { file.changes() }
    var location: String { file.location }
}

let arguments = CommandLine.arguments
guard arguments.count > 3, let lines = Int(arguments[2]) else {
    print("CrashProbe FOLDER LINES break|whole")
    exit(2)
}
let target = FileTarget(arguments[1])
if arguments[3] == "break" { target.breakDown(2) }
let journal = Journal(
    DeadlyJournal(JournalFile(folder: arguments[1]), lines: lines),
    actor: { JournalEntry.Actor(user: "probe") }
)
let changes = Changes(
    connectors: [target],
    journal: journal,
    permissions: Permissions { _ in nil }
)
let change = Change.deploy(target.version(2), to: target.deployment)
do {
    let proposal = try await changes.propose(change)
    let word = Confirmation(change: change, hash: proposal.hash, how: "probe")
    let begun = try await changes.begin(word)
    await begun.finished()
} catch {
    print(error.message)
    exit(1)
}
