import Client
import Connectors
import Entities
import Foundation
import TestKit
import Testing

/// A way in which a program goes wrong.
enum ProgramHazard: String, CaseIterable, Sendable {
    case late
    case broken
    case dies
    case silent
    case garbage
    case cut
    case huge
    case endless
    case hostile
    case leaves

    /// The end of a script in sh, which leaves a mark where it has no end.
    fileprivate func script(_ mark: String) -> String {
        switch self {
        case .late: "echo $$ > '\(mark)'; exec sleep 1000"
        case .broken: "echo \"$DEPLOY_TOKEN is refused\" >&2; exit 1"
        case .dies: "echo \"$DEPLOY_TOKEN\"; kill -9 $$"
        case .silent: "exit 0"
        case .garbage:
            "printf '\(String((0..<256).flatMap { "\\" + String($0, radix: 8) }))'; exit 1"
        case .cut: "printf '{\"phase\": \"rolling out %s' \"$DEPLOY_TOKEN\"; exit 1"
        case .huge: "yes \"$DEPLOY_TOKEN\" | head -c 3000000 | tr '\\n' x; echo; exit 1"
        case .endless: "echo $$ > '\(mark)'; exec yes \"$DEPLOY_TOKEN\""
        case .hostile:
            """
            long=$(head -c 5000 /dev/zero | tr '\\0' x)
            printf '\\033[2J\\033]0;x\\007 %s \\342\\200\\256 %s\\n' "$DEPLOY_TOKEN" "$long"
            printf '{"phase": "%s\\\\u001b[2J", "pct": 1e300, "msg": "%s"}\\n' "$DEPLOY_TOKEN" "$long"
            printf '{"phase": "%s", "pct": -1e300, "version": "\\\\u202e"}\\n' "$long"
            exit 1
            """
        case .leaves: "sleep 1000 & echo $! > child; exit 1"
        }
    }

    /// Whether it is killed at its deadline.
    fileprivate var hasNoEnd: Bool { self == .late || self == .endless }
}

extension ServerHazard {
    /// Its like where a program is run in place of a request; or why there is none.
    fileprivate var ofAProgram: Result<ProgramHazard, Senseless> {
        switch self {
        case .slow: .success(.late)
        case .cutOff, .truncatedJSON: .success(.cut)
        case .reset: .success(.dies)
        case .unauthorized, .forbidden, .tooOften, .broken, .missing: .success(.broken)
        case .webPage, .garbage: .success(.garbage)
        case .huge: .success(.huge)
        case .emptied: .success(.silent)
        case .down, .unknownHost, .unknownName:
            .failure(Senseless("a program that is not there has a test of its own"))
        case .inflated: .failure(Senseless("nothing is compressed"))
        case .redirectLoop: .failure(Senseless("a program sends nobody elsewhere"))
        case .wrongTLS: .failure(Senseless("nothing is encrypted on the way to a program"))
        case .upgraded: .failure(Senseless("mldeck does not look at the version of a program"))
        }
    }
}

/// One after the other: some print as fast as they can.
@Suite(.serialized) struct ProgramHazardTests {
    /// A script in sh, which is told where to leave its mark.
    private struct Script {
        let text: (String) -> String

        init(_ text: @escaping (String) -> String) { self.text = text }

        static func fixed(_ text: String) -> Script { Script { _ in text } }
    }

    private static let secret = ["DEPLOY_TOKEN": "planted-token"]

    /// Version 13 is deployed where 12 serves; the deadline of programs is over at the mark.
    private func run(
        apply: Script,
        status: Script = .fixed(ProgramTrial.status),
        limit: Duration,
        words: [String] = ["./kubectl", "{version}"],
        _ body: (ProgramTrial) async throws -> Void
    ) async throws {
        try await withTemporaryFolder { marks in
            let mark = marks.file("mark")
            var rules = ChangeRules.OfDeployment()
            rules.deadline = 5
            try await ProgramTrial.run(
                apply: apply.text(mark),
                status: status.text(mark),
                words: words,
                environment: Self.secret,
                time: ProgramTrial.hurried(from: limit, by: mark),
                rules: rules,
                rollout: TurnedClock().time,
                body
            )
        }
    }

    private func apply(_ hazard: ProgramHazard, isDone: Bool) -> Script {
        Script { mark in
            let effect = isDone ? "echo $1 > version" : ":"
            // The way back is the same program, which does then what it should.
            return """
                #!/bin/sh
                echo $1 >> runs
                if [ $1 = 12 ]; then echo 12 > version; exit 0; fi
                \(effect)
                \(hazard.script(mark))
                """
        }
    }

    private func end(_ own: ProgramTrial) {
        if let child = pid_t(own.text("child").trimmingCharacters(in: .newlines)) {
            kill(child, SIGKILL)
        }
    }

    @Test func hazardsThatMakeNoSenseAreNamedWithTheirReason() {
        for hazard in ServerHazard.allCases {
            guard case .failure(let senseless) = hazard.ofAProgram else { continue }
            #expect(!senseless.why.isEmpty)
        }
    }

