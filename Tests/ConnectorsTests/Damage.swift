import Entities
import Foundation
import TestKit
import Testing

/// An MLflow file to which something has happened.
struct Damage {
    /// Where it is.
    let path: String
    /// The process that goes on doing it.
    private let process: Companion?

    /// Does it to a copy in `folder`.
    init(_ hazard: Hazard, in folder: TemporaryFolder, seed: UInt64) async throws {
        path = folder.file("mlflow.db")
        let healthy = try Fixtures.path("mlflow-3/mlflow.db")
        var process: Companion?
        switch hazard {
        case .gone: break
        case .aFolder:
            try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        case .noBytes: _ = try folder.write([], to: "mlflow.db")
        case .notADatabase:
            _ = try folder.write(Array("no database, but long".utf8), to: "mlflow.db")
        case .truncated: try Damage.rewrite(healthy, to: path) { $0.removeLast($0.count / 3) }
        case .corruptPages: try Damage.rewrite(healthy, to: path) { Damage.spoil(&$0, seed) }
        case .withoutRuns: _ = try folder.copy(Fixtures.path("empty/mlflow.db"), as: "mlflow.db")
        case .hostileText: _ = try folder.copy(Fixtures.path("hostile/mlflow.db"), as: "mlflow.db")
        case .manyExperiments:
            _ = try folder.copy(Fixtures.path("many-experiments/mlflow.db"), as: "mlflow.db")
        case .locked, .withoutTables, .withoutColumns, .newerSchema, .malformedValues:
            _ = try folder.copy(healthy, as: "mlflow.db")
            process = try await Damage.run(Damage.script(hazard), on: path)
        }
        self.process = process
    }

    /// Ends what goes on.
    func end() { process?.kill() }

    private static func rewrite(
        _ original: String,
        to path: String,
        _ body: (inout [UInt8]) -> Void
    ) throws {
        var bytes = [UInt8](try Data(contentsOf: URL(filePath: original)))
        body(&bytes)
        try Data(bytes).write(to: URL(filePath: path))
    }

    /// Overwrites pages behind the first with chance.
    private static func spoil(_ bytes: inout [UInt8], _ seed: UInt64) {
        var random = SeededNumbers(state: seed)
        for _ in 0..<60 {
            let start = 4096 + Int(random.next() % UInt64(bytes.count - 8192))
            for offset in 0..<Int(random.next() % 2048) {
                bytes[start + offset] = UInt8(truncatingIfNeeded: random.next())
            }
        }
    }

    private static func script(_ hazard: Hazard) -> String {
        switch hazard {
        case .locked: "c.execute('BEGIN EXCLUSIVE')"
        case .withoutTables: "c.execute('DROP TABLE latest_metrics')"
        case .withoutColumns: "c.execute('ALTER TABLE runs RENAME COLUMN status TO state')"
        case .newerSchema:
            """
            c.execute("UPDATE alembic_version SET version_num = 'ffffffffffff'")
            c.execute("ALTER TABLE runs ADD COLUMN quantum TEXT")
            c.execute("CREATE TABLE futures (x)")
            """
        default:
            """
            c.execute("PRAGMA ignore_check_constraints = 1")
            c.execute("UPDATE runs SET status = 'DREAMING', start_time = 'yesterday', name = x'ff00fe'")
            c.execute("UPDATE runs SET end_time = 9223372036854775807 WHERE rowid % 2")
            c.execute("UPDATE latest_metrics SET value = 'much' WHERE rowid % 3 = 0")
            c.execute("UPDATE params SET value = x'c328' WHERE rowid % 3 = 0")
            c.execute("UPDATE runs SET experiment_id = 4711 WHERE rowid % 5 = 0")
            """
        }
    }

    /// Runs statements with Python's own SQLite; what is locked stays locked while it lives.
    private static func run(_ script: String, on path: String) async throws -> Companion {
        let program = """
            import sqlite3, sys, time
            c = sqlite3.connect(sys.argv[1], isolation_level=None)
            \(script)
            print("done", flush=True)
            time.sleep(60)
            """
        let python = try #require(Fixtures.python)
        let companion = try Companion(python, ["-c", program, path])
        let said = try await companion.hear()
        #expect(said.hasPrefix("done"))
        return companion
    }
}
