import Client
import Entities

/// A series and the run's last value of its metric when it was read.
struct SeriesKnown: Sendable {
    var last: ServerRun.Value
    var series: Series
}

/// Runs of one metric whose samples are asked for together.
struct SampleBatch: Sendable {
    let runs: Set<String>
    let task: Task<Result<[String: [ServerRun.Value]], Failure>, Never>
}

extension MLflowServer {
    /// How many samples of a series are asked for where few columns are drawn.
    private static let samples = 160
    /// How many runs are sampled at once; MLflow takes no more.
    private static let runs = 100

    /// Samples of a series; what is asked for while a request is under way shares the next one.
    func samples(_ question: MetricSeries) async throws(Failure) -> [ServerRun.Value] {
        let (run, key) = (question.run.key, question.key)
        while !Task.isCancelled {
            let batch = sampling[key] ?? beginSampling(key, run)
            if !batch.runs.contains(run) { toSample[key, default: []].insert(run) }
            let result = await batch.task.value
            if sampling[key]?.task == batch.task { sampling[key] = nil }
            let values = try result.get()
            if batch.runs.contains(run) { return values[run] ?? [] }
        }
        throw failure(.cancelled)
    }

    private func beginSampling(_ key: String, _ run: String) -> SampleBatch {
        var waiting = toSample.removeValue(forKey: key) ?? []
        waiting.remove(run)
        let runs = [run] + waiting.prefix(Self.runs - 1)
        waiting.subtract(runs)
        if !waiting.isEmpty { toSample[key] = waiting }
        let batch = SampleBatch(
            runs: Set(runs),
            task: Task(executorPreference: AskingExecutor.shared) { await self.sample(key, runs) }
        )
        sampling[key] = batch
        return batch
    }

    private func sample(
        _ key: String,
        _ runs: [String]
    ) async -> Result<[String: [ServerRun.Value]], Failure> {
        let query: [HTTPRequest.Parameter] =
            runs.map { .init("run_ids", $0) } + [
                .init("metric_key", key), .init("max_results", "\(Self.samples)"),
            ]
        do throws(Failure) {
            let values = try await values("metrics/get-history-bulk-interval", query).values
            return .success(Dictionary(grouping: values, by: \.run))
        } catch {
            return .failure(error)
        }
    }
}
