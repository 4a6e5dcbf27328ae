import Client
import Entities
import SQLite

extension MLflowSQLite {
    /// All experiments; the one of the newest run says when that started, all do once counted.
    public func experiments(
        _ question: Experiments
    ) async throws(Failure) -> Experiments.Answer {
        try reading { connection in
            try beginIndexing(connection)
            guard question.isCounted else {
                return Experiments.Answer(try uncountedExperiments(connection).reversed())
            }
            readOn()
            let counted = table.countedExperiments(
                now: .systemNow,
                isComplete: indexing.isComplete && indexing.lost == 0
            )
            let progress = indexing.isComplete ? nil : indexing.progress
            return Experiments.Answer(counted.reversed(), progress: progress)
        }
    }

    private func uncountedExperiments(
        _ connection: StoreConnection
    ) throws(SQLiteError) -> [Experiment] {
        var experiments = table.experiments
        let newest = try connection.prepare(
            """
            SELECT experiment_id, start_time FROM runs WHERE lifecycle_stage = 'active'
            ORDER BY rowid DESC LIMIT 1
            """
        )
        guard try newest.step() else { return experiments }
        let (code, start) = (following.codes[newest.integer(0)], newest.instant(1))
        newest.reset()
        if let code { experiments[Int(code)].lastActivity = start ?? .distantPast }
        return experiments
    }

    /// The order over what has been read; the rest is read behind it and rings.
    public func order(_ runs: Runs) async throws(Failure) -> any RunOrder {
        try reading { connection in
            try beginIndexing(connection)
            if indexing.isComplete {
                for field in runs.comparedFields { try want(field, connection) }
            }
            readOn()
            let loading = runs.comparedFields.compactMap { loads[$0]?.progress }
            let waiting = indexing.isComplete ? loading : [indexing.progress]
            let hits = try hits(runs, connection)
            let slots = hits?.slots(in: nil, by: runs.order)
            return TableOrder(
                runs,
                slots: slots ?? orders.slots(of: runs, in: table),
                of: hits ?? table,
                progress: waiting.min(),
                isCounted: hits == nil && indexing.isComplete && indexing.lost == 0,
                lost: Int(indexing.lost),
                read: { [weak self] ids, columns throws(Failure) in
                    try await self?.runs(ids, columns) ?? []
                }
            )
        }
    }

    /// Goes on reading in the background, a few milliseconds at a time, and rings now and then.
    private func readOn() {
        guard work == nil, !indexing.isComplete || !loads.isEmpty else { return }
        work = Task(executorPreference: AskingExecutor.shared) { [weak self] in
            await self?.readToTheEnd()
        }
    }

    private func readToTheEnd() async {
        let clock = ContinuousClock()
        var pause = Duration.milliseconds(60)
        var next = clock.now + pause
        while !Task.isCancelled {
            do {
                guard try readMore() else { break }
            } catch {
                guard (error as? SQLiteError)?.isBusy == true else {
                    giveUp()
                    break
                }
                // A writer holds the file: SQLite has waited for it and waits again.
            }
            if clock.now >= next {
                for field in loads.keys { loads[field]?.ring() }
                bell.ring()
                // Each ring is a sort: rarer and rarer, so that they cost less than the reading.
                pause *= 3
                next = clock.now + pause
            }
            await Task.yield()
        }
        guard !Task.isCancelled else { return }
        work = nil
        bell.ring()
    }

    /// Takes what has been read for all there is, when reading on fails for good.
    private func giveUp() {
        if !indexing.isComplete { indexing.lost += indexing.lowest ?? 0 }
        indexing.isComplete = true
        loads = [:]
    }

    /// Reads one piece and returns whether there is more to read.
    private func readMore() throws -> Bool {
        guard let connection, connection.isCurrent else { return false }
        if !indexing.isComplete {
            try connection.database.snapshot { () throws(SQLiteError) in
                try indexChunk(connection)
            }
            if indexing.isComplete { try readParents(connection, after: 0) }
            return true
        }
        guard let field = loads.first(where: { $0.value.isWanted })?.key else { return false }
        try loadChunk(field, connection)
        return !loads.isEmpty
    }

    /// Reads which runs are children; the tag's key is indexed, and most stores have few.
    func readParents(_ connection: StoreConnection, after row: Int64) throws(SQLiteError) {
        let statement = try connection.prepare(
            "SELECT run_uuid, value FROM tags WHERE key = 'mlflow.parentRunId' AND rowid > ?",
            [.integer(row)]
        )
        while try statement.step() {
            guard let child = statement.bytes(0, { table.slot(of: $0, hint: -1) }) ?? nil,
                let parent = statement.bytes(1, { table.slot(of: $0, hint: -1) }) ?? nil
            else { continue }
            table.parents[Int32(child)] = Int32(parent)
        }
        table.touch()
    }
}
