import Foundation
import Pty
import TUI
import TestKit
import Testing

/// The screen is killed while a version is waited for; another terminal takes the rollout up.
@Suite(.enabled(if: Fixtures.areThere, Comment(rawValue: Fixtures.missing)))
struct ResumeTests {
    /// A deployment by programs where version 11 serves, and any other one is ready once `go` is
    /// there.
    private func box() async throws -> DeployBox {
        let box = try DeployBox()
        let apply = """
            #!/bin/sh
            cd "$(dirname "$0")"
            echo $1 >> runs
            echo $1 > version
            """
        let status = """
            #!/bin/sh
            cd "$(dirname "$0")"
            version=$(cat version)
            [ $version = 11 ] || [ -e go ] && ready=true || ready=false
            echo "{\\"version\\": $version, \\"ready\\": $ready, \\"message\\": \\"rev $version\\"}"
            """
        try await writeProgram(apply, to: box.folder + "/apply")
        try await writeProgram(status, to: box.folder + "/status")
        try write("11\n", to: "version", of: box)
        try box.configure(
            """
            deployments:
              - name: churn-slow
                model: churn
                apply: ["\(box.folder)/apply", "{version}"]
                status: ["\(box.folder)/status"]
            """
        )
        return box
    }

    private func write(_ text: String, to name: String, of box: DeployBox) throws {
        try text.write(toFile: "\(box.folder)/\(name)", atomically: true, encoding: .utf8)
    }

    private func read(_ name: String, of box: DeployBox) -> String {
        (try? String(contentsOfFile: "\(box.folder)/\(name)", encoding: .utf8)) ?? ""
    }

    private func screen(_ box: DeployBox, _ view: String) throws -> Pty {
        try Pty(
            Pty.product("mldeck"),
            [box.store, "--view", view],
            environment: box.environment.mapValues { $0 },
            size: Size(120, 36)
        )
    }

    /// Deploys version 12 by keyboard, and kills the screen while it is waited for.
    private func kill(_ box: DeployBox) async throws {
        let pty = try screen(box, "mldeck:deployments?text=churn-slow")
        _ = try await pty.shows("rev 11")
        pty.type("D")
        _ = try await pty.shows("Deploy to churn-slow, now v11")
        pty.type("12")
        // Only then it is known which versions there are.
        _ = try await pty.shows("candidate")
        pty.type("\r")
        _ = try await pty.shows("enter twice carries it out")
        pty.type("\r\r")
        try await isWaiting(pty)
        try await pty.signal(SIGKILL)
        #expect(try await pty.ended().ending == .signal(SIGKILL))
        #expect(read("runs", of: box) == "12\n")
    }

    private func isWaiting(_ pty: Pty) async throws {
        try await pty.wait("the wait for version 12") {
            $0.screen.text.contains("► under way") && $0.screen.text.contains("rev 12")
        }
    }

    /// A second terminal, which comes up on the overview, at the rollout.
    private func another(_ box: DeployBox) async throws -> Pty {
        let pty = try screen(box, "mldeck:overview")
        _ = try await pty.shows("churn-slow rollout interrupted, v11 → v12")
        _ = try await pty.shows("▲ churn-slow rollout interrupted")
        _ = try await pty.shows("P goes on, R goes back")
        pty.type("2\r")
        _ = try await pty.shows("Nothing is done by itself.")
        return pty
    }

    private func checkTheJournal(_ box: DeployBox, _ told: [String], _ last: String) async throws {
        let verified = try await Printed.by(["journal", "verify"], environment: box.environment)
        #expect(verified.status == 0, "\(verified)")
        let words = ["get", "journal", "-o", "json", "--limit", "1000"]
        let printed = try await Printed.by(words, environment: box.environment)
        let rows = try #require(try printed.object["rows"] as? [[String: Any]])
        let actions = rows.reversed().compactMap { $0["action"] as? String }
        #expect(actions == told)
        #expect(rows.first?["outcome"] as? String == last)
        let terminals = Set(rows.compactMap { $0["terminal"] as? String })
        #expect(!terminals.contains(""))
    }

    private let begun = ["plan", "confirm", "apply", "result", "resume"]

    @Test func itIsResumedInASecondTerminal() async throws {
        let box = try await box()
        try await kill(box)
        let pty = try await another(box)
        pty.type("P")
        try await isWaiting(pty)
        try write("", to: "go", of: box)
        _ = try await pty.shows("✓ done")
        pty.type(":q\r")
        #expect(try await pty.ended().ending == .code(0))
        #expect(read("runs", of: box) == "12\n")
        try await checkTheJournal(box, begun + ["observe", "end"], "done")
    }

    @Test func itIsRolledBackInASecondTerminal() async throws {
        let box = try await box()
        try await kill(box)
        let pty = try await another(box)
        pty.type("R")
        _ = try await pty.shows("↶ rolled back")
        pty.type(":q\r")
        #expect(try await pty.ended().ending == .code(0))
        #expect(read("runs", of: box) == "12\n11\n")
        let back = ["rollback", "apply", "result", "observe", "end"]
        try await checkTheJournal(box, begun + back, "rolled_back")
    }
}
