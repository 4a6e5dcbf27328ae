import Client
import Entities

extension MLflowServer {
    /// How many of the newest runs tell what is common, and how many keys of each.
    private static let sample = (runs: 32, keys: 200)

    /// What the newest runs have in common, and on request every key that has been read.
    public func fields(_ question: RunFields) async throws(Failure) -> RunFields.Answer {
        let experiments = try await experimentList()
        let scope = experiments.filter { question.experiments?.contains($0.name) ?? true }
        guard !scope.isEmpty else { return RunFields.Answer(common: [], all: []) }
        let search = ServerSearch(
            experiments: scope.map(\.id.key),
            filter: nil,
            order: ServerSearch.newest
        )
        let listing = try await newest(search)
        var seen: [Field: Int] = [:]
        for rank in 0..<Self.sample.runs {
            for field in listing.rows[rank]?.fields(Self.sample.keys) ?? [] {
                seen[field, default: 0] += 1
            }
        }
        let common = seen.sorted { ($1.value, $0.key.mlflow) < ($0.value, $1.key.mlflow) }
        return RunFields.Answer(
            common: common.map(\.key),
            all: question.isComplete ? knownFields.sorted { $0.mlflow < $1.mlflow } : []
        )
    }

    private func newest(_ search: ServerSearch) async throws(Failure) -> Listing {
        let listing = try await listing(search)
        guard listing.missing(in: 0..<Self.sample.runs) != nil else { return listing }
        let looked = listing.looked
        let loaded = try await load(0..<Self.sample.runs, of: search)
        listings[search]?.looked = looked
        return loaded
    }
}
