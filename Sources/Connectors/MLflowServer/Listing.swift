import Client
import Entities

/// The runs of one search in the server's order, as far as they have been looked at.
struct Listing: Sendable {
    /// Runs by their ranks.
    private(set) var rows: [Int: ServerRun] = [:]
    /// Runs of an earlier reading: good enough to find out which ranks are to be looked at.
    private(set) var former: [Int: ServerRun] = [:]
    /// How many there are at least.
    var lower = 0
    /// How many there are, once that is known.
    var end: Int?
    /// The ranks that were last asked for.
    var looked = 0..<Listing.page
    /// When it was last read.
    var readAt = ContinuousClock.now
    /// Whether any run is below another; nil while that is not known.
    var hasChildren: Bool?
    /// Whether tokens are nothing but offsets, so that any page can be asked for.
    private(set) var hasOffsets = false
    /// Where each page that was read goes on.
    private var tokens: [Int: String] = [:]

    /// How many runs are read at once where few are looked at.
    static let page = 100
    /// How many runs are read at once where many are.
    static let longPage = 1000

    init() {}

    /// What is known of a search before it is read again.
    init(after old: Listing) {
        (looked, lower, end, hasChildren) = (old.looked, old.lower, old.end, old.hasChildren)
        former = old.rows
        if old.former.count < Listing.longPage { former.merge(old.former) { newer, _ in newer } }
    }

    /// How many there are, as far as is known.
    var count: Count { end.map(Count.exactly) ?? .atLeast(lower) }

    /// The first of some ranks that has not been read; nil where all have.
    func missing(in ranks: Range<Int>) -> Int? {
        ranks.clamped(to: 0..<(end ?? .max)).first { rows[$0] == nil }
    }

    /// From where a rank is to be read: the nearest page that there is a token for.
    func start(for rank: Int) -> (offset: Int, token: String?) {
        if rank == 0 { return (0, nil) }
        if hasOffsets { return (rank, PageToken.written(rank)) }
        let known = tokens.filter { $0.key <= rank }.max { $0.key < $1.key }
        return known.map { ($0.key, $0.value) } ?? (0, nil)
    }

    /// Whether all there is has been read.
    var isWhole: Bool { end.map { missing(in: 0..<$0) == nil } ?? false }

    /// Drops a count of an earlier reading that nothing can prove.
    mutating func forgetWhatCannotBeCounted() {
        guard !hasOffsets, !isWhole, let end, rows[end - 1] == nil else { return }
        self.end = nil
        lower = (rows.keys.max() ?? -1) + 1
    }

    /// This and what another has read since the same beginning.
    func merged(with other: Listing) -> Listing {
        var merged = self
        merged.rows.merge(other.rows) { _, newer in newer }
        merged.tokens.merge(other.tokens) { _, newer in newer }
        merged.looked = other.looked
        merged.hasOffsets = hasOffsets || other.hasOffsets
        merged.hasChildren = hasChildren ?? other.hasChildren
        merged.lower = max(lower, other.lower)
        merged.end = other.end ?? end.flatMap { $0 < merged.lower ? nil : $0 }
        return merged
    }

    /// Takes a page that begins at a rank.
    mutating func take(_ page: ServerPage, at offset: Int) {
        for (index, run) in page.runs.enumerated() { rows[offset + index] = run }
        let next = offset + page.runs.count
        guard let token = page.next, !page.runs.isEmpty else {
            (lower, end) = (next, next)
            return
        }
        if token == PageToken.written(next) { hasOffsets = true }
        tokens[next] = token
        lower = max(lower, next)
        if let known = end, known < next { end = nil }
    }
}
