import Client
import Connectors
import Dashboard
import Entities
import Foundation
import TUI
import TestKit
import Testing

/// The logs of deployments, as a pane shows them.
struct DeploymentLogTests {
    private func log(_ log: DeploymentSettings.Log) -> DeploymentLog {
        let id = Deployment.ID(source: Source.ID("ray"), name: "churn-api").log
        let environment = ProcessInfo.processInfo.environment
        return DeploymentLog(id: id, log, in: "/", environment: environment)
    }

    /// Whether a process is there and not just waiting to be forgotten.
    private func isAlive(_ process: String) -> Bool {
        guard let stat = try? String(contentsOfFile: "/proc/\(process)/stat", encoding: .utf8)
        else { return false }
        return stat.split(separator: " ").dropFirst(2).first != "Z"
    }

    @Test func aFileIsFollowedOnTheScreen() async throws {
        try await withTemporaryFolder { folder in
            let path = try folder.write(Array("INFO started\n".utf8), to: "churn.log")
            let stage = Stage([log(.file(path))], opening: "mldeck:log/churn-api")
            #expect(try await stage.picture().text.contains("INFO started"))
            let file = try FileHandle(forWritingTo: URL(filePath: path))
            try file.seekToEnd()
            try file.write(contentsOf: Array("ERROR it stopped\n".utf8))
            try await eventually {
                try await stage.picture().text.contains("◆ ERROR it stopped")
            }
            try await stage.type("/started<enter>")
            #expect(try await stage.picture().text.contains("churn-api 1 of 2 lines"))
        }
    }

    @Test func oneThatIsNotThereIsSaid() async throws {
        let missing = log(.file("/nowhere/churn.log"))
        let stage = Stage([missing], opening: "mldeck:log/churn-api")
        #expect(try await stage.picture().text.contains("has no /nowhere/churn.log"))
        await #expect(throws: Failure.self) { _ = try await missing.check() }
    }

    @Test func aProgramRunsOnceAndOnlyWhileItsLogIsShown() async throws {
        let words = ["sh", "-c", "echo started $$; exec sleep 1000"]
        let program = log(.program(words, environment: []))
        #expect(program.source.location == words.joined(separator: " "))
        let stage = Stage([MemoryStore("mlflow", SampleRuns.runs(2)), program])
        try await stage.type(":log churn-api<enter>")
        try await eventually { try await stage.picture().text.contains("started ") }
        // What is looked for is another question to the same program.
        try await stage.type("/started<enter>")
        try await eventually { try await stage.picture().text.contains("1 of 1 line") }
        let reader = try program.reader()
        let question = Logs(of: program.source.id)
        let answer = try await reader.lines(question, in: Window(rows: -9..<0, from: .end))
        #expect(answer.lines.count == 1 && answer.ended == nil)
        let process = String(answer.lines.first?.text.split(separator: " ").last ?? "")
        #expect(isAlive(process))
        try await stage.type("<esc>-")
        #expect(stage.dashboard.locator.pane == "runs")
    }

    @Test func leavingTheViewEndsTheProgram() async throws {
        let program = log(.program(["sh", "-c", "echo $$; exec sleep 1000"], environment: []))
        let stage = Stage([MemoryStore("mlflow", SampleRuns.runs(2)), program])
        try await stage.type(":log churn-api<enter>")
        var process = ""
        try await eventually {
            let text = try await stage.picture().text.split(separator: "\n")
            process = text.first { $0.hasPrefix("▌") }?.dropFirst().trimming ?? ""
            return Int(process) != nil
        }
        #expect(isAlive(process))
        try await stage.type("-")
        try await eventually { !isAlive(process) }
    }
}

extension Substring {
    /// Without blanks at either end.
    fileprivate var trimming: String { trimmingCharacters(in: .whitespaces) }
}
