import Entities

/// Where a run stands among its parents and children.
struct Nesting: Sendable {
    var depth = 0
    var children = 0
}

extension RunTable {
    /// Puts children after their parents, both in the order they had, and counts them.
    ///
    /// A run whose parent is not among `slots` stands alone; a circle of parents is cut.
    func nested(_ slots: [Int32], folded: Set<Int32>) -> (slots: [Int32], nesting: [Int32: Nesting])
    {
        guard !parents.isEmpty else { return (slots, [:]) }
        let present = Set(parents.keys).union(parents.values).intersection(slots)
        var children: [Int32: [Int32]] = [:]
        var roots: [Int32] = []
        for slot in slots {
            if let parent = parents[slot], present.contains(parent), !isCircular(slot) {
                children[parent, default: []].append(slot)
            } else {
                roots.append(slot)
            }
        }
        return flattened(roots, children, folded)
    }

    private func flattened(
        _ roots: [Int32],
        _ children: [Int32: [Int32]],
        _ folded: Set<Int32>
    ) -> (slots: [Int32], nesting: [Int32: Nesting]) {
        var result: [Int32] = []
        var nesting: [Int32: Nesting] = [:]
        var stack = roots.reversed().map { (slot: $0, depth: 0) }
        while let (slot, depth) = stack.popLast() {
            result.append(slot)
            let below = children[slot] ?? []
            if depth > 0 || !below.isEmpty {
                nesting[slot] = Nesting(depth: depth, children: below.count)
            }
            guard !folded.contains(slot) else { continue }
            stack += below.reversed().map { (slot: $0, depth: depth + 1) }
        }
        return (result, nesting)
    }

    private func isCircular(_ slot: Int32) -> Bool {
        var seen: Set<Int32> = [slot]
        var current = slot
        while let parent = parents[current] {
            guard seen.insert(parent).inserted else { return true }
            current = parent
        }
        return false
    }
}
