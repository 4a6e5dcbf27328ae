import Foundation
import TestKit
import Testing

/// Deploying from the shell, into a registry of one's own.
@Suite(.enabled(if: Fixtures.areThere, Comment(rawValue: Fixtures.missing)))
struct DeployTests {
    private let box = try? DeployBox()

    private func run(_ arguments: String..., at place: Bool = true) async throws -> Printed {
        let box = try #require(box)
        return try await Printed.by(
            arguments + (place ? ["--at", box.store] : []),
            in: box.folder,
            environment: box.environment
        )
    }

    @Test func aFileIsWrittenOnlyWhereThatIsAllowed() async throws {
        let refused = try await run("deploy", "churn/12", "--to", "@champion", "--yes")
        #expect(refused.status == 1 && refused.errors.contains("--allow-local-writes"))
        let done = try await run(
            "deploy",
            "churn/12",
            "--to",
            "@champion",
            "--yes",
            "--allow-local-writes"
        )
        #expect(done.status == 0 && done.output.contains("✓ end       v11 → v12: done"))
        let models = try await Printed.by(["get", "models", try #require(box).store, "-o", "json"])
        #expect(models.output.contains("\"champion\" : 12"))
        let back = try await run("rollback", "churn@champion", "--yes", "--allow-local-writes")
        #expect(back.status == 0 && back.output.contains("v12 → v11: done"))
        let none = try await run("rollback", "churn@fallback", "--yes", "--allow-local-writes")
        #expect(none.status == 1 && none.errors.contains("the journal does not say"))
    }

    @Test func aPlanChangesNothing() async throws {
        let plan = try await run(
            "deploy",
            "churn@candidate",
            "--to",
            "@champion",
            "--plan",
            "--allow-local-writes",
            "-o",
            "json"
        )
        #expect(plan.status == 0)
        let row = try #require((try plan.object["rows"] as? [[String: Any]])?.first)
        #expect(row["from"] as? Int == 11 && row["to"] as? Int == 12 && row["refusal"] is NSNull)
        #expect((row["steps"] as? [[String: Any]])?.count == 1)
        let journal = try await Printed.by(
            ["get", "journal"],
            environment: try #require(box).environment
        )
        #expect(journal.output.split(separator: "\n").count == 1)
    }

    @Test func withoutATerminalNobodyIsAsked() async throws {
        let printed = try await run(
            "deploy",
            "churn/12",
            "--to",
            "@champion",
            "--allow-local-writes"
        )
        #expect(printed.status == 2 && printed.errors.contains("--yes carries it out"))
    }

    @Test func readOnlyRefusesEverything() async throws {
        for words in [
            ["deploy", "churn/12", "--to", "@champion"], ["tag", "churn/12", "a=b"],
        ] {
            let box = try #require(box)
            let printed = try await Printed.by(
                words + ["--yes", "--read-only", "--allow-local-writes", "--at", box.store],
                environment: box.environment
            )
            #expect(printed.status == 1 && printed.errors.contains("--read-only"))
        }
    }

    @Test func tagsAndNotesAreWrittenAndTakenAway() async throws {
        let allow = "--allow-local-writes"
        #expect(try await run("tag", "churn/12", "checked=by 'ana' \"x\"", "-y", allow).status == 0)
        let versions = try await Printed.by(
            ["get", "versions", try #require(box).store, "--model", "churn", "-o", "json"]
        )
        #expect(versions.output.contains(#"by 'ana' \"x\""#))
        #expect(try await run("tag", "churn/12", "checked-", "-y", allow).status == 0)
        #expect(
            try await run("tag", "churn", "--note", "for retention only", "-y", allow).status == 0
        )
        let models = try await Printed.by(["get", "models", try #require(box).store, "-o", "csv"])
        #expect(models.output.contains("for retention only"))
        #expect(try await run("tag", "churn/12", "nonsense", "-y", allow).status == 2)
        #expect(try await run("tag", "nope/1", "a=b", "-y", allow).status == 1)
    }

    @Test func theJournalIsVerifiedExportedAndNothingOfItCanBeChanged() async throws {
        _ = try await run("deploy", "churn/12", "--to", "@champion", "-y", "--allow-local-writes")
        let box = try #require(box)
        func journal(_ words: String...) async throws -> Printed {
            try await Printed.by(["journal"] + words, environment: box.environment)
        }
        #expect(try await journal("verify").status == 0)
        let head = try await journal("head").output.trimmingCharacters(in: .newlines)
        #expect(head.hasPrefix("5:"))
        let lines = try await journal("export").output
        #expect(lines.split(separator: "\n").count == 5 && lines.contains("\"action\":\"apply\""))
        let csv = try await journal("export", "-o", "csv")
        #expect(csv.output.hasPrefix("seq,ts,user,action,"))
        try lines.replacing("v12", with: "v10").write(
            toFile: box.journal,
            atomically: true,
            encoding: .utf8
        )
        let verified = try await journal("verify", "--head", head)
        #expect(verified.status == 1 && verified.output.contains("is not as it was written"))
        let next = try await run(
            "deploy",
            "churn/12",
            "--to",
            "@other",
            "-y",
            "--allow-local-writes"
        )
        #expect(next.status != 0 && next.errors.contains("journal"))
    }

    @Test func aMistypedGateIsSaidAndFails() async throws {
        let box = try #require(box)
        try box.configure(
            """
            gates:
              - {gate: metric, key: val/loss, treshold: 0.1}
              - {gate: drift}
            """
        )
        let check = try await Printed.by(["config", "check"], environment: box.environment)
        #expect(check.errors.contains("treshold") || check.output.contains("treshold"))
        let printed = try await run("gate", "churn/12", "--for", "churn@champion")
        #expect(printed.status == 1 && printed.output.contains("cannot be named yet"))
        let refused = try await run(
            "deploy",
            "churn/12",
            "--to",
            "@champion",
            "-y",
            "--allow-local-writes"
        )
        #expect(refused.status == 1 && refused.errors.contains("a reason is needed to waive it"))
    }
}

/// A registry, a configuration and a state folder of one test.
final class DeployBox: Sendable {
    let folder: String

    init() throws {
        folder = NSTemporaryDirectory() + "mldeck-\(UUID().uuidString)"
        let files = FileManager.default
        try files.createDirectory(
            atPath: folder + "/config/mldeck",
            withIntermediateDirectories: true
        )
        try files.copyItem(atPath: try Fixtures.path("mlflow-3/mlflow.db"), toPath: store)
    }

    var store: String { folder + "/mlflow.db" }
    var journal: String { folder + "/state/mldeck/journal.jsonl" }

    var environment: [String: String] {
        [
            "HOME": folder, "XDG_CONFIG_HOME": folder + "/config",
            "XDG_STATE_HOME": folder + "/state",
            "PATH": "/usr/bin:/bin",
        ]
    }

    func configure(_ text: String) throws {
        try text.write(
            toFile: folder + "/config/mldeck/config.yaml",
            atomically: true,
            encoding: .utf8
        )
    }

    deinit { try? FileManager.default.removeItem(atPath: folder) }
}
