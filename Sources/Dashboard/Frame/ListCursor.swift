/// Where the cursor stands in a long list: on a thing, not on a row number.
public struct ListCursor<ID: Hashable & Sendable>: Hashable, Sendable {
    /// What it stands on; nil before anything is loaded.
    public private(set) var id: ID?
    /// Its rank.
    public private(set) var rank = 0
    /// The rank of the first visible row.
    public private(set) var top = 0
    /// Whether the person has moved it: until then it stays at the top, whatever comes there.
    private var isMoved = false

    /// A cursor at the top.
    public init() {}

    /// How many rows are seen; known once the list was laid out.
    public private(set) var height = 1

    /// The ranks that are seen.
    public var visible: Range<Int> { top..<(top + height) }

    /// Three screens of ranks: what is seen, and one screen on either side.
    public var window: Range<Int> { max(0, top - height)..<(top + height * 2) }

    /// Goes to a rank of a list of `count`, and scrolls as little as needed.
    public mutating func move(to rank: Int, count: Int, id: (Int) -> ID?) {
        isMoved = true
        place(at: rank, count: count, id: id)
    }

    private mutating func place(at rank: Int, count: Int, id: (Int) -> ID?) {
        self.rank = min(max(0, rank), max(0, count - 1))
        self.id = id(self.rank)
        if self.rank < top { top = self.rank }
        if self.rank >= top + height { top = self.rank - height + 1 }
        top = max(0, min(top, count - height))
    }

    /// Scrolls by rows, the cursor with them.
    public mutating func scroll(by rows: Int, count: Int, id: (Int) -> ID?) {
        top = max(0, min(top + rows, count - height))
        move(to: rank + rows, count: count, id: id)
    }

    /// Goes to the start and forgets what it stood on.
    public mutating func reset() {
        id = nil
        rank = 0
        top = 0
        isMoved = false
    }

    /// Finds its thing again after rows have moved; what is seen moves with it, except at the top.
    public mutating func settle(count: Int, height: Int, find: (ID) -> Int?, id: (Int) -> ID?) {
        self.height = max(1, height)
        let known = self.id
        if isMoved, let known, let found = find(known), found != rank {
            if top > 0 { top = max(0, top + found - rank) }
            rank = found
        }
        // Nothing is loaded yet: the place is kept until something is.
        guard count > 0 else { return }
        place(at: rank, count: count, id: id)
        if self.id == nil { self.id = known }
    }
}
