import Client
import Entities
import Statistics

/// The built-in workspace: runs that start, move and end as time goes by, the same at every start.
public actor DemoStore: TrackingStore {
    /// The demo.
    public nonisolated let source = Source(
        id: Source.ID("demo"),
        kind: "demo",
        location: "built in"
    )
    /// Its runs move.
    public nonisolated let interval: Duration? = .seconds(2)

    let time: Timekeeper
    let opened: Instant
    private(set) var table: RunTable
    private(set) var runs: [DemoRun] = []
    /// The runs that became versions, by experiment.
    var versionsKnown: [Int: [Int]] = [:]
    /// What serves each model, where it was changed.
    var applications: [String: DemoApplication] = [:]
    /// What was written into the registry.
    var written = DemoWritings()
    /// The silences that there were, and are.
    var silences: [Silence] = []

    private static let experiments = ["churn", "ranker-sweep", "fraud", "support-8b-sft"]
    private static let counts = [214, 1200, 96, 12]
    /// A new run starts so often.
    private static let gap: Int64 = 9 * 60_000

    /// The workspace as it is at the clock's time.
    public init(time: Timekeeper) {
        self.time = time
        opened = time.now()
        table = RunTable(source: source.id)
    }

    /// There is always an answer.
    public func check() async throws(Failure) -> String { "built in" }

    /// Nothing rings: it is asked again when its interval is over.
    public nonisolated func changes() -> AsyncStream<Void> { AsyncStream { $0.finish() } }

    /// All experiments; the first has the newest run.
    public func experiments(
        _ question: Experiments
    ) async throws(Failure) -> Experiments.Answer {
        advance()
        guard question.isCounted else { return Experiments.Answer(table.experiments) }
        return Experiments.Answer(table.countedExperiments(now: time.now(), isComplete: true))
    }

    /// The order at this moment.
    public func order(_ question: Runs) async throws(Failure) -> any RunOrder {
        advance()
        for field in question.comparedFields { load(field) }
        return TableOrder(
            question,
            slots: table.slots(
                in: question.experiments.map { table.codes(of: $0) },
                where: question.filter,
                by: question.order
            ),
            of: table,
            progress: nil,
            isCounted: true,
            read: { [weak self] ids, columns throws(Failure) in
                await self?.read(ids, columns) ?? []
            }
        )
    }

    /// The same for every experiment.
    public func fields(_ question: RunFields) async throws(Failure) -> RunFields.Answer {
        let all =
            Demo.metrics.map(Field.metric) + ["data", "depth", "lr", "model"].map(Field.param)
        return RunFields.Answer(common: all, all: all)
    }

    /// A metric up to the step that is done.
    public func series(_ question: MetricSeries) async throws(Failure) -> Series {
        guard let slot = table.slot(of: question.run.key) else {
            throw Failure(source: source.id, reason: .notFound("run \(question.run.key)"))
        }
        let run = runs[slot]
        let now = time.now()
        var samples = Samples()
        for step in 0...run.lastStep(at: now) {
            guard let value = run.value(question.key, step: step) else { continue }
            samples.append(value, step: step, time: run.time(of: step))
        }
        return Series(samples, for: question)
    }
}

extension DemoStore {
    /// Brings the table to this moment: what has started is added, what has ended says so.
    func advance() {
        if runs.isEmpty { fill() }
        let now = time.now()
        let newest = runs.last?.start ?? now
        var next = Instant(milliseconds: newest.milliseconds + Self.gap)
        while next <= now {
            start(at: next, experiment: 0, parent: nil)
            next = Instant(milliseconds: next.milliseconds + Self.gap)
        }
        for (slot, run) in runs.enumerated() where table.status(slot) == .running {
            put(run, experiment: table.experiment(slot), now)
        }
        for field in table.columns.keys { table.removeColumn(field) }
        table.touch()
    }

    private func fill() {
        table.experiments = Self.experiments.enumerated().map { index, name in
            Experiment(
                id: Experiment.ID(source: source.id, key: String(index)),
                name: name,
                lastActivity: Instant(milliseconds: opened.milliseconds - Int64(index) * 3_600_000)
            )
        }
        for experiment in Self.experiments.indices.reversed() {
            for back in (1...Self.counts[experiment]).reversed() {
                let ago = Int64(back) * Self.gap + Int64(experiment) * 3_600_000
                let parent =
                    experiment == 0 && back % 12 < 3 && back < 60 ? runs.count - back % 3 - 1 : nil
                let isChild = parent.map { $0 >= 0 && runs[$0].parent == nil } ?? false
                start(
                    at: Instant(milliseconds: opened.milliseconds - ago),
                    experiment: experiment,
                    parent: isChild ? parent : nil
                )
            }
        }
    }

    private func start(at start: Instant, experiment: Int, parent: Int?) {
        let run = DemoRun(number: runs.count, start: start, parent: parent)
        runs.append(run)
        let slot = put(run, experiment: experiment, time.now())
        if let parent { table.parents[Int32(slot)] = Int32(parent) }
    }

    @discardableResult
    private func put(_ run: DemoRun, experiment: Int, _ now: Instant) -> Int {
        let row = RunTable.Row(
            experiment: Int32(experiment),
            status: run.status(at: now),
            start: run.start,
            end: run.end(at: now),
            rowID: Int64(run.number)
        )
        return Array("demo-\(run.number)".utf8).withUnsafeBufferPointer { table.upsert($0, row) }
    }

    /// Fills the column of a field that an order compares.
    private func load(_ field: Field) {
        guard !field.isAlwaysLoaded else { return }
        table.addColumn(field)
        let now = time.now()
        let values = runs.map { text(of: field, $0) }
        if case .metric(let key) = field {
            let numbers = runs.map { $0.value(key, step: $0.lastStep(at: now)) }
            table.withNumbers(field) { column, _ in
                for (slot, number) in numbers.enumerated() {
                    if let number { column[slot] = number }
                }
            }
        } else {
            table.withTexts(field) { column, _ in
                for (slot, text) in values.enumerated() {
                    if let text { column.set(text, at: slot) }
                }
            }
        }
    }

    private func text(of field: Field, _ run: DemoRun) -> String? {
        switch field {
        case .param(let key): run.params[key]
        case .attribute(.user): run.user
        case .attribute(.name): run.name
        default: nil
        }
    }

    func read(_ ids: [String], _ columns: Window.Columns) -> [Run] {
        let now = time.now()
        return ids.compactMap { id in
            guard let slot = table.slot(of: id) else { return nil }
            let (demo, experiment) = (runs[slot], table.experiments[table.experiment(slot)])
            var run = Run(
                id: Run.ID(source: source.id, key: id),
                experiment: experiment.id,
                experimentName: experiment.name,
                name: demo.name,
                status: demo.status(at: now),
                start: demo.start,
                end: demo.end(at: now),
                user: demo.user
            )
            let step = demo.lastStep(at: now)
            run.metrics = Dictionary(
                uniqueKeysWithValues: Demo.metrics.compactMap { key in
                    columns.contains(.metric(key))
                        ? demo.value(key, step: step).map { (key, $0) } : nil
                }
            )
            run.params = demo.params.filter { columns.contains(.param($0.key)) }
            return run
        }
    }
}
