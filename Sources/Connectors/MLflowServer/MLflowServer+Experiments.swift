import Client
import Entities

extension MLflowServer {
    /// All experiments, the newest first; the one of the newest run says when that started.
    ///
    /// All do once their runs are counted, where those are not too many to be read.
    public func experiments(
        _ question: Experiments
    ) async throws(Failure) -> Experiments.Answer {
        var experiments = try await experimentList()
        guard !experiments.isEmpty else { return Experiments.Answer([]) }
        let search = ServerSearch(
            experiments: experiments.map(\.id.key),
            filter: nil,
            order: ServerSearch.newest
        )
        if question.isCounted, let counted = try await counted(experiments, search) {
            return counted
        }
        let newest = try await newestRun(search)
        if let newest, let place = experiments.firstIndex(where: { $0.id.key == newest.experiment })
        {
            experiments[place].lastActivity = newest.start ?? .distantPast
        }
        return Experiments.Answer(experiments)
    }

    private func counted(
        _ experiments: [Experiment],
        _ search: ServerSearch
    ) async throws(Failure) -> Experiments.Answer? {
        guard let index = try await index(of: search, keeping: []) else { return nil }
        let table = index.table.countedExperiments(now: .systemNow, isComplete: index.isComplete)
        let counts = Dictionary(table.map { ($0.id, $0) }) { first, _ in first }
        let none = Experiment.Activity(runs: index.isComplete ? .exactly(0) : .atLeast(0))
        let counted = experiments.map { experiment in
            var counted = experiment
            counted.activity = counts[experiment.id]?.activity ?? none
            counted.lastActivity = counts[experiment.id]?.lastActivity
            return counted
        }
        let total = listings[search]?.count.number ?? 0
        return Experiments.Answer(counted, progress: index.progress(of: total))
    }

    /// The newest of all runs; read with the runs themselves where all of them are looked at.
    private func newestRun(_ search: ServerSearch) async throws(Failure) -> ServerRun? {
        if let known = listings[search], isFresh(known.readAt), let run = known.rows[0] {
            return run
        }
        return try await page(search, 1, nil).runs.first
    }

    /// All experiments, read again where they are old; whoever asks meanwhile waits for the same.
    func experimentList() async throws(Failure) -> [Experiment] {
        if let known = experimentsKnown, isFresh(known.at) { return known.value }
        let task =
            experimentsUnderWay
            ?? Task(executorPreference: AskingExecutor.shared) { await self.reloadExperiments() }
        experimentsUnderWay = task
        let result = await task.value
        experimentsUnderWay = nil
        return try result.get()
    }

    private func reloadExperiments() async -> Result<[Experiment], Failure> {
        var experiments: [Experiment] = []
        var token: String?
        var asked: String?
        do throws(Failure) {
            repeat {
                asked = token
                let next = token.map { ",\"page_token\":\($0.asJSON)" } ?? ""
                let body = "{\"max_results\":1000,\"view_type\":\"ALL\"\(next)}"
                token = nil
                try await read("experiments/search", body: Array(body.utf8)) {
                    reader throws(JSONError) in
                    try readExperiments(&reader, &experiments, &token)
                }
            } while token != nil && token != asked
        } catch {
            return .failure(error)
        }
        experimentsKnown = Known(value: experiments, at: .now)
        experimentNames = Dictionary(experiments.map { ($0.id.key, $0.name) }) { first, _ in first }
        return .success(experiments)
    }

    private func readExperiments(
        _ reader: inout JSONReader,
        _ experiments: inout [Experiment],
        _ token: inout String?
    ) throws(JSONError) {
        try reader.members { name, reader throws(JSONError) in
            switch name {
            case "experiments":
                try reader.elements { reader throws(JSONError) in
                    let experiment = try readExperiment(&reader)
                    if !experiment.id.key.isEmpty { experiments.append(experiment) }
                }
            case "next_page_token": token = try reader.text().flatMap { $0.isEmpty ? nil : $0 }
            default: try reader.skip()
            }
        }
    }

    private func readExperiment(_ reader: inout JSONReader) throws(JSONError) -> Experiment {
        var experiment = Experiment(id: Experiment.ID(source: source.id, key: ""), name: "")
        try reader.members { name, reader throws(JSONError) in
            switch name {
            case "experiment_id": experiment.id.key = try reader.text() ?? ""
            case "name": experiment.name = try reader.text() ?? ""
            case "creation_time":
                experiment.created = try reader.integer().map(Instant.init(milliseconds:))
            case "last_update_time":
                experiment.updated = try reader.integer().map(Instant.init(milliseconds:))
            case "tags":
                try reader.elements { reader throws(JSONError) in
                    let tag = try ServerRun.Text(&reader)
                    experiment.tags[tag.key] = tag.value
                }
            case "lifecycle_stage": experiment.isDeleted = try reader.text() == "deleted"
            default: try reader.skip()
            }
        }
        return experiment
    }
}
