import Client
import Connectors
import Entities
import Foundation
import TestKit
import Testing

struct ProgramDeployTests {
    @Test func keepsTheContract() async throws {
        try await ProgramTrial.run { own in
            try await checkDeployTarget(
                own.trial.target,
                deploying: own.trial.version(13),
                to: own.trial.place,
                registry: own.trial.registry
            )
            #expect(own.text("version") == "12\n")
        }
    }

    @Test func theJournalTellsTheCommandAndWhatItSaid() async throws {
        try await ProgramTrial.run { own in
            let rollout = try await own.trial.deploy(13)
            #expect(rollout.phase == .done, "\(rollout.end)")
            let call = "./kubectl set image deployment/churn churn=registry/churn:13"
            let told = rollout.entries.filter { $0.action == .apply }.map(\.what)
            #expect(told == [call])
            #expect(rollout.tells("\(call): rolling out 50 % 1 of 2"))
            #expect(own.text("version") == "13\n")
        }
    }

    @Test func itsProgressIsShownMeanwhile() async throws {
        let apply = ProgramTrial.kubectl + "\nread word < go\n"
        try await ProgramTrial.run(apply: apply) { own in
            mkfifo(own.folder.file("go"), 0o600)
            let (trial, path) = (own.trial, own.folder.file("go"))
            let going = Task { try await trial.deploy(13) }
            try await eventually { try await trial.now().message == "rolling out 50 % 1 of 2" }
            try await offPool { try Data("go\n".utf8).write(to: URL(filePath: path)) }
            #expect(try await going.value.phase == .done)
            try await eventually { try await trial.now().message == "rev 7" }
            // What it printed stays to be read.
            let output = try await trial.now().output
            #expect(output.contains { $0.contains("rolling out") }, "\(output)")
        }
    }

    @Test func aProgramThatFailsLeavesWhatServed() async throws {
        let apply = "#!/bin/sh\necho starting\necho 'quota exceeded' >&2\nexit 3\n"
        try await ProgramTrial.run(apply: apply) { own in
            let rollout = try await own.trial.deploy(13)
            #expect(rollout.phase == .rolledBack, "\(rollout.end)")
            #expect(rollout.tells("kubectl ended with 3: quota exceeded"))
            #expect(try await own.trial.now().version == 12)
        }
    }

    @Test func aProgramThatFailsAfterItsWorkIsNotRunAgain() async throws {
        let apply = ProgramTrial.kubectl + "\necho once >> runs\nexit 1\n"
        try await ProgramTrial.run(apply: apply) { own in
            let rollout = try await own.trial.deploy(13)
            #expect(rollout.phase == .done, "\(rollout.end)")
            #expect(rollout.tells("took effect, although"))
            #expect(own.text("runs") == "once\n")
        }
    }

    @Test func aVersionThatFailsIsTakenBackByTheSameProgram() async throws {
        let status = """
            #!/bin/sh
            version=$(cat version)
            [ "$version" = 13 ] && failed=true || failed=false
            echo "{\\"version\\": $version, \\"failed\\": $failed, \\"message\\": \\"crash loop\\"}"
            """
        try await ProgramTrial.run(status: status) { own in
            let rollout = try await own.trial.deploy(13)
            #expect(rollout.phase == .rolledBack, "\(rollout.end)")
            #expect(rollout.tells("v13 failed: crash loop"))
            #expect(own.text("version") == "12\n")
        }
    }

    /// The clock turns past half an hour once the program runs.
    @Test func aProgramThatHangsIsKilledWithAllThatItStarted() async throws {
        let apply = "#!/bin/sh\nsleep 1000 &\necho $$ $! > processes\nwait\n"
        try await withTemporaryFolder { marks in
            let mark = marks.file("processes")
            let hurried = ProgramTrial.hurried(from: .seconds(1800), by: mark)
            let script = apply.replacing(
                "> processes",
                with: "> '\(mark).new'; mv '\(mark).new' '\(mark)'"
            )
            try await ProgramTrial.run(apply: script, time: hurried) { own in
                let rollout = try await own.trial.deploy(13)
                #expect(rollout.phase == .rolledBack, "\(rollout.end)")
                #expect(rollout.tells("did not end within 1800 s and was killed"))
                let text = try String(contentsOfFile: mark, encoding: .utf8)
                let processes = text.split(whereSeparator: \.isWhitespace).compactMap { pid_t($0) }
                #expect(processes.count == 2)
                for process in processes { try await eventually { !isAlive(process) } }
            }
        }
    }

