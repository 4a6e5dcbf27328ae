import Client
import Entities
import SQLite
import Statistics

extension MLflowSQLite {
    /// Samples read at a time; about 4 ms.
    private static let chunk: Int64 = 8192
    /// Up to so many columns are drawn beside many others: their samples are not kept.
    private static let narrow = 32

    /// A metric of one run, read in pieces, each in a transaction of its own.
    public func series(_ question: MetricSeries) async throws(Failure) -> Series {
        let isPlain =
            question.axis == .step && question.range == nil && question.smoothing == 0
        return isPlain && question.columns <= Self.narrow
            ? try await sparkline(question) : try await chart(question)
    }

    /// The samples thinned as they come.
    private func sparkline(_ question: MetricSeries) async throws(Failure) -> Series {
        let key = SampleReading.Key(run: question.run.key, metric: question.key)
        let steps = try reading { connection in try bounds(of: key, connection) } ?? 0...0
        var thinning = Thinning(
            columns: question.columns,
            from: steps.lowerBound,
            to: steps.upperBound
        )
        var extremes = Extremes()
        try await readAll(key, upTo: .max, after: (.min, .min)) { value, step, _ in
            thinning.add(value, at: step)
            extremes.add(value, at: step)
        }
        return Series(thinning, extremes, range: steps, whole: steps, count: thinning.count)
    }

    private func bounds(
        of key: SampleReading.Key,
        _ connection: StoreConnection
    ) throws(SQLiteError) -> ClosedRange<Int64>? {
        let statement = try connection.prepare(
            "SELECT min(step), max(step) FROM metrics WHERE run_uuid = ? AND key = ?",
            [.text(key.run), .text(key.metric)]
        )
        defer { statement.reset() }
        guard try statement.step(), !statement.isNull(0) else { return nil }
        return statement.integer(0)...max(statement.integer(0), statement.integer(1))
    }

    /// Reads what is still to come of a metric and hands over each sample with its step and time.
    private func readAll(
        _ key: SampleReading.Key,
        upTo mark: Int64,
        after start: (step: Int64, row: Int64)?,
        _ take: (Double, Int64, Int64) -> Void
    ) async throws(Failure) {
        var after = start
        while let last = after {
            after = try reading { connection in
                try readPiece(key, upTo: mark, after: last, connection, take)
            }
            if Task.isCancelled { throw Failure(source: source.id, reason: .cancelled) }
            await Task.yield()
        }
    }

    /// Reads one piece and returns its last row; nil where nothing is left.
    private func readPiece(
        _ key: SampleReading.Key,
        upTo mark: Int64,
        after last: (step: Int64, row: Int64),
        _ connection: StoreConnection,
        _ take: (Double, Int64, Int64) -> Void
    ) throws(SQLiteError) -> (step: Int64, row: Int64)? {
        let hasStepIndex = connection.schema.hasStepIndex
        let statement = try connection.prepare(
            Self.samples(hasStepIndex),
            [
                .text(key.run), .text(key.metric), .integer(hasStepIndex ? last.step : .min),
                .integer(last.row), .integer(mark),
            ]
        )
        var count: Int64 = 0
        var end: (step: Int64, row: Int64)?
        while try statement.step() {
            count += 1
            let step = statement.integer(0)
            end = (step, statement.integer(1))
            take(statement.metric(2, isNaN: 3), step, statement.integer(4))
        }
        return count == Self.chunk ? end : nil
    }

    /// In the order of the index there is: by step, or by row where steps are not indexed.
    private static func samples(_ hasStepIndex: Bool) -> String {
        let after = hasStepIndex ? "(step, rowid) > (?3, ?4)" : "rowid > ?4 AND ?3 IS NOT NULL"
        let order = hasStepIndex ? "step, rowid" : "rowid"
        return """
            SELECT step, rowid, value, is_nan, timestamp FROM metrics
            WHERE run_uuid = ?1 AND \(hasStepIndex ? "" : "+")key = ?2 AND \(after)
            AND +rowid <= ?5 ORDER BY \(order) LIMIT \(chunk)
            """
    }
}

extension MLflowSQLite {
    /// The samples as they were read, or read now, in the columns that are asked for.
    private func chart(_ question: MetricSeries) async throws(Failure) -> Series {
        let key = SampleReading.Key(run: question.run.key, metric: question.key)
        let highest = try reading { connection in
            try connection.integer("SELECT max(rowid) FROM metrics")
        }
        if samples[key].map({ $0.mark > highest }) ?? true {
            samples[key] = SampleReading(mark: highest)
        }
        while let reading = samples[key], let last = reading.after {
            try readOn(key, upTo: reading.mark, after: last)
            if Task.isCancelled { throw Failure(source: source.id, reason: .cancelled) }
            await Task.yield()
        }
        try addNewRows(key, upTo: highest)
        return Series(samples[key]?.samples ?? Samples(), for: question)
    }

    private func readOn(
        _ key: SampleReading.Key,
        upTo mark: Int64,
        after last: (step: Int64, row: Int64)
    ) throws(Failure) {
        try reading { connection in
            try samples.update(key) { reading throws(SQLiteError) in
                reading.after = try readPiece(key, upTo: mark, after: last, connection) {
                    reading.samples.append($0, step: $1, time: $2)
                }
                if reading.after == nil { reading.samples.sort() }
            }
        }
    }

    /// What a writer has added since: rows are numbered in the order in which they came.
    private func addNewRows(_ key: SampleReading.Key, upTo highest: Int64) throws(Failure) {
        guard let mark = samples[key]?.mark, mark < highest else { return }
        try reading { connection in
            let statement = try connection.prepare(
                """
                SELECT step, value, is_nan, timestamp FROM metrics NOT INDEXED
                WHERE rowid > ?1 AND rowid <= ?2 AND run_uuid = ?3 AND key = ?4
                """,
                [.integer(mark), .integer(highest), .text(key.run), .text(key.metric)]
            )
            try samples.update(key) { reading throws(SQLiteError) in
                while try statement.step() {
                    let value = statement.metric(1, isNaN: 2)
                    let (step, time) = (statement.integer(0), statement.integer(3))
                    reading.samples.append(value, step: step, time: time)
                }
                reading.samples.sort()
                reading.mark = highest
            }
        }
    }
}
