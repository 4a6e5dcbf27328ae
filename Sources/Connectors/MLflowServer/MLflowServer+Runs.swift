import Client
import Entities

extension MLflowServer {
    /// The order of the server itself, or of an index where it has none such.
    public func order(_ runs: Runs) async throws(Failure) -> any RunOrder {
        let experiments = try await experimentList()
        let scope = experiments.filter { runs.experiments?.contains($0.name) ?? true }
            .map(\.id.key)
        guard !scope.isEmpty else { return tableOrder(runs, RunTable(source: source.id), nil) }
        if let field = runs.comparedFields.first(where: \.isHistory) {
            throw failure(
                .refused(
                    why: "an MLflow server does not compare by \(field.mlflow); only last values"
                )
            )
        }
        let plan = SearchPlan(runs, isVersion2: runs.filter != nil ? await isVersion2() : false)
        var search = ServerSearch(
            experiments: scope,
            filter: plan.filter,
            order: plan.order ?? ServerSearch.newest
        )
        let listing = try await listing(search)
        let isNested = runs.isNested ? try await hasChildren(search) : false
        if plan.isWhole, !isNested {
            return serverOrder(runs, search)
        }
        search.order = ServerSearch.newest
        if let index = try await index(of: search, keeping: runs.comparedFields) {
            let progress = index.progress(of: listing.count.number)
            return tableOrder(runs, index.table, plan.rest, progress: progress)
        }
        guard plan.isWhole else {
            let limit = RunIndex.limit
            throw failure(
                .refused(
                    why: "MLflow cannot answer this, and more than \(limit) runs are not read;"
                        + " choose an experiment, or add a condition that MLflow knows"
                )
            )
        }
        search.order = plan.order ?? ServerSearch.newest
        return serverOrder(runs, search)
    }

    /// Whether the server is of version 2; asked once, as a newer one answers the same questions.
    private func isVersion2() async -> Bool {
        if let known = hasVersion2 { return known }
        guard let version = try? await check() else { return false }
        hasVersion2 = version.hasPrefix("MLflow 2")
        return hasVersion2 ?? false
    }

    /// Whether any run of a search is below another; asked once a reading.
    private func hasChildren(_ search: ServerSearch) async throws(Failure) -> Bool {
        guard let listing = listings[search] else { return false }
        if listing.rows.values.contains(where: { $0.parent != nil }) { return true }
        if let end = listing.end, end <= listing.rows.count { return false }
        if let known = listing.hasChildren { return known }
        var children = search
        let isChild = "tag.`mlflow.parentRunId` LIKE '%'"
        children.filter = search.filter.map { "\($0) AND \(isChild)" } ?? isChild
        let has = try await !page(children, 1, nil).runs.isEmpty
        listings[search]?.hasChildren = has
        return has
    }

    /// The runs of a table in a question's order; with `wanted`, only those it lets through.
    func tableOrder(_ runs: Runs, _ table: RunTable, _ rest: Filter?, progress: Double? = nil)
        -> TableOrder
    {
        TableOrder(
            runs,
            slots: table.slots(in: nil, where: rest, by: runs.order),
            of: table,
            progress: progress,
            isCounted: progress == nil,
            read: { [weak self] ids, columns throws(Failure) in
                try await self?.runs(ids, columns) ?? []
            }
        )
    }
}

extension Field {
    fileprivate var isHistory: Bool { if case .history = self { true } else { false } }
}
