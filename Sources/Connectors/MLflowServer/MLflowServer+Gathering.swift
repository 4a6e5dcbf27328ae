import Client
import Entities

/// Runs that are asked for together.
struct RunBatch: Sendable {
    let ids: Set<String>
    let task: Task<Result<[String: ServerRun], Failure>, Never>
}

extension MLflowServer {
    /// Those of some runs that are still there, by their ids.
    ///
    /// Each model that is seen needs its own: what is asked for while a request is under way shares
    /// the next one.
    func gathered(_ ids: [String]) async throws(Failure) -> [String: ServerRun] {
        toGather += ids.filter { gathering?.ids.contains($0) != true }
        var missing = Set(ids)
        var runs: [String: ServerRun] = [:]
        while !missing.isEmpty {
            let batch = gathering ?? beginGathering(missing)
            let result = await batch.task.value
            if gathering?.task == batch.task { gathering = nil }
            let read = try result.get()
            for id in missing.intersection(batch.ids) { runs[id] = read[id] }
            missing.subtract(batch.ids)
        }
        return runs
    }

    private func beginGathering(_ missing: Set<String>) -> RunBatch {
        // A request that failed may have taken away what another still waits for.
        if toGather.isEmpty { toGather = Array(missing) }
        let ids = takeLongestWaiting()
        let task = Task(executorPreference: AskingExecutor.shared) { await self.gather(ids) }
        let batch = RunBatch(ids: ids, task: task)
        gathering = batch
        return batch
    }

    private func takeLongestWaiting() -> Set<String> {
        var ids: Set<String> = []
        let end = toGather.firstIndex { id in
            if ids.count < Listing.page { ids.insert(id) }
            return !ids.contains(id)
        }
        toGather.removeSubrange(..<(end ?? toGather.endIndex))
        return ids
    }

    private func gather(_ ids: Set<String>) async -> Result<[String: ServerRun], Failure> {
        do throws(Failure) {
            let experiments = try await experimentList().map(\.id.key)
            let search = ServerSearch(
                experiments: experiments,
                filter: nil,
                order: ServerSearch.newest
            )
            let runs = try await found(ids.sorted(), search)
            return .success(Dictionary(runs.map { ($0.id, $0) }) { first, _ in first })
        } catch {
            // Whoever waits, waits for this.
            toGather = []
            return .failure(error)
        }
    }
}
