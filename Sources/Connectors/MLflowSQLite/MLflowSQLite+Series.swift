import Client
import Entities
import SQLite
import Statistics

extension MLflowSQLite {
    /// Samples read at a time; about 4 ms.
    private static let chunk: Int64 = 8192

    /// A metric of one run, read in pieces, each in a transaction of its own.
    public func series(_ question: MetricSeries) async throws(Failure) -> Series {
        let run = Statement.Value.text(question.run.key)
        let key = Statement.Value.text(question.key)
        let (bounds, hasStepIndex) = try reading { connection in
            let statement = try connection.prepare(
                "SELECT min(step), max(step) FROM metrics WHERE run_uuid = ? AND key = ?",
                [run, key]
            )
            defer { statement.reset() }
            let isThere = try statement.step() && !statement.isNull(0)
            let bounds = isThere ? (statement.integer(0), statement.integer(1)) : (0, 0)
            return (bounds, connection.schema.hasStepIndex)
        }
        var thinning = Thinning(columns: question.columns, from: bounds.0, to: bounds.1)
        var last: (step: Int64, row: Int64)? = (.min, .min)
        while let after = last {
            let values = [
                run, key, .integer(hasStepIndex ? after.step : .min), .integer(after.row),
            ]
            last = try reading { connection in
                try take(Self.samples(hasStepIndex), values, &thinning, connection)
            }
            if Task.isCancelled { throw Failure(source: source.id, reason: .cancelled) }
            await Task.yield()
        }
        return Series(
            buckets: thinning.buckets.map { bucket in
                bucket.map { Series.Bucket($0.minimum, $0.maximum, $0.last) }
            },
            count: thinning.count,
            lastStep: bounds.1
        )
    }

    /// In the order of the index there is: by step, or by row where steps are not indexed.
    private static func samples(_ hasStepIndex: Bool) -> String {
        let after = hasStepIndex ? "(step, rowid) > (?3, ?4)" : "rowid > ?4 AND ?3 IS NOT NULL"
        let order = hasStepIndex ? "step, rowid" : "rowid"
        return """
            SELECT step, rowid, value, is_nan FROM metrics
            WHERE run_uuid = ?1 AND \(hasStepIndex ? "" : "+")key = ?2 AND \(after)
            ORDER BY \(order) LIMIT \(chunk)
            """
    }

    private func take(
        _ sql: String,
        _ values: [Statement.Value],
        _ thinning: inout Thinning,
        _ connection: StoreConnection
    ) throws(SQLiteError) -> (step: Int64, row: Int64)? {
        let statement = try connection.prepare(sql, values)
        var count: Int64 = 0
        var last: (step: Int64, row: Int64)?
        while try statement.step() {
            count += 1
            last = (statement.integer(0), statement.integer(1))
            thinning.add(statement.metric(2, isNaN: 3), at: statement.integer(0))
        }
        return count == Self.chunk ? last : nil
    }
}
