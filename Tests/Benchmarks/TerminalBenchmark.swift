import Glibc
import Pty
import TUI

/// Keys, frames and idleness of the whole program.
struct TerminalBenchmark {
    let path: String

    func run(_ report: inout Report) async throws {
        report.add("key to bytes while the demo is polled, p99", try await keys(), bound: 16)
        report.add("a frame that changes everything, 200x50", try await frames(), bound: 4)
        let (sleeps, bytes) = try await idle()
        report.add("wake-ups in 20 idle seconds", sleeps, bound: 1, unit: "")
        report.add("bytes in 20 idle seconds but for the clock", bytes, bound: 0, unit: "bytes")
    }

    /// Milliseconds from writing a key to reading what it drew.
    private func keys() async throws -> Double {
        let pty = try Pty(Pty.product("mldeck"), ["demo"], size: Size(120, 36))
        _ = try await pty.shows("✓")
        let clock = ContinuousClock()
        var times: [Double] = []
        for number in 0..<500 {
            let before = pty.now.output.count
            let start = clock.now
            pty.type(number % 40 < 20 ? "j" : "k")
            _ = try await pty.wait("a key's picture") { $0.output.count > before }
            times.append((clock.now - start) / .milliseconds(1))
        }
        pty.type(":q\r")
        _ = try await pty.ended()
        return Cost.percentile(0.99, times)
    }

    /// CPU milliseconds of the probe for each frame of noise.
    private func frames() async throws -> Double {
        let pty = try Pty(Pty.product("TerminalProbe"), [], size: Size(200, 50))
        let first = try await pty.shows("end of picture")
        let start = Cost.processor(of: first.process)
        let count = 100
        for number in 1...count {
            pty.type("N")
            _ = try await pty.shows("#\(number);")
        }
        let cost = Cost.processor(of: first.process) - start
        pty.type("q")
        _ = try await pty.ended()
        return cost / Double(count)
    }

    /// A store that nobody writes, between two turns of the clock.
    private func idle() async throws -> (sleeps: Double, bytes: Double) {
        let pty = try Pty(Pty.product("mldeck"), [path], size: Size(120, 36))
        let moment = try await pty.shows("✓")
        // Past the turn of a minute, and after all that was still being read.
        let wait = 60 - time(nil) % 60
        try await Task.sleep(for: .seconds(wait < 24 ? wait + 2 : 2))
        let (before, bytes) = (Cost.sleeps(of: moment.process), pty.now.output.count)
        try await Task.sleep(for: .seconds(20))
        // A thread that has ended meanwhile had nothing to do.
        let sleeps = Cost.sleeps(of: moment.process).reduce(0) { sum, thread in
            sum + thread.value - (before[thread.key] ?? 0)
        }
        let result = (Double(sleeps), Double(pty.now.output.count - bytes))
        pty.type(":q\r")
        _ = try await pty.ended()
        return result
    }
}
