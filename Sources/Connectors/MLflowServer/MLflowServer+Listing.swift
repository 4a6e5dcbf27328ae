import Client
import Entities

extension MLflowServer {
    /// How many searches are remembered.
    private static let kept = 6

    /// One page of a search.
    func page(
        _ search: ServerSearch,
        _ count: Int,
        _ token: String?
    ) async throws(Failure) -> ServerPage {
        var page = ServerPage()
        try await read("runs/search", body: search.body(count, token)) {
            reader throws(JSONError) in
            page = try ServerPage(&reader)
        }
        for run in page.runs where knownFields.count < 1 << 15 {
            knownFields.formUnion(run.fields())
        }
        return page
    }

    /// A search, read again where it is old; whoever asks meanwhile waits for the same answer.
    func listing(_ search: ServerSearch) async throws(Failure) -> Listing {
        if let known = listings[search], isFresh(known.readAt) { return known }
        let task =
            pagesUnderWay[search]
            ?? Task(executorPreference: AskingExecutor.shared) { await self.reload(search) }
        pagesUnderWay[search] = task
        let failure = await task.value
        pagesUnderWay[search] = nil
        if let failure { throw failure }
        return listings[search] ?? Listing()
    }

    /// Reads what is looked at of a search anew.
    private func reload(_ search: ServerSearch) async -> Failure? {
        let old = listings[search]
        var fresh = old.map(Listing.init(after:)) ?? Listing()
        do throws(Failure) {
            // Far down a token is needed; the first page tells what they are like.
            if fresh.looked.lowerBound > 0 { fresh.take(try await page(search, 1, nil), at: 0) }
            try await fill(&fresh, fresh.looked, search)
            if fresh.missing(in: 0..<1) != nil || fresh.end == 0 {
                fresh = Listing()
                try await fill(&fresh, fresh.looked, search)
            }
        } catch {
            return error
        }
        fresh.forgetWhatCannotBeCounted()
        if listings.count >= Self.kept, old == nil {
            let oldest = listings.min { $0.value.readAt < $1.value.readAt }
            if let oldest { listings[oldest.key] = nil }
        }
        listings[search] = fresh
        beginCounting(search)
        return nil
    }

    /// Reads the runs of some ranks that have not been read.
    func load(_ ranks: Range<Int>, of search: ServerSearch) async throws(Failure) -> Listing {
        var listing = if let known = listings[search] { known } else { try await listing(search) }
        listing.looked = ranks.count > Listing.longPage ? listing.looked : ranks
        if listing.missing(in: ranks) != nil { try await fill(&listing, ranks, search) }
        // Where runs cannot be counted, more of them show when the last ones are looked at.
        let isAtTheEnd = !listing.hasOffsets && ranks.upperBound >= listing.lower
        if isAtTheEnd, listing.end == nil {
            let lower = listing.lower
            try await fill(&listing, lower..<lower + Listing.page, search)
            bell.ring()
        }
        keep(listing, of: search)
        return listing
    }

    /// Adds to what is known what was read meanwhile; what was begun before a newer reading goes.
    private func keep(_ listing: Listing, of search: ServerSearch) {
        guard let known = listings[search] else { return }
        if known.readAt == listing.readAt { listings[search] = known.merged(with: listing) }
    }

    private func fill(
        _ listing: inout Listing,
        _ ranks: Range<Int>,
        _ search: ServerSearch
    ) async throws(Failure) {
        while let rank = listing.missing(in: ranks) {
            let (offset, token) = listing.start(for: rank)
            let wanted = ranks.upperBound - offset
            let count =
                wanted == 1 ? 1 : min(Listing.longPage, max(Listing.page, wanted))
            let page = try await page(search, count, token)
            listing.take(page, at: offset)
            if page.runs.isEmpty || page.next == nil { return }
        }
    }

    /// Finds out how many runs a search has, by asking for single ones further and further down.
    private func beginCounting(_ search: ServerSearch) {
        guard let listing = listings[search], listing.hasOffsets, !listing.isWhole,
            !endless.contains(search), isCounting.insert(search).inserted
        else { return }
        Task(executorPreference: AskingExecutor.shared) { [weak self] in
            await self?.count(search, after: listing)
        }
    }

    private func count(_ search: ServerSearch, after listing: Listing) async {
        var end: Int?
        do throws(Failure) {
            end = try await self.end(of: search, from: listing.lower, guess: listing.end)
        } catch {
            if case .malformed = error.reason { endless.insert(search) }
        }
        isCounting.remove(search)
        guard let known = listings[search], known.end == nil || known.end != end else { return }
        listings[search]?.lower = end ?? known.lower
        listings[search]?.end = end
        bell.ring()
    }

    /// The first rank that has no run.
    private func end(
        of search: ServerSearch,
        from lower: Int,
        guess: Int?
    ) async throws(Failure) -> Int {
        var low = lower
        var step = max(1, low)
        if let guess, guess > 0 {
            // Most often nothing has changed: the last run is still there and is the last.
            switch try await runs(from: guess - 1, 2, search) {
            case 0: (low, step) = (0, guess - 1)
            case 1: return guess
            default: (low, step) = (guess + 1, 1)
            }
        }
        var high = low + step
        while try await runs(from: high, 1, search) > 0 {
            // No store has so many: it answers every token with the same page.
            guard high < 1 << 40 else {
                throw failure(.malformed(where: "runs/search", detail: "its pages do not end"))
            }
            step *= 2
            (low, high) = (high + 1, high + step)
        }
        while high - low > Listing.page {
            let middle = (low + high) / 2
            if try await runs(from: middle, 1, search) > 0 {
                low = middle + 1
            } else {
                high = middle
            }
        }
        return low == high ? low : low + (try await runs(from: low, high - low, search))
    }

    /// How many runs there are from a rank on, up to a number.
    private func runs(
        from rank: Int,
        _ count: Int,
        _ search: ServerSearch
    ) async throws(Failure) -> Int {
        try await page(search, count, PageToken.written(rank)).runs.count
    }

    func hasRun(at rank: Int, _ search: ServerSearch) async throws(Failure) -> Bool {
        try await runs(from: rank, 1, search) > 0
    }
}