    @Test(arguments: ProgramHazard.allCases)
    func aProgramThatTookEffectIsNotRunAgain(_ hazard: ProgramHazard) async throws {
        let apply = apply(hazard, isDone: true)
        try await run(apply: apply, limit: .seconds(1800)) { own in
            defer { end(own) }
            let rollout = try await own.trial.deploy(13)
            #expect(rollout.phase == .done, "\(rollout.end)")
            #expect(rollout.tells("took effect, although") == (hazard != .silent))
            #expect(rollout.tells("and was killed") == hazard.hasNoEnd)
            #expect(own.text("runs") == "13\n")
            try await expectSafelyTold(rollout, own.trial)
            try await expectSafelyShown(rollout, own.trial)
        }
    }

    @Test(arguments: ProgramHazard.allCases)
    func aProgramWithoutEffectLeavesWhatServed(_ hazard: ProgramHazard) async throws {
        let apply = apply(hazard, isDone: false)
        try await run(apply: apply, limit: .seconds(1800)) { own in
            defer { end(own) }
            let rollout = try await own.trial.deploy(13)
            #expect(rollout.phase == .rolledBack, "\(rollout.end)")
            #expect(try await own.trial.now().version == 12)
            #expect(own.text("runs") == "13\n")
            try await expectSafelyTold(rollout, own.trial)
            try await expectSafelyShown(rollout, own.trial)
        }
    }

    @Test func aProgramThatIsNotThereLeavesWhatServed() async throws {
        for words in [["./nowhere", "{version}"], ["nowhere-on-the-path"], ["./version"]] {
            let apply = apply(.silent, isDone: true)
            try await run(apply: apply, limit: .seconds(1800), words: words) { own in
                let rollout = try await own.trial.deploy(13)
                #expect(rollout.phase == .rolledBack, "\(rollout.end)")
                #expect(rollout.tells("cannot be run: "), "\(rollout.end)")
                #expect(own.text("runs").isEmpty)
                try await expectSafelyTold(rollout, own.trial)
            }
        }
    }

    /// Where nobody can say what serves, it is left to be taken up later.
    @Test(arguments: ProgramHazard.allCases.filter { $0 != .leaves })
    func aStatusThatTellsNothingAnyMoreIsLeft(_ hazard: ProgramHazard) async throws {
        let apply = "#!/bin/sh\necho $1 >> runs\necho $1 > version\n"
        let fine = ProgramTrial.status
        try await run(
            apply: .fixed(apply),
            status: Script { mark in
                "#!/bin/sh\nif [ -e runs ]; then\n\(hazard.script(mark))\nfi\n" + fine
            },
            limit: .seconds(30)
        ) { own in
            let rollout = try await own.trial.deploy(13)
            #expect(!rollout.isOver && rollout.isInterrupted, "\(rollout.end)")
            #expect(rollout.tells("interrupted: programs"), "\(rollout.end)")
            #expect(own.text("runs") == "13\n")
            try await expectSafelyTold(rollout, own.trial)
        }
    }

    @Test(arguments: ProgramHazard.allCases.filter { $0 != .leaves })
    func aStatusThatTellsNothingIsNoPlan(_ hazard: ProgramHazard) async throws {
        let apply = apply(.silent, isDone: true)
        try await run(
            apply: apply,
            status: Script { "#!/bin/sh\n" + hazard.script($0) },
            limit: .seconds(30)
        ) { own in
            let failure = await #expect(throws: Failure.self) { try await own.trial.deploy(13) }
            let message = try #require(failure?.message)
            expectSafe(message)
            #expect(message.count < 300, "\(message)")
            #expect(try own.trial.rehearsal.entries().isEmpty)
            #expect(own.text("runs").isEmpty)
            let listed = try await own.trial.target.deployments()
            #expect(listed.map(\.state) == [.unknown])
            for one in listed { expectSafe(one.message) }
        }
    }

    @Test func whatAStatusSaysIsShownWithoutSecretsAndHasAnEnd() async throws {
        let status = """
            #!/bin/sh
            long=$(head -c 5000 /dev/zero | tr '\\0' x)
            printf '{"version": %s, "ready": %s, "message": "%s \\\\u001b[2J \\\\u202e %s"}' \
                $(cat version) $([ $(cat version) = 12 ] && echo true || echo false) \
                "$DEPLOY_TOKEN" "$long"
            """
        let apply = apply(.silent, isDone: true)
        try await run(apply: apply, status: .fixed(status), limit: .seconds(1800)) { own in
            let rollout = try await own.trial.deploy(13)
            #expect(rollout.phase == .rolledBack, "\(rollout.end)")
            #expect(rollout.tells("v13 was not ready within 5 s: •••"), "\(rollout.end)")
            #expect(own.text("runs") == "13\n12\n")
            try await expectSafelyTold(rollout, own.trial)
            try await expectSafelyShown(rollout, own.trial)
        }
    }
}
