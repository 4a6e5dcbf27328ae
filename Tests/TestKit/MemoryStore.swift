import Client
import Entities
import Statistics

/// A tracking store of given runs, for tests of everything above it.
public actor MemoryStore: TrackingStore, RunSource, ArtifactStore {
    /// Where the runs are said to be.
    public nonisolated let source: Source
    /// Changes ring; asked at an interval all the same where a test wants that.
    public nonisolated let interval: Duration?
    /// Rings for those who listen to its changes.
    public nonisolated let bell = Doorbell()

    private var runs: [Run]
    private var failure: Failure.Reason?
    private var questions = 0

    /// A store of these runs, which take its own source.
    public init(_ name: String, _ runs: [Run], interval: Duration? = nil) {
        self.interval = interval
        let id = Source.ID(name)
        source = Source(id: id, kind: "memory", location: "memory")
        self.runs = runs.map { run in
            var own = run
            own.id.source = id
            own.experiment.source = id
            return own
        }
    }

    /// How often it was asked for an order.
    public var asked: Int { questions }

    /// Fails from now on, until it is told otherwise.
    public func fail(_ reason: Failure.Reason?, isRinging: Bool = true) {
        failure = reason
        if isRinging { bell.ring() }
    }

    /// Has other runs from now on.
    public func change(_ body: @Sendable (inout [Run]) -> Void) {
        body(&runs)
        bell.ring()
    }

    /// Always there.
    public func check() async throws(Failure) -> String { "memory" }

    /// Rings with `bell`.
    public nonisolated func changes() -> AsyncStream<Void> { bell.rings() }

    /// The runs' experiments, each with the start of its newest run.
    public func experiments(
        _ question: Experiments
    ) async throws(Failure) -> Experiments.Answer {
        try answer()
        let table = table(loading: [])
        let counted = table.countedExperiments(now: SampleRuns.now, isComplete: true)
        return Experiments.Answer(counted.sorted { $0.id < $1.id })
    }

    /// The order, sorted at once.
    public func order(_ question: Runs) async throws(Failure) -> any RunOrder {
        questions += 1
        try answer()
        let table = table(loading: question.comparedFields)
        let scope = question.experiments.map { table.codes(of: $0) }
        let known = Dictionary(uniqueKeysWithValues: runs.map { ($0.id.key, $0) })
        return TableOrder(
            question,
            slots: table.slots(in: scope, where: question.filter, by: question.order),
            of: table,
            progress: nil,
            isCounted: true,
            read: { ids, _ in ids.compactMap { known[$0] } }
        )
    }

    /// Every field of the runs, by name.
    public func fields(_ question: RunFields) async throws(Failure) -> RunFields.Answer {
        try answer()
        let metrics = Set(runs.flatMap(\.metrics.keys)).sorted().map(Field.metric)
        let params = Set(runs.flatMap(\.params.keys)).sorted().map(Field.param)
        return RunFields.Answer(common: metrics + params, all: metrics + params)
    }

    /// A series that falls to the run's last value.
    public func series(_ question: MetricSeries) async throws(Failure) -> Series {
        try answer()
        guard let run = runs.first(where: { $0.id == question.run }) else {
            throw Failure(source: source.id, reason: .notFound("run \(question.run.key)"))
        }
        var samples = Samples()
        let last = run.metrics[question.key] ?? .nan
        let start = run.start?.milliseconds ?? 0
        for step in 0..<100 {
            let value = last + Double(99 - step) * 0.01
            samples.append(value, step: Int64(step), time: start + Int64(step) * 1000)
        }
        return Series(samples, for: question)
    }

    /// The run with one dataset.
    public func detail(_ question: WholeRun) async throws(Failure) -> RunDetail {
        try answer()
        guard let run = runs.first(where: { $0.id == question.run }) else {
            throw Failure(source: source.id, reason: .notFound("run \(question.run.key)"))
        }
        let data = Dataset(name: "churn-2026-11", digest: "9f3a04d7", context: "training")
        return RunDetail(run: run, artifactURI: "/runs/\(run.id.key)", datasets: [data])
    }

    /// A model, and a picture beside it.
    public func files(_ question: Artifacts) async throws(Failure) -> [Artifact] {
        try answer()
        guard question.folder.isEmpty else {
            return [Artifact(path: question.folder + "/MLmodel", isFolder: false, size: 31)]
        }
        return [
            Artifact(path: "model", isFolder: true),
            Artifact(path: "shap.png", isFolder: false, size: 184_000),
        ]
    }

    /// Text of the model, bytes of the picture.
    public func preview(
        _ question: ArtifactPreview
    ) async throws(Failure) -> ArtifactPreview.Answer {
        try answer()
        guard question.path.hasSuffix("MLmodel") else {
            return ArtifactPreview.Answer(bytes: [0x89, 0x50, 0x4E, 0x47, 0, 1], isCut: true)
        }
        return ArtifactPreview.Answer(
            bytes: Array("flavors:\n\tsklearn: \u{1B}[2J\n".utf8),
            isCut: false
        )
    }

    private func answer() throws(Failure) {
        if let failure { throw Failure(source: source.id, reason: failure) }
    }

    private func table(loading fields: [Field]) -> RunTable {
        var table = RunTable(source: source.id)
        for (slot, run) in runs.enumerated() { add(run, slot, to: &table) }
        for (slot, run) in runs.enumerated() {
            guard let parent = run.tags["mlflow.parentRunId"].flatMap({ table.slot(of: $0) }) else {
                continue
            }
            table.parents[Int32(slot)] = Int32(parent)
        }
        for field in fields where !field.isAlwaysLoaded { load(field, into: &table) }
        return table
    }

    private func add(_ run: Run, _ slot: Int, to table: inout RunTable) {
        let known = table.experiments.firstIndex { $0.id == run.experiment }
        if known == nil {
            table.experiments.append(Experiment(id: run.experiment, name: run.experimentName))
        }
        let row = RunTable.Row(
            experiment: Int32(known ?? table.experiments.count - 1),
            status: run.status,
            start: run.start,
            end: run.end,
            rowID: Int64(slot)
        )
        Array(run.id.key.utf8).withUnsafeBufferPointer { _ = table.upsert($0, row) }
    }

    private func load(_ field: Field, into table: inout RunTable) {
        table.addColumn(field)
        if case .metric(let key) = field {
            table.withNumbers(field) { numbers, _ in
                for (slot, run) in runs.enumerated() {
                    if let value = run.metrics[key] { numbers[slot] = value }
                }
            }
            return
        }
        table.withTexts(field) { texts, _ in
            for (slot, run) in runs.enumerated() {
                if let text = run.text(of: field) { texts.set(text, at: slot) }
            }
        }
    }
}

extension Run {
    fileprivate func text(of field: Field) -> String? {
        switch field {
        case .param(let key): params[key]
        case .tag(let key): tags[key]
        case .attribute(.name): name
        case .attribute(.user): user
        case .attribute, .metric, .history, .several: nil
        }
    }
}
