import Entities
import Glibc
import Pty
import TUI

/// Reading filters, and typing one over a store of many runs.
struct FilterBenchmark {
    let path: String

    private static let text =
        "metrics.`val/loss` < 0.3 AND params.model = 'xgb' AND tags.team LIKE 'gr%'"

    func run(_ report: inout Report) async throws {
        report.add("parse a filter", parse(), bound: 20, unit: "µs")
        report.add("a key typed into the filter, p99", try await typing(), bound: 16)
    }

    private func parse() -> Double {
        let start = Cost.processor
        let count = 5000
        for _ in 0..<count { _ = try? Filter.parse(Self.text, now: Instant(milliseconds: 0)) }
        return (Cost.processor - start) * 1000 / Double(count)
    }

    /// Milliseconds from a key to the bytes that it drew.
    private func typing() async throws -> Double {
        let pty = try Pty(Pty.product("mldeck"), [path], size: Size(120, 36))
        _ = try await pty.shows("✓")
        pty.type("/")
        _ = try await pty.shows("Filter")
        let clock = ContinuousClock()
        var times: [Double] = []
        for _ in 0..<3 {
            for character in Self.text where character != " " {
                let before = pty.now.output.count
                let start = clock.now
                pty.type(String(character))
                _ = try await pty.wait("a key's picture") { $0.output.count > before }
                times.append((clock.now - start) / .milliseconds(1))
            }
            pty.type("\u{15}")
        }
        pty.type("\u{3}\u{3}")
        _ = try await pty.ended()
        return Cost.percentile(0.99, times)
    }
}
