import Client
import Entities

extension MLflowServer {
    /// How many indices are kept.
    private static let kept = 2
    /// How many runs that have not ended are looked at again, the newest first.
    private static let watched = 300

    /// What has been indexed of a search, the rest is read behind it and rings; nil where there
    /// are too many runs.
    func index(
        of search: ServerSearch,
        keeping fields: [Field]
    ) async throws(Failure) -> RunIndex? {
        let listing = try await listing(search)
        if let end = listing.end, end > RunIndex.limit { return nil }
        if indices[search] == nil {
            if listing.end == nil, try await hasRun(at: RunIndex.limit, search) { return nil }
            if indices[search] == nil { begin(search, with: listing, keeping: fields) }
        } else if let index = indices[search], index.isComplete, index.readAt < listing.readAt {
            try await follow(search, with: listing, keeping: fields)
        }
        indexOn(search, keeping: fields)
        return indices[search]
    }

    /// Begins with what has been listed already.
    private func begin(_ search: ServerSearch, with listing: Listing, keeping fields: [Field]) {
        if indices.count >= Self.kept,
            let oldest = indices.min(by: { $0.value.readAt < $1.value.readAt })
        {
            indices[oldest.key] = nil
        }
        var index = RunIndex(source.id)
        let ranks = 0..<(listing.missing(in: 0..<listing.lower) ?? listing.lower)
        var page = ServerPage()
        page.runs = ranks.compactMap { listing.rows[$0] }
        page.next = listing.isWhole ? nil : listing.start(for: page.runs.count).token
        index.take(page, experimentNames, keeping: fields)
        indices[search] = index
    }

    /// Goes on reading in the background and rings now and then.
    private func indexOn(_ search: ServerSearch, keeping fields: [Field]) {
        guard indices[search]?.isComplete == false, indexing[search] == nil else { return }
        indexing[search] = Task(executorPreference: AskingExecutor.shared) { [weak self] in
            await self?.indexToTheEnd(search, fields)
        }
    }

    private func indexToTheEnd(_ search: ServerSearch, _ fields: [Field]) async {
        var ring = Listing.longPage
        while let index = indices[search], !index.isComplete {
            let (offset, next) = (index.offset, index.next)
            guard let page = try? await page(search, Listing.longPage, next) else { break }
            // Begun anew meanwhile: the page belongs to what is gone.
            guard indices[search]?.next == next else { continue }
            indices[search]?.take(page, experimentNames, keeping: fields)
            // Each ring is a sort: rarer and rarer.
            if offset > ring {
                bell.ring()
                ring *= 2
            }
            if offset > 2 * RunIndex.limit { break }
        }
        indexing[search] = nil
        _ = budget.charge(self, bytes: indices.values.reduce(0) { $0 + $1.table.bytes })
        bell.ring()
    }

    /// Looks for newer runs and at those that have not ended; begins anew where some have gone.
    private func follow(
        _ search: ServerSearch,
        with listing: Listing,
        keeping fields: [Field]
    ) async throws(Failure) {
        indices[search]?.readAt = .now
        if listing.isWhole || indices[search]?.isWrong(for: listing.end) == true {
            return begin(search, with: listing, keeping: fields)
        }
        var offset = 0
        while true {
            let page = try await load(offset..<offset + Listing.page, of: search)
            let runs = (offset..<offset + Listing.page).compactMap { page.rows[$0] }
            let before = indices[search]?.count ?? 0
            indices[search]?.take(runs, experimentNames, keeping: fields)
            let added = (indices[search]?.count ?? 0) - before
            offset += Listing.page
            guard added == Listing.page else { break }
        }
        let seen = Set(listings[search]?.rows.values.map(\.id) ?? [])
        let open = (indices[search]?.open ?? []).subtracting(seen)
        let again = try await found(Array(open.sorted().prefix(Self.watched)), search)
        indices[search]?.take(again, experimentNames, keeping: fields)
    }

    /// Reads runs by their ids, in the order of the ids; what has gone since is shown as killed.
    func runs(_ ids: [String], _ columns: Window.Columns) async throws(Failure) -> [Run] {
        let old = ids.filter { id in !(recent[id].map { isFresh($0.at) } ?? false) }
        let scope = ServerSearch(
            experiments: Array(experimentNames.keys),
            filter: nil,
            order: ServerSearch.newest
        )
        let found = old.isEmpty ? [] : try await found(old, scope)
        for run in found { recent[run.id] = Known(value: run, at: .now) }
        for id in Set(old).subtracting(found.map(\.id)) {
            recent[id] = nil
            for search in Array(indices.keys) { indices[search]?.remove(id) }
        }
        defer { if recent.count > 4 * Listing.longPage { recent = [:] } }
        return ids.map { id in
            if let known = recent[id] { return shown(known.value, columns) }
            return Run(
                id: Run.ID(source: source.id, key: id),
                experiment: Experiment.ID(source: source.id, key: ""),
                experimentName: "",
                name: "\(id) is gone",
                status: .killed,
                start: nil,
                end: nil,
                user: ""
            )
        }
    }

    /// The runs of some ids that are still there.
    func found(
        _ ids: [String],
        _ search: ServerSearch
    ) async throws(Failure) -> [ServerRun] {
        var runs: [ServerRun] = []
        for start in stride(from: 0, to: ids.count, by: Listing.page) {
            let some = Array(ids[start..<min(ids.count, start + Listing.page)])
            var named = search
            guard let filter = Filter.compare(.attribute(.id), .among(some)).mlflow() else {
                continue
            }
            named.filter = filter
            runs += try await page(named, Listing.page, nil).runs
        }
        return runs
    }
}
