import Foundation
import TestKit
import Testing

@Suite(.enabled(if: Fixtures.areThere, Comment(rawValue: Fixtures.missing)))
struct ShowTests {
    /// A run of churn as MLflow tells of it.
    private func expected() throws -> [String: Any] {
        let file = URL(filePath: try Fixtures.path("expected/mlflow-3.json"))
        let all = try JSONSerialization.jsonObject(with: Data(contentsOf: file)) as? [String: Any]
        let runs = try #require(all?["churn"] as? [[String: Any]])
        return try #require(runs.first { $0["status"] as? String == "FINISHED" })
    }

    private func show(_ arguments: [String]) async throws -> Printed {
        try await ConfigSandbox.with { sandbox in
            let store = try Fixtures.path("mlflow-3/mlflow.db")
            return try await sandbox.run(["show"] + arguments + ["--at", store])
        }
    }

    @Test func everyFieldOfARunIsWhatMLflowSays() async throws {
        let run = try expected()
        let id = try #require(run["run_id"] as? String)
        let outcome = try await show(["mldeck:run/mlflow-3/\(id)", "-o", "json"])
        // That the files are not on this machine is said, and no failure of the source.
        #expect(outcome.status == 0 && outcome.errors.contains("s3://"))
        let report = try outcome.object
        #expect(Set(report.keys) == ["kind", "rows", "failures"])
        #expect(report["kind"] as? String == "run")
        let failures = try #require(report["failures"] as? [[String: String]])
        #expect(failures.map { $0["reason"] } == ["refused"])
        let rows = try #require(report["rows"] as? [[String: Any]])
        let row = try #require(rows.first)
        #expect(
            Set(row.keys) == [
                "id", "name", "experiment", "source", "status", "start_time", "end_time", "user",
                "params", "metrics", "tags", "artifact_uri", "datasets", "artifacts",
            ]
        )
        #expect(rows.count == 1 && row["id"] as? String == id)
        for key in ["name", "status", "user"] {
            #expect(row[key] as? String == run[key] as? String)
        }
        #expect(row["experiment"] as? String == "churn" && row["source"] as? String == "mlflow-3")
        #expect((row["start_time"] as? String)?.hasSuffix("Z") == true)
        #expect(row["params"] as? [String: String] == run["params"] as? [String: String])
        #expect(row["tags"] as? [String: String] == run["tags"] as? [String: String])
        #expect(row["metrics"] as? [String: Double] == run["metrics"] as? [String: Double])
        #expect(row["artifact_uri"] as? String == "s3://runs/1/\(id)/artifacts")
        #expect(row["artifacts"] is NSNull)
    }

    @Test func aVersionIsToldWithWhatItsFilesSay() async throws {
        let demo = try await Printed.by(
            ["show", "mldeck:versions/demo/churn", "--at", "demo", "-o", "json"]
        )
        #expect(demo.status == 0 && demo.errors.isEmpty)
        let row = try #require((try demo.object["rows"] as? [[String: Any]])?.first)
        #expect(row["name"] as? String == "churn" && row["aliases"] as? [String] == ["candidate"])
        let signature = try #require(row["signature"] as? [String: [[String: Any]]])
        let names = signature["inputs"]?.compactMap { $0["name"] as? String }
        #expect(names == ["tenure_months", "spend", "plan"])
        #expect(signature["inputs"]?.last?["required"] as? Bool == false)
        #expect((row["requirements"] as? [String])?.contains("xgboost==3.1.1") == true)
        let said = try #require(row["governance"] as? [[String: Any]])
        #expect(said.compactMap { $0["place"] as? String } == ["in the description", "ana"])
        #expect(said.compactMap { $0["need"] as? String }.contains("sbom"))
        // Its files are elsewhere: that is said, and no failure of the source.
        let text = try await show(["mldeck:versions/mlflow-3/churn?version=12"])
        #expect(text.status == 0 && text.errors.contains("s3://"))
        #expect(text.output.contains("churn/12") && text.output.contains("val/auc"))
        let gone = try await show(["mldeck:versions/mlflow-3/churn?version=5"])
        #expect(gone.status == 1 && gone.errors == "mlflow-3 has no version 5 of 'churn'\n")
    }

    @Test func theDatasetsOfARunAreTold() async throws {
        let outcome = try await show(["amber-bison-0", "-o", "json"])
        let row = try #require((try outcome.object["rows"] as? [[String: Any]])?.first)
        let datasets = try #require(row["datasets"] as? [[String: String]])
        #expect(
            datasets == [
                [
                    "name": "churn-2026-09", "digest": "9f3a0000", "context": "training",
                    "source": "{\"uri\": \"s3://data/churn-0.parquet\"}", "profile": "",
                ]
            ]
        )
    }

    @Test func theFilesOfARunAreListed() async throws {
        try await ConfigSandbox.with { sandbox in
            let (store, files) = (sandbox.project + "/mlflow.db", sandbox.project + "/files")
            try FileManager.default.copyItem(
                atPath: try Fixtures.path("mlflow-3/mlflow.db"),
                toPath: store
            )
            try FileManager.default.createDirectory(
                atPath: files + "/model",
                withIntermediateDirectories: true
            )
            try sandbox.write("0123456789", to: files + "/notes.txt")
            let id = try #require(try expected()["run_id"] as? String)
            let update = """
                import sqlite3, sys
                c = sqlite3.connect(sys.argv[1])
                c.execute("UPDATE runs SET artifact_uri = ? WHERE run_uuid = ?", sys.argv[2:])
                c.commit()
                """
            let python = try #require(Fixtures.python)
            try await Companion(python, ["-c", update, store, "file://" + files, id]).wait()
            let outcome = try await sandbox.run(["show", id, "-o", "json"])
            #expect(outcome.status == 0 && outcome.errors.isEmpty, "\(outcome.errors)")
            let row = try #require((try outcome.object["rows"] as? [[String: Any]])?.first)
            let artifacts = try #require(row["artifacts"] as? [[String: Any]])
            #expect(artifacts.map { $0["path"] as? String } == ["model", "notes.txt"])
            #expect(artifacts.map { $0["folder"] as? Bool } == [true, false])
            #expect(artifacts.first?["size"] is NSNull && artifacts.last?["size"] as? Int == 10)
            let text = try await sandbox.run(["show", id]).output
            #expect(text.contains("Files\n  model/\n  notes.txt  10 B\n"))
        }
    }

    @Test func aRunIsTextForPeople() async throws {
        let text = try await show(["amber-bison-0"]).output
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        #expect(lines.first == "amber-bison-0")
        for line in [
            "  experiment    churn", "  status        RUNNING", "Metrics",
            "  val/loss    0.3968390809074816", "Params", "  depth  9", "Tags", "Datasets",
        ] {
            #expect(lines.contains { $0 == line }, "\(line)")
        }
        // What is not there, as the end of a run that goes on, has no line.
        #expect(!text.contains("end_time"))
    }

    @Test func hostileTextIsSafe() async throws {
        try await ConfigSandbox.with { sandbox in
            let store = try Fixtures.path("hostile/mlflow.db")
            let runs = try await sandbox.run(["get", "runs", store, "-o", "json"]).object["rows"]
            for run in (runs as? [[String: Any]] ?? []).prefix(12) {
                let id = try #require(run["id"] as? String)
                let outcome = try await sandbox.run(["show", id, "--at", store])
                #expect(outcome.status == 0)
                for text in [outcome.output, outcome.errors] {
                    #expect(!text.contains("\u{1B}") && !text.contains("\u{202E}"), "\(id)")
                }
            }
        }
    }

    @Test func anExperimentIsShownOfEachSourceThatHasIt() async throws {
        let other = try Fixtures.path("mlflow-2/mlflow.db")
        let outcome = try await show(["mldeck:runs/churn", "--at", other, "-o", "json"])
        #expect(outcome.status == 0 && outcome.errors.isEmpty)
        let report = try outcome.object
        #expect(report["kind"] as? String == "experiment")
        let rows = try #require(report["rows"] as? [[String: Any]])
        #expect(rows.map { $0["source"] as? String } == ["mlflow-2", "mlflow-3"])
        #expect(rows.allSatisfy { $0["runs"] as? [String: Int] == ["exactly": 150] })
        let text = try await show(["mldeck:runs/churn"]).output
        #expect(text.hasPrefix("churn\n  id"))
        #expect(
            text.split(separator: "\n").contains { $0.split(separator: " ") == ["runs", "150"] }
        )
    }

    @Test func aSourceIsShown() async throws {
        let outcome = try await show(["mldeck:sources/mlflow-3", "-o", "json"])
        #expect(outcome.status == 0 && outcome.errors.isEmpty)
        let report = try outcome.object
        #expect(report["kind"] as? String == "source")
        let row = try #require((report["rows"] as? [[String: Any]])?.first)
        #expect(row["kind"] as? String == "MLflow SQLite")
        let text = try await show(["mldeck:sources/mlflow-3"]).output
        #expect(text.hasPrefix("mlflow-3\n") && text.contains("runs series files"))
    }

    @Test(arguments: [
        ("nowhere", Int32(1)), ("2f7", 1), ("mldeck:run/mlflow-3/nowhere", 1),
        ("mldeck:run/nowhere/id", 1), ("mldeck:runs/nowhere", 1), ("mldeck:sources/nowhere", 1),
        ("mldeck:chart/val%2floss", 2), ("mldeck:", 2), ("mldeck:run/mlflow-3", 2),
    ])
    func whatIsNotThereEndsWithOneAndWrongUsageWithTwo(
        _ thing: String,
        _ status: Int32
    ) async throws {
        let outcome = try await show([thing])
        #expect(outcome.status == status && outcome.output.isEmpty && !outcome.errors.isEmpty)
    }

    @Test func aRunThatTwoStoresHaveIsNamedWithItsStore() async throws {
        let id = try #require(try expected()["run_id"] as? String)
        let other = try Fixtures.path("mlflow-2/mlflow.db")
        let both = try await show([id, "--at", other])
        #expect(both.status == 2 && both.errors.contains("mldeck:run/mlflow-2/\(id)"))
        let one = try await show(["mldeck:run/mlflow-2/\(id)", "--at", other])
        #expect(one.status == 0)
    }

    @Test func aSourceThatFailsEndsItWithThree() async throws {
        let id = try #require(try expected()["run_id"] as? String)
        let beside = try await show([id, "--at", "/etc/hostname"])
        #expect(beside.status == 3 && beside.output.contains(id))
        try await ConfigSandbox.with { sandbox in
            let alone = try await sandbox.run(["show", id, "--at", "/etc/hostname"])
            #expect(alone.status == 3 && alone.output.isEmpty)
            #expect(alone.errors.contains("not a SQLite database"))
        }
    }
}
