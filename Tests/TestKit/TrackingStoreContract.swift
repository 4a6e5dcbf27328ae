import Client
import Entities
import Testing

/// What every tracking store promises, whatever it reads.
public func checkTrackingStore(
    _ store: any TrackingStore,
    location: SourceLocation = #_sourceLocation
) async throws {
    let check = TrackingStoreCheck(store: store, location: location)
    try await check.sourceTellsItsVersion()
    try await check.experimentsAreItsOwn()
    try await check.pagesOfAnySizeAreTheSameList()
    try await check.sortingTurnsRoundButKeepsWhatHasNoValueLast()
    try await check.keysRiseWithRanks()
    try await check.onlyWhatIsAskedForIsRead()
    try await check.anUnknownExperimentHasNoRuns()
    try await check.aChartShowsWhatTheSamplesAre()
    try await check.aRunIsTheSameWholeAndInAList()
}

private struct TrackingStoreCheck {
    let store: any TrackingStore
    let location: SourceLocation

    func sourceTellsItsVersion() async throws {
        #expect(!(try await store.check().isEmpty), sourceLocation: location)
        #expect(!store.source.kind.isEmpty && !store.source.location.isEmpty)
    }

    func experimentsAreItsOwn() async throws {
        let experiments = try await store.experiments(Experiments()).experiments
        #expect(!experiments.isEmpty, sourceLocation: location)
        #expect(
            experiments.allSatisfy { $0.id.source == store.source.id },
            sourceLocation: location
        )
        #expect(Set(experiments.map(\.id)).count == experiments.count, sourceLocation: location)
    }

    func pagesOfAnySizeAreTheSameList() async throws {
        let order = try await finalOrder(Runs(experiments: nil))
        let count = order.count.number
        let whole = try await order.rows(0..<count, columns: .these([])).map(\.id)
        #expect(Set(whole).count == count, sourceLocation: location)
        for size in [1, 7, 64] {
            var paged: [Run.ID] = []
            for start in stride(from: 0, to: min(count, size * 20), by: size) {
                let ranks = start..<min(count, start + size)
                paged += try await order.rows(ranks, columns: .these([])).map(\.id)
            }
            #expect(paged == Array(whole.prefix(paged.count)), sourceLocation: location)
        }
    }

    func sortingTurnsRoundButKeepsWhatHasNoValueLast() async throws {
        for field in try await someFields() {
            let up = try await values(of: field, descending: false)
            let down = try await values(of: field, descending: true)
            let isRising = zip(up, up.dropFirst()).allSatisfy { left, right in
                left.compare(right, descending: false) <= 0
            }
            #expect(isRising, "\(field.mlflow) does not rise", sourceLocation: location)
            let isFalling = zip(down, down.dropFirst()).allSatisfy { left, right in
                left.compare(right, descending: true) <= 0
            }
            #expect(isFalling, "\(field.mlflow) does not fall", sourceLocation: location)
            #expect(up.count == down.count, sourceLocation: location)
        }
    }

    func keysRiseWithRanks() async throws {
        let runs = Runs(experiments: nil, isNested: true)
        let order = try await finalOrder(runs)
        for rank in 1..<max(1, min(500, order.count.number)) {
            let (before, here) = (try await order.key(at: rank - 1), try await order.key(at: rank))
            #expect(before.precedes(here, in: runs.order), "rank \(rank)", sourceLocation: location)
        }
    }

    func onlyWhatIsAskedForIsRead() async throws {
        let order = try await finalOrder(Runs(experiments: nil))
        guard order.count.number > 0 else { return }
        let field = try await someFields()[0]
        let none = try await order.rows(0..<1, columns: .these([]))[0]
        #expect(none.metrics.isEmpty && none.params.isEmpty, sourceLocation: location)
        let rows = try await order.rows(0..<order.count.number, columns: .these([field]))
        #expect(rows.contains { $0.value(of: field) != .missing }, sourceLocation: location)
    }

    func anUnknownExperimentHasNoRuns() async throws {
        let order = try await finalOrder(Runs(experiments: ["no experiment has this name"]))
        #expect(order.count == .exactly(0), sourceLocation: location)
    }

    /// Zooming shows part of the whole, and smoothing changes neither the last value nor the best.
    func aChartShowsWhatTheSamplesAre() async throws {
        guard let run = try await firstRun(), let key = run.metrics.keys.sorted().first else {
            return
        }
        let whole = try await store.series(MetricSeries(run: run.id, key: key, columns: 200))
        #expect(whole.count > 0 && whole.buckets.contains { $0 != nil }, sourceLocation: location)
        let (low, high) = (whole.whole.lowerBound, whole.whole.upperBound)
        let zoomed = try await store.series(
            MetricSeries(
                run: run.id,
                key: key,
                columns: 200,
                range: low...(low + (high - low) / 2),
                smoothing: 0.9
            )
        )
        #expect(zoomed.whole == whole.whole, sourceLocation: location)
        #expect(zoomed.last?.step == whole.last?.step, sourceLocation: location)
        #expect(zoomed.least == whole.least, sourceLocation: location)
        let timed = try await store.series(
            MetricSeries(run: run.id, key: key, columns: 200, axis: .relative)
        )
        #expect(timed.whole.lowerBound == 0 && timed.count == whole.count, sourceLocation: location)
    }

    func aRunIsTheSameWholeAndInAList() async throws {
        guard let store = store as? any RunSource, let run = try await firstRun() else { return }
        let detail = try await store.detail(WholeRun(run.id))
        #expect(detail.run.id == run.id && detail.run.name == run.name, sourceLocation: location)
        #expect(detail.run.params == run.params, sourceLocation: location)
        #expect(Set(detail.run.metrics.keys) == Set(run.metrics.keys), sourceLocation: location)
        let nobody = Run.ID(source: store.source.id, key: "0123456789abcdef0123456789abcdef")
        await #expect(throws: Failure.self, sourceLocation: location) {
            try await store.detail(WholeRun(nobody))
        }
    }

    /// A run with metrics.
    private func firstRun() async throws -> Run? {
        let order = try await finalOrder(Runs(experiments: nil))
        let rows = try await order.rows(0..<min(20, order.count.number), columns: .all)
        return rows.first { !$0.metrics.isEmpty && $0.status == .finished }
    }

    private func someFields() async throws -> [Field] {
        let common = try await store.fields(RunFields(experiments: nil)).common
        let metrics = common.filter { if case .metric = $0 { true } else { false } }
        let params = common.filter { if case .param = $0 { true } else { false } }
        #expect(!metrics.isEmpty, sourceLocation: location)
        return Array(metrics.prefix(2) + params.prefix(2))
    }

    private func values(of field: Field, descending: Bool) async throws -> [SortValue] {
        let runs = Runs(experiments: nil, order: [SortKey(field, descending: descending)])
        let order = try await finalOrder(runs)
        let rows = try await order.rows(0..<order.count.number, columns: .these([field]))
        return rows.map { $0.value(of: field) }
    }

    private func finalOrder(_ runs: Runs) async throws -> any RunOrder {
        var order = try await store.order(runs)
        try await eventually {
            order = try await store.order(runs)
            return order.progress == nil
        }
        return order
    }
}

extension Run {
    /// A field as the run itself shows it.
    func value(of field: Field) -> SortValue {
        switch field {
        case .metric(let key):
            metrics[key].map { $0.isNaN ? .nan : .number($0) } ?? .missing
        case .param(let key): params[key].map(SortValue.text) ?? .missing
        case .tag(let key): tags[key].map(SortValue.text) ?? .missing
        case .attribute, .history, .several: .missing
        }
    }
}
