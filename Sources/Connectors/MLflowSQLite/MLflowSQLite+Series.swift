import Client
import Entities
import SQLite
import Statistics

extension MLflowSQLite {
    /// Samples read at a time; about 2 ms.
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
        let key = SampleReading.Key(question)
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
                try connection.database.snapshot { () throws(SQLiteError) in
                    try readPiece(key, upTo: mark, after: last, connection, take)
                }
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
        // Rows above the mark are rare: their numbers are looked at only while there are some.
        let isGrowing = try connection.integer("SELECT max(rowid) FROM metrics") > mark
        var (left, end) = (Self.chunk, last)
        for sql in Self.samples(connection.schema.hasStepIndex, key.isTimed) {
            let statement = try connection.prepare(
                sql,
                [
                    .text(key.run), .text(key.metric), .integer(end.step), .integer(end.row),
                    .integer(left),
                ]
            )
            while try statement.step() {
                left -= 1
                let step = statement.integer(0)
                if left == 0 { end = (step, statement.integer(4)) }
                if isGrowing, statement.integer(4) > mark { continue }
                take(statement.metric(1, isNaN: 2), step, statement.integer(3))
            }
            if left == 0 { return end }
        }
        return nil
    }

    /// What is left of the last step, then the steps behind it; by row where no index has steps.
    ///
    /// Each is one walk along an index, however many samples a step has.
    private static func samples(_ hasStepIndex: Bool, _ isTimed: Bool) -> [String] {
        let columns = "step, value, is_nan, \(isTimed ? "timestamp" : "0"), rowid"
        let rest =
            hasStepIndex
            ? ["step = ?3 AND rowid > ?4 ORDER BY rowid", "step > ?3 ORDER BY step, rowid"]
            : ["rowid > ?4 ORDER BY rowid"]
        return rest.map { rest in
            """
            SELECT \(columns) FROM metrics
            WHERE run_uuid = ?1 AND \(hasStepIndex ? "" : "+")key = ?2 AND \(rest) LIMIT ?5
            """
        }
    }
}

extension MLflowSQLite {
    /// The samples as they were read, or read now, in the columns that are asked for.
    private func chart(_ question: MetricSeries) async throws(Failure) -> Series {
        let key = SampleReading.Key(question)
        while try readOn(key) {
            if Task.isCancelled { throw Failure(source: source.id, reason: .cancelled) }
            await Task.yield()
        }
        return Series(samples[key]?.samples ?? Samples(), for: question)
    }

    /// Reads one piece of what is not read yet and returns whether there is more.
    private func readOn(_ key: SampleReading.Key) throws(Failure) -> Bool {
        try reading { connection in
            try connection.database.snapshot { () throws(SQLiteError) in
                let highest = try connection.integer("SELECT max(rowid) FROM metrics")
                if samples[key].map({ $0.mark > highest }) ?? true {
                    samples[key] = try begin(key, highest, connection)
                }
                var isMore = false
                try samples.update(key) { reading throws(SQLiteError) in
                    try readPiece(key, upTo: highest, &reading, connection)
                    isMore = reading.after != nil || reading.mark < highest
                    if !isMore { reading.samples.sort() }
                }
                return isMore
            }
        }
    }

    private func begin(
        _ key: SampleReading.Key,
        _ highest: Int64,
        _ connection: StoreConnection
    ) throws(SQLiteError) -> SampleReading {
        guard connection.schema.hasRunIndex else { return .byIndex(upTo: highest) }
        let first = try connection.integer(
            "SELECT rowid FROM metrics WHERE run_uuid = ? ORDER BY rowid LIMIT 1",
            [.text(key.run)]
        )
        return first > 0 ? .byRows(from: first) : .byIndex(upTo: highest)
    }

    /// The last row of a run; what lies behind it need not be looked at.
    private func lastRow(
        of run: String,
        _ connection: StoreConnection
    ) throws(SQLiteError) -> Int64? {
        guard connection.schema.hasRunIndex else { return nil }
        return try connection.integer(
            "SELECT rowid FROM metrics WHERE run_uuid = ? ORDER BY rowid DESC LIMIT 1",
            [.text(run)]
        )
    }

    private func readPiece(
        _ key: SampleReading.Key,
        upTo highest: Int64,
        _ reading: inout SampleReading,
        _ connection: StoreConnection
    ) throws(SQLiteError) {
        if let after = reading.after {
            reading.after = try readPiece(key, upTo: reading.mark, after: after, connection) {
                reading.samples.append($0, step: $1, time: $2)
            }
            return
        }
        let last = try lastRow(of: key.run, connection) ?? highest
        // From the next row there is: numbers may have gaps.
        let next = try connection.integer(
            "SELECT min(rowid) FROM metrics WHERE rowid > ?",
            [.integer(reading.mark)]
        )
        let (end, isBeyond) = next.addingReportingOverflow(Self.chunk)
        try readRows(key, upTo: min(last, isBeyond ? .max : end), &reading, connection)
        if reading.isSparse {
            reading = .byIndex(upTo: highest)
        } else if reading.mark >= last {
            (reading.mark, reading.first) = (highest, nil)
        }
    }

    /// Reads rows as they lie: those of the run, or what a writer has added since.
    private func readRows(
        _ key: SampleReading.Key,
        upTo row: Int64,
        _ reading: inout SampleReading,
        _ connection: StoreConnection
    ) throws(SQLiteError) {
        let statement = try connection.prepare(
            """
            SELECT step, value, is_nan, \(key.isTimed ? "timestamp" : "0")
            FROM metrics NOT INDEXED
            WHERE rowid > ?1 AND rowid <= ?2 AND run_uuid = ?3 AND key = ?4
            """,
            [.integer(reading.mark), .integer(row), .text(key.run), .text(key.metric)]
        )
        while try statement.step() {
            let (step, time) = (statement.integer(0), statement.integer(3))
            reading.samples.append(statement.metric(1, isNaN: 2), step: step, time: time)
        }
        reading.mark = max(reading.mark, row)
    }
}
