import Client
import Entities
import Foundation
import Pty
import TestKit
import Testing

/// A rollout is killed after each line of its journal, and taken up again by another program.
@Suite struct CrashTests {
    /// How a rollout that was killed is taken up.
    enum Way: String, CaseIterable { case resumed, rolledBack }

    @Test(arguments: Way.allCases, ["whole", "break"])
    func killedAtEveryLineNothingIsDoneTwiceAndNothingLost(_ way: Way, _ kind: String) async throws
    {
        var lines = 1
        while true {
            let folder = Scratch()
            let status = try await probe(folder.path, lines, kind)
            if status == 0 { break }
            #expect(status == SIGKILL, "after \(lines) lines")
            try await takeUp(folder.path, way, kind, lines)
            lines += 1
            try #require(lines < 100)
        }
        // Plan, confirmation, and two lines a call at least: it was killed as often.
        #expect(lines > 8)
    }

    private func takeUp(_ folder: String, _ way: Way, _ kind: String, _ lines: Int) async throws {
        let target = FileTarget(folder)
        if kind == "break" { target.breakDown(2) }
        let changes = Changes(
            connectors: [target],
            journal: Journal(JournalFile(folder: folder), actor: { .tester }),
            permissions: Permissions { _ in nil }
        )
        let before = try await changes.rollouts()
        let rollout = try #require(before.first, "after \(lines) lines")
        if !rollout.isOver {
            #expect(rollout.isInterrupted, "after \(lines) lines")
            try await changes.resume(rollout.id, back: way == .rolledBack).finished()
        }
        let after = try #require(try await changes.rollouts().first)
        let isForward = kind == "whole" && (way == .resumed || rollout.phase == .done)
        #expect(after.phase == (isForward ? .done : .rolledBack), "after \(lines) lines")
        #expect(target.current == (isForward ? 2 : 1), "after \(lines) lines")
        let serving = try await target.observe(target.deployment).serving.map(\.version)
        #expect(serving == [isForward ? 2 : 1], "after \(lines) lines")
        // No call that took effect was made again.
        let forward = target.calls.filter { ["start v2", "turn v2", "stop v1"].contains($0) }
        #expect(Set(forward).count == forward.count, "after \(lines) lines: \(target.calls)")
        #expect(try changes.journal.look().faults.isEmpty, "after \(lines) lines")
    }

    private func probe(_ folder: String, _ lines: Int, _ kind: String) async throws -> Int32 {
        try await offPool {
            let process = Process()
            process.executableURL = URL(filePath: Pty.product("CrashProbe"))
            process.arguments = [folder, "\(lines)", kind]
            try process.run()
            process.waitUntilExit()
            return process.terminationStatus
        }
    }
}
