import Entities

extension Changes {
    /// A change with what its target needs to know.
    func order(_ change: Change, isGlance: Bool) async throws(Failure) -> ChangeOrder {
        let rules = rules.rules(of: change)
        var order = ChangeOrder(
            change,
            canary: rules.canary,
            bake: rules.bake,
            deadline: rules.deadline
        )
        if case .silence = change { order.by = journal.signer.user }
        // What served before is known, and wanted at once.
        if case .rollBack = change { order.canary = [] }
        guard let id = change.version else { return order }
        guard let version = try await version(id) else {
            let what = "version \(id.number) of '\(id.model.name)'"
            throw Failure(source: id.model.source, reason: .notFound(what))
        }
        order.version = version
        if !isGlance, case .deploy = change,
            let smoke = self.rules.gates(of: change).first(of: SmokeGate.name)
        {
            order.example = await SmokeGate.body(smoke, version, self)
        }
        return order
    }

    /// A version as its registry has it now; nil where there is none.
    func version(_ id: ModelVersion.ID) async throws(Failure) -> ModelVersion? {
        try await registry(of: id.model)?.versions(of: id.model).first { $0.id == id }
    }

    /// The registry of a model.
    func registry(of model: RegisteredModel.ID) -> (any ModelRegistry)? {
        connectors.first { $0.source.id == model.source } as? any ModelRegistry
    }

    /// The rollouts that have not ended, and the last ones that have.
    public func rollouts() async throws(Failure) -> [Rollout] {
        try keeping { () throws(Failure.Reason) in
            _ = try journal.look()
            return try journal.rollouts()
        }
    }

    /// A part of the journal, the newest entries first.
    public func journal(
        _ question: JournalEntries,
        _ ranks: Range<Int>
    ) async throws(Failure) -> JournalPage {
        try keeping { () throws(Failure.Reason) in try journal.page(question, ranks) }
    }
}

extension Journal {
    /// How many entries are looked through at a time.
    private static let piece = 1000

    /// A part of the journal, the newest entries first.
    public func page(
        _ question: JournalEntries,
        _ ranks: Range<Int>
    ) throws(Failure.Reason) -> JournalPage {
        let summary = try look()
        let count = summary.count
        var page = JournalPage(
            count: count,
            found: count,
            start: 0,
            entries: [],
            faults: summary.faults.map(\.sentence),
            location: storage.location
        )
        guard question.text.isEmpty else {
            let found = try found(question.text, count)
            page.found = found.count
            let seen = ranks.clamped(to: found.indices)
            (page.start, page.entries) = (seen.lowerBound, Array(found[seen]))
            return page
        }
        let seen = ranks.clamped(to: 0..<count)
        page.start = seen.lowerBound
        page.entries = try entries(count - seen.upperBound..<count - seen.lowerBound).reversed()
        return page
    }

    private func found(_ text: String, _ count: Int) throws(Failure.Reason) -> [JournalEntry] {
        var found: [JournalEntry] = []
        for end in stride(from: count, to: 0, by: -Self.piece) {
            let piece = try entries(max(0, end - Self.piece)..<end)
            found += piece.reversed().filter { $0.holds(text) }
        }
        return found
    }
}

extension JournalEntry {
    /// Whether a text stands in what people read of it, in whatever case.
    fileprivate func holds(_ text: String) -> Bool {
        let words = [
            "\(number)", actor.user, action.rawValue, source.name, subject, what, why ?? "",
            outcome.rawValue, plan ?? "",
        ].joined(separator: "\n").lowercased()
        return text.lowercased().split(separator: " ").allSatisfy { words.contains($0) }
    }
}