    /// Whether a process runs: one that nobody has taken note of is a zombie.
    private func isAlive(_ process: pid_t) -> Bool {
        let stat = try? String(contentsOfFile: "/proc/\(process)/stat", encoding: .utf8)
        return stat.map { !$0.contains(") Z ") } ?? false
    }

    @Test(arguments: [0, 1])
    func aSecretThatAProgramPrintsIsNotTold(_ code: Int) async throws {
        let secret = "hid;den-token"
        let apply = ProgramTrial.kubectl + "\necho \"token=$DEPLOY_TOKEN\"\nexit \(code)\n"
        let status = ProgramTrial.status.replacing("7", with: "\"$DEPLOY_TOKEN\"")
        try await ProgramTrial.run(
            apply: apply,
            status: status,
            plan: ["/bin/sh", "-c", "echo would use $DEPLOY_TOKEN"],
            environment: ["DEPLOY_TOKEN": secret]
        ) { own in
            let change = Change.deploy(own.trial.version(13), to: own.trial.place)
            let plan = try await own.trial.rehearsal.changes.propose(change).plan
            #expect(plan.differences.contains { $0.after.hasPrefix("would use ") })
            let rollout = try await own.trial.rehearsal.make(change)
            #expect(rollout.phase == .done, "\(rollout.end)")
            #expect(rollout.tells("token="))
            let now = try await own.trial.now()
            let told = "\(plan) \(rollout) \(now) \(try own.trial.rehearsal.lines())"
            #expect(!told.contains(secret))
        }
    }

    @Test func aNameIsOneArgumentWhateverItHolds() async throws {
        let name = "Kä$e 'n \"wein\"; `touch broken` $(touch broken)"
        let apply = "#!/bin/sh\nprintf '%s\\n' \"$@\" > words\necho 13 > version\n"
        let words = ["./kubectl", "{model}", "{version}", "{from}", "{deployment}"]
        try await ProgramTrial.run(apply: apply, words: words, model: name) { own in
            let rollout = try await own.trial.deploy(13)
            #expect(rollout.phase == .done, "\(rollout.end)")
            #expect(own.text("words") == "\(name)\n13\n12\nchurn-api\n")
            #expect(!FileManager.default.fileExists(atPath: own.folder.file("broken")))
        }
    }

    @Test(arguments: [
        (#"{"traffic": {"12": 95, "13": 5}}"#, "v12 95 %, v13 5 %"), (#"{"version": 13}"#, "v13"),
        (#"{"version": "v13", "ready": false}"#, "v13"), ("{}", "none"),
    ])
    func aStatusTellsWhatServes(_ status: String, _ written: String) async throws {
        try await ProgramTrial.run(status: "#!/bin/sh\necho '\(status)'\n") { own in
            let now = try await own.trial.now()
            #expect(now.written == written)
        }
    }

    @Test(arguments: ["echo no JSON", "exit 4", "printf '\\000\\377'"])
    func aStatusThatTellsNothingIsListedAndNothingIsDeployed(_ line: String) async throws {
        try await ProgramTrial.run(status: "#!/bin/sh\n\(line)\n") { own in
            let listed = try await own.trial.target.deployments()
            #expect(listed.map(\.state) == [.unknown])
            #expect(listed.first?.message.isEmpty == false)
            await #expect(throws: Failure.self) { try await own.trial.deploy(13) }
            #expect(own.text("version") == "12\n")
        }
    }
}
