import Client
import Connectors
import Entities
import Foundation
import Pty
import Statistics
import TUI
import TestKit

/// What watching costs: a fleet's first picture, a thousand deployments, a large answer, a metrics
/// page, and a day in memory; beside a server that answers as Prometheus does.
struct HealthBenchmark {
    private let folder = NSTemporaryDirectory() + "mldeck-health-\(getpid())"

    func run(_ report: inout Report) async throws {
        try FileManager.default.createDirectory(
            atPath: folder + "/config/mldeck",
            withIntermediateDirectories: true
        )
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try await first(&report)
        try await thousand(&report)
        try await answer(&report)
        Self.page(&report)
        Self.ring(&report)
    }

    /// The health pane on 50 deployments, opened.
    private func first(_ report: inout Report) async throws {
        var (costs, asked): ([Double], Double) = ([], 0)
        for _ in 0..<5 {
            let server = try MonitoringServer(50)
            defer { server.end() }
            let pty = try open(server.port)
            let moment = try await pty.shows("Health 50")
            costs.append(Cost.processor(of: moment.process))
            asked = max(asked, try await server.asked())
            pty.type(":q\r")
            _ = try await pty.ended()
        }
        report.add(
            "health of 50 deployments, from start to picture",
            Cost.median(costs),
            bound: 150
        )
        report.add("… questions to the server", asked, bound: 12, unit: "")
    }

    /// A thousand deployments, looked at every 15 seconds.
    private func thousand(_ report: inout Report) async throws {
        let server = try MonitoringServer(1000)
        defer { server.end() }
        let pty = try open(server.port)
        let moment = try await pty.shows("Health 1,000")
        let (before, start) = (Cost.processor(of: moment.process), ContinuousClock.now)
        try await Task.sleep(for: .seconds(45))
        let wall = (ContinuousClock.now - start) / .milliseconds(1)
        let share = (Cost.processor(of: moment.process) - before) / wall
        report.add("watching 1,000 deployments, share of a core", share * 100, bound: 5, unit: "%")
        report.add("… memory", Cost.memory(of: moment.process), bound: 120, unit: "MB")
        report.add("… a key meanwhile, p99", try await keys(pty), bound: 16)
        pty.type(":q\r")
        _ = try await pty.ended()
    }

    private func open(_ port: String) throws -> Pty {
        let text = "sources: [{name: prom, kind: prometheus, url: \"http://127.0.0.1:\(port)\"}]\n"
        try text.write(
            toFile: folder + "/config/mldeck/config.yaml",
            atomically: true,
            encoding: .utf8
        )
        return try Pty(
            Pty.product("mldeck"),
            ["--view", "mldeck:health"],
            environment: ["XDG_CONFIG_HOME": folder + "/config", "XDG_STATE_HOME": folder],
            size: Size(120, 36)
        )
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

    /// 200 series of 240 columns: what reading the answer costs.
    private func answer(_ report: inout Report) async throws {
        let server = try MonitoringServer(200)
        defer { server.end() }
        guard let base = HTTPAddress.read("http://127.0.0.1:\(server.port)")?.address else {
            return
        }
        let prometheus = Prometheus(id: Source.ID("prom"), address: base) {
            () throws(Failure.Reason) in HTTPAccess(base: base)
        }
        let question = RangeQuery("sum by (model) (up)", span: 7200, columns: 240)
        var costs: [Double] = []
        for _ in 0..<9 {
            let before = Cost.processor
            let answer = try await prometheus.range(question)
            costs.append(Cost.processor - before)
            guard answer.series.count == 200, answer.window.columns == 240 else { return }
        }
        report.add("200 series of 240 columns received and read", Cost.median(costs), bound: 30)
    }

    /// A metrics page of 2,000 series whose lines come in another order each time.
    private static func page(_ report: inout Report) {
        var numbers = SeededNumbers(state: 7)
        let lines = (0..<2000).map { number in
            let labels = "engine=\"\(number % 4)\",le=\"\(number / 8)\",model_name=\"llama-3.1-8b\""
            let value = Double.random(in: 0...1e6, using: &numbers)
            return Array("vllm:time_to_first_token_seconds_bucket{\(labels)} \(value)\n".utf8)
        }
        let pages = (0..<4).map { _ in Array(lines.shuffled(using: &numbers).joined()) }
        var index = SeriesIndex()
        var (bytes, before) = (0, 0.0)
        for round in 0..<404 {
            if round == 4 { before = Cost.processor }
            let page = pages[round % 4]
            guard (try? index.read(page, as: .plain)) != nil else { return }
            bytes += round < 4 ? 0 : page.count
        }
        let seconds = (Cost.processor - before) / 1000
        let speed = Double(bytes) / seconds / 1e6
        // What is less than the bound costs too much.
        report.add(
            "a metrics page read, of 300 MB/s the time",
            300 / speed,
            bound: 1,
            unit: "times"
        )
    }

    /// A day of samples of 2,000 series, one each 15 seconds.
    private static func ring(_ report: inout Report) {
        let before = Cost.memory(of: getpid())
        var ring = SampleRing(capacity: 5760)
        let values = (0..<2000).map { Double($0) * 1.000_001 }
        for tick in 0..<5760 { _ = ring.append(values, at: Int64(tick) * 15_000) }
        let memory = Cost.memory(of: getpid()) - before
        report.add("a day of 2,000 series in memory", memory, bound: 100, unit: "MB")
        withExtendedLifetime(ring) {}
    }
}

/// The server of `monitoring-server`, for as long as it is wanted.
private struct MonitoringServer {
    let port: String
    private let process = Process()

    init(_ count: Int) throws {
        let said = Pipe()
        process.executableURL = URL(filePath: "Tests/Benchmarks/monitoring-server")
        process.arguments = ["\(count)"]
        process.standardOutput = said
        try process.run()
        port = String(decoding: said.fileHandleForReading.availableData, as: UTF8.self).trimmed
    }

    /// It has SIGTERM blocked, as threads of Swift have.
    func end() { kill(process.processIdentifier, SIGKILL) }

    /// How many questions it was asked.
    func asked() async throws -> Double {
        guard let base = HTTPAddress.read("http://127.0.0.1:\(port)")?.address else { return .nan }
        let answer = try await HTTP(HTTPAccess(base: base)).send(HTTPRequest(.get, "asked"))
        return JSONValue(answer.body)?["data"]?.number ?? .nan
    }
}
