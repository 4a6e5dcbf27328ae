import Entities
import Foundation
import Pty
import TUI

/// The registry of `make-long-store` behind MLflow's own server, and MLflow's client beside it.
struct RegistryBenchmark {
    let path: String
    let python: String

    func run(_ report: inout Report) async throws {
        let (server, said) = (Process(), Pipe())
        server.executableURL = URL(filePath: python)
        server.arguments = ["Tests/Benchmarks/registry-server", path]
        server.standardOutput = said
        try server.run()
        defer {
            server.terminate()
            server.waitUntilExit()
        }
        let port = String(decoding: said.fileHandleForReading.availableData, as: UTF8.self).trimmed
        guard !port.isEmpty else { return print("the server of the registry does not start") }
        let address = "http://127.0.0.1:\(port)"
        var costs: [Double] = []
        for _ in 0..<3 { costs.append(try await open(address)) }
        let what = "500 models of 20 versions on a server opened, own part"
        report.add(what, Cost.median(costs), bound: 60)
        let rival = Rival(python: python, path: path).listing(address) ?? .nan
        print("\nMlflowClient.search_registered_models there: \(Report.short(rival)) ms")
    }

    /// CPU milliseconds from the key to the last answer.
    private func open(_ address: String) async throws -> Double {
        let pty = try Pty(
            Pty.product("mldeck"),
            [address, "--view", "mldeck:sources"],
            size: Size(120, 36)
        )
        let process = try await pty.shows("MLflow server").process
        let before = Cost.processor(of: process)
        pty.type(":models\r")
        try await pty.wait("the models with their metrics", within: .seconds(120)) {
            $0.screen.text.split(separator: "val/auc ↑").count > 16
        }
        let cost = Cost.processor(of: process) - before
        pty.type("\u{3}\u{3}")
        _ = try await pty.ended()
        return cost
    }
}
