/// An array in pieces: a reader of an older copy costs a writer one piece, not the whole.
public struct Chunked<Element: Sendable>: Sendable {
    @inlinable static var shift: Int { 14 }
    @inlinable static var mask: Int { (1 << shift) - 1 }

    @usableFromInline var chunks: [ContiguousArray<Element>] = []
    /// How many elements there are.
    public private(set) var count = 0

    /// An empty array.
    public init() {}

    /// An element within the count; in the caller's own code, as it is asked for once a row.
    @inlinable
    public subscript(index: Int) -> Element {
        get { chunks[index >> Self.shift][index & Self.mask] }
        set { chunks[index >> Self.shift][index & Self.mask] = newValue }
    }

    /// Adds an element at the end.
    public mutating func append(_ element: Element) {
        if count & Self.mask == 0 {
            chunks.append([])
            chunks[chunks.count - 1].reserveCapacity(1 << min(Self.shift, 10))
        }
        chunks[chunks.count - 1].append(element)
        count += 1
    }

    /// Adds the same element up to `count`.
    public mutating func grow(to count: Int, with element: Element) {
        while self.count < count {
            if self.count & Self.mask == 0 { chunks.append([]) }
            let room = (1 << Self.shift) - chunks[chunks.count - 1].count
            let added = min(room, count - self.count)
            chunks[chunks.count - 1].append(contentsOf: repeatElement(element, count: added))
            self.count += added
        }
    }
}
