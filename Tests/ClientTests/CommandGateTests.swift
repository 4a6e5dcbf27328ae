import Client
import Entities
import Foundation
import TestKit
import Testing

struct CommandGateTests {
    /// What a line for `sh` says as a gate.
    private func judge(
        _ line: String,
        _ trial: GateTrial = GateTrial(),
        arguments: [String] = [],
        _ values: [String: [String]] = [:]
    ) async throws -> GateResult {
        let run = ["run": ["sh", "-c", line, "check"] + arguments]
        return try await trial.judge("command", values.merging(run) { $1 })
    }

    @Test(arguments: [
        ("echo fine", "pass", "fine"), ("echo so so; exit 10", "warn", "so so"),
        ("echo bad >&2; exit 1", "fail", "bad"), ("exit 3", "fail", "ended with 3"),
        ("echo last; echo; echo '  '", "pass", "last"), ("kill -9 $$", "fail", "ended with 137"),
    ])
    func theExitCodeIsTheVerdictAndTheLastLineTheEvidence(
        _ row: (line: String, verdict: String, evidence: String)
    ) async throws {
        let result = try await judge(row.line)
        #expect(result.name == "command sh")
        #expect((result.verdict.rawValue, result.evidence) == (row.verdict, row.evidence))
    }

    @Test func aGlanceStartsNoProgram() async throws {
        try await withTemporaryFolder { folder in
            let run = ["run": ["touch", folder.path + "/ran"]]
            let gates = try await GateTrial().propose(
                [GateSettings("command", run), GateSettings("smoke")],
                isGlance: true
            ).gates
            #expect(gates.map(\.verdict) == [.skipped, .skipped])
            #expect(gates.allSatisfy { $0.evidence == "it is judged with the plan" })
            #expect(FileManager.default.fileExists(atPath: folder.path + "/ran") == false)
        }
    }

    @Test func aLongLineIsCut() async throws {
        let result = try await judge("printf 'x%.0s' $(seq 1000)")
        #expect(result.evidence == String(repeating: "x", count: 160))
    }

    @Test func argumentsSayWhatIsToBeDeployed() async throws {
        var trial = GateTrial()
        let words = ["{model}/{version}", "{deployment}", "from={from}", "{plan}", "{other} {"]
        let result = try await judge("printf '%s|' \"$@\"", trial, arguments: words)
        let hash = try await trial.propose([]).hash
        #expect(result.evidence == "churn/13|churn-api|from=12|\(hash)|{other} {|")
        trial.champion = nil
        let first = try await judge("printf '%s|' \"$@\"", trial, arguments: words)
        #expect(first.evidence.contains("|from=|"))
    }

    @Test func whatIsPutIntoAnArgumentIsNotReadAgain() async throws {
        var trial = GateTrial()
        trial.registered.id.name = "{plan}; echo $HOME"
        trial.challenger.id.model.name = trial.registered.id.name
        trial.champion = nil
        let result = try await judge("printf %s \"$1\"", trial, arguments: ["{model}"])
        #expect(result.evidence == "{plan}; echo $HOME")
    }

    @Test func onlyWhatIsNamedIsSeenOfTheEnvironment() async throws {
        var trial = GateTrial()
        trial.rules.environment["TOKEN"] = "s3cret"
        trial.rules.environment["OTHER"] = "other"
        let without = try await judge("echo \"<$TOKEN$OTHER>\"", trial)
        #expect(without.evidence == "<>")
        let with = try await judge(
            "test \"$TOKEN\" = s3cret && echo \"<$OTHER>\"",
            trial,
            ["environment": ["TOKEN"]]
        )
        #expect((with.verdict, with.evidence) == (.pass, "<>"))
    }

    @Test func aSecretThatIsPrintedDoesNotShow() async throws {
        var trial = GateTrial()
        trial.rules.environment["TOKEN"] = "s3cret"
        trial.rules.environment["KEY"] = "first line\nsecond line\n"
        let values = ["environment": ["TOKEN", "KEY"]]
        let token = try await judge("echo \"GET /?token=$TOKEN&a=1\"; exit 1", trial, values)
        #expect((token.verdict, token.evidence) == (.fail, "GET /?token=•••&a=1"))
        let key = try await judge("echo \"$KEY\"", trial, values)
        #expect(key.evidence == "•••")
        // Cut off behind the secret, not within.
        let late = try await judge("printf 'x%.0s' $(seq 157); echo $TOKEN", trial, values)
        #expect(late.evidence == String(repeating: "x", count: 157) + "•••")
    }

    @Test func aProgramThatHangsFailsAtItsDeadline() async throws {
        var trial = GateTrial()
        // The deadline is there at once.
        trial.sleep = { _ in }
        let result = try await judge("sleep 1000", trial, ["timeout": ["5s"]])
        #expect(result.verdict == .fail)
        #expect(result.evidence == "sh did not end within 5 s and was killed")
    }

    @Test func aProgramThatIsNotThereFailsInWords() async throws {
        let trial = GateTrial()
        let missing = try await trial.judge("command", ["run": ["no-such-program-at-all"]])
        #expect(missing.verdict == .fail)
        #expect(
            missing.evidence == "no-such-program-at-all cannot be run: there is no such program"
        )
        let path = try await trial.judge("command", ["run": ["./no-such-file"]])
        #expect(path.verdict == .fail)
        #expect(path.evidence.hasPrefix("no-such-file cannot be run: "))
    }

    @Test func itRunsAlsoWhereOneThreadDoesAllTheAsking() async throws {
        let trial = GateTrial()
        let task = Task(executorPreference: AskingExecutor.shared) {
            try await judge("echo fine", trial)
        }
        #expect(try await task.value.evidence == "fine")
    }
}
