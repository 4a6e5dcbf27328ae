/// The rows of several sources as one list: only rows whose rank is certain.
public struct MergedPage<Row: Sendable>: Sendable {
    /// How many rows there are over all sources that have answered.
    public private(set) var count = Count.exactly(0)
    /// The share of the work that is done, while any source's order is provisional.
    public private(set) var progress: Double?
    /// How many rows at most lie in damaged places and could not be read.
    public private(set) var lost = 0
    /// How many sources have answered.
    public let answered: Int
    private var rows: [Int: Row] = [:]

    /// The row at a rank; nil where it is not loaded.
    public subscript(rank: Int) -> Row? { rows[rank] }

    /// The ranks that are loaded, in order.
    public var ranks: [Int] { rows.keys.sorted() }

    /// Merges pages of any age.
    ///
    /// A row's rank is its own plus, for every other source, how many rows come before it there;
    /// that is known where the row falls between two known rows of that source, or at its ends.
    public init(_ pages: [Page<Row>], order: [SortKey]) {
        answered = pages.count
        for page in pages {
            count = count + page.count
            lost += page.lost
            if let done = page.progress { progress = min(progress ?? 1, done) }
        }
        for (index, page) in pages.enumerated() {
            for (offset, entry) in page.entries.enumerated() {
                var rank = page.start + offset
                for (other, otherPage) in pages.enumerated() where other != index {
                    guard let before = otherPage.rank(of: entry.key, in: order) else {
                        rank = -1
                        break
                    }
                    rank += before
                }
                if rank >= 0 { rows[rank] = entry.row }
            }
        }
    }
}

extension Page {
    /// How many rows of this source come before `key`; nil where the page does not tell.
    fileprivate func rank(of key: RankKey, in order: [SortKey]) -> Int? {
        var low = 0
        var high = entries.count
        while low < high {
            let middle = (low + high) / 2
            if entries[middle].key.precedes(key, in: order) {
                low = middle + 1
            } else {
                high = middle
            }
        }
        if low == 0, start > 0 { return nil }
        if low == entries.count, start + low < count.number { return nil }
        return start + low
    }
}
