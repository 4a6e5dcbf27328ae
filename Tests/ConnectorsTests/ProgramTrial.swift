import Client
import Connectors
import Entities
import Foundation
import TestKit

/// Programs of a folder that stand in for `kubectl` and what tells how a deployment does.
struct ProgramTrial {
    let folder: TemporaryFolder
    let trial: ServingTrial

    /// Refuses other arguments than those of `set image`; notes the version.
    static let kubectl = """
        #!/bin/sh
        case "$*" in
        "set image deployment/churn churn=registry/churn:"[0-9]*) ;;
        *) echo "unexpected: $*"; exit 64 ;;
        esac
        [ $# = 4 ] || exit 65
        echo '{"phase": "rolling out", "pct": 50, "msg": "1 of 2"}'
        echo "${4##*:}" > version
        """
    static let status = """
        #!/bin/sh
        printf '{"version": "%s", "ready": true, "message": "rev %s"}' "$(cat version)" 7
        """
    static let words = [
        "./kubectl", "set", "image", "deployment/{model}", "{model}=registry/{model}:{version}",
    ]

    /// Runs `body` with programs, where version 12 serves at first.
    ///
    /// There is a clock for the programs, and one for the rollout.
    static func run(
        apply: String = kubectl,
        status: String = status,
        words: [String] = words,
        model: String = "churn",
        plan: [String] = [],
        environment: [String: String] = [:],
        time: Timekeeper = .system,
        rules: ChangeRules.OfDeployment = ChangeRules.OfDeployment(),
        rollout: Timekeeper = .system,
        _ body: (ProgramTrial) async throws -> Void
    ) async throws {
        try await withTemporaryFolder { folder in
            try await writeProgram(apply, to: folder.file("kubectl"))
            try await writeProgram(status, to: folder.file("status"))
            _ = try folder.write(Array("12\n".utf8), to: "version")
            let source = Source.ID("programs")
            let commands = DeploymentSettings.Commands(
                plan: plan,
                apply: words,
                status: ["./status"],
                environment: environment.keys.sorted()
            )
            let programs = Programs(
                id: source,
                folder: folder.path,
                deployments: [
                    DeploymentSettings(
                        name: "churn-api",
                        source: source,
                        model: model,
                        place: .commands(commands)
                    )
                ],
                environment: ProcessInfo.processInfo.environment.merging(environment) { $1 },
                time: time
            )
            let trial = ServingTrial(
                programs,
                model: model,
                versions: [12, 13],
                rules: rules,
                time: rollout
            )
            try await body(ProgramTrial(folder: folder, trial: trial))
        }
    }

    func text(_ name: String) -> String {
        (try? String(contentsOfFile: folder.file(name), encoding: .utf8)) ?? ""
    }

    /// A clock by which so long a time, and any longer one, is over once a file is there.
    static func hurried(from limit: Duration, by mark: String) -> Timekeeper {
        Timekeeper(
            now: Timekeeper.system.now,
            sleep: { duration in
                guard duration >= limit else { return try await Timekeeper.system.sleep(duration) }
                try await eventually { FileManager.default.fileExists(atPath: mark) }
            },
            uptime: Timekeeper.system.uptime
        )
    }
}
