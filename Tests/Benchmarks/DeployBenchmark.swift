import Client
import Entities
import Foundation
import Pty
import Synchronization
import TUI
import TestKit

/// What deployments cost that are watched, and a confirmation before the first call goes out.
struct DeployBenchmark {
    /// So many deployments are watched.
    private static let count = 500
    private let folder = NSTemporaryDirectory() + "mldeck-deployments-\(getpid())"

    func run(_ report: inout Report) async throws {
        try FileManager.default.createDirectory(
            atPath: folder + "/config/mldeck",
            withIntermediateDirectories: true
        )
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try await watch(&report)
        let (cost, writes) = try await confirm()
        report.add("from a confirmation to the first call, own part", cost, bound: 20)
        report.add("… times that the disk is waited for", writes, bound: 1, unit: "")
    }

    /// The screen of deployments beside a server whose entries change all the time.
    private func watch(_ report: inout Report) async throws {
        let server = Process()
        let said = Pipe()
        server.executableURL = URL(filePath: "Tests/Benchmarks/model-server")
        server.arguments = ["\(Self.count)"]
        server.standardOutput = said
        try server.run()
        // It has SIGTERM blocked, as threads of Swift have.
        defer { kill(server.processIdentifier, SIGKILL) }
        let port = String(decoding: said.fileHandleForReading.availableData, as: UTF8.self).trimmed
        try configuration(port).write(
            toFile: folder + "/config/mldeck/config.yaml",
            atomically: true,
            encoding: .utf8
        )
        let pty = try Pty(
            Pty.product("mldeck"),
            ["--context", "bench", "--view", "mldeck:deployments"],
            environment: ["XDG_CONFIG_HOME": folder + "/config", "XDG_STATE_HOME": folder],
            size: Size(120, 36)
        )
        let moment = try await pty.shows("Deployments 500")
        let (before, start) = (Cost.processor(of: moment.process), ContinuousClock.now)
        try await Task.sleep(for: .seconds(20))
        let share =
            (Cost.processor(of: moment.process) - before)
            / ((ContinuousClock.now - start) / .milliseconds(1))
        report.add("watching 500 deployments, share of a core", share * 100, bound: 5, unit: "%")
        report.add("… a key meanwhile, p99", try await keys(pty), bound: 16)
        pty.type(":q\r")
        _ = try await pty.ended()
    }

    private func configuration(_ port: String) -> String {
        let deployments = (0..<Self.count).map {
            "      - {name: d\($0), model: m, on: models, entry: \"m\($0)-v{version}\"}"
        }
        return """
            contexts:
              bench:
                sources:
                  - {name: models, url: "http://127.0.0.1:\(port)", kind: open-inference}
                deployments:

            """ + deployments.joined(separator: "\n") + "\n"
    }

    /// Milliseconds from writing a key to reading what it drew.
    private func keys(_ pty: Pty) async throws -> Double {
        var times: [Double] = []
        for number in 0..<300 {
            let before = pty.now.output.count
            let start = ContinuousClock.now
            pty.type(number % 40 < 20 ? "j" : "k")
            _ = try await pty.wait("a key's picture") { $0.output.count > before }
            times.append((ContinuousClock.now - start) / .milliseconds(1))
        }
        return Cost.percentile(0.99, times)
    }

    /// CPU milliseconds from the confirmation to the first call, and how often the journal was written.
    private func confirm() async throws -> (cost: Double, writes: Double) {
        var (costs, writes): ([Double], [Double]) = ([], [])
        for number in 0..<20 {
            let place = "\(folder)/\(number)"
            try FileManager.default.createDirectory(
                atPath: place,
                withIntermediateDirectories: true
            )
            let target = FileTarget(place)
            let first = FirstCall()
            let storage = WatchedJournal(folder: place) { _ in first.noteWritten() }
            target.onCall { first.note() }
            let changes = Changes(
                connectors: [target],
                journal: Journal(storage, actor: { JournalEntry.Actor(user: "benchmark") }),
                permissions: Permissions { _ in nil }
            )
            let change = Change.deploy(target.version(2), to: target.deployment)
            let hash = try await changes.propose(change).hash
            first.begin()
            let word = Confirmation(change: change, hash: hash, how: "benchmark")
            try await changes.begin(word).finished()
            if let (cost, count) = first.seen {
                costs.append(cost)
                writes.append(Double(count))
            }
        }
        return (Cost.median(costs), Cost.median(writes))
    }
}

/// What the first call found: the CPU time since the confirmation, and how often the journal was written.
private final class FirstCall: Sendable {
    private let start = Mutex(0.0)
    private let writes = Mutex(0)
    private let found = Mutex<(Double, Int)?>(nil)
    var seen: (Double, Int)? { found.withLock { $0 } }

    func begin() { start.withLock { $0 = Cost.processor } }

    func noteWritten() { writes.withLock { $0 += 1 } }

    func note() {
        let cost = Cost.processor - start.withLock { $0 }
        let writes = writes.withLock { $0 }
        found.withLock { $0 = $0 ?? (cost, writes) }
    }
}
