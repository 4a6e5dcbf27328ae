/// Turns an expression into steps: Thompson's construction.
struct PatternCompiler {
    private(set) var steps: [PatternStep] = []
    private(set) var sets: [ScalarSet] = []
    /// Every node costs, also one without steps: repeating nothing takes time too.
    private var visits = 0

    /// Adds a node's steps; false where they are too many.
    mutating func emit(_ node: PatternNode) -> Bool {
        visits += 1
        guard visits <= 4 * Pattern.longest, steps.count < Pattern.longest else { return false }
        switch node {
        case .scalar(let scalar): steps.append(.scalar(scalar.value))
        case .any: steps.append(.any)
        case .start: steps.append(.start)
        case .end: steps.append(.end)
        case .boundary(let isThere): steps.append(.boundary(isThere))
        case .set(let set):
            sets.append(set)
            steps.append(.set(sets.count - 1))
        case .sequence(let nodes): return nodes.allSatisfy { emit($0) }
        case .choice(let nodes): return emit(choice: nodes)
        case .repetition(let node, let least, let most):
            return emit(node, least: least, most: most)
        }
        return true
    }

    private mutating func emit(choice nodes: [PatternNode]) -> Bool {
        var ends: [Int] = []
        for node in nodes.dropLast() {
            let split = steps.count
            steps.append(.jump(0))
            guard emit(node) else { return false }
            ends.append(steps.count)
            steps.append(.jump(0))
            steps[split] = .split(split + 1, steps.count)
        }
        guard let last = nodes.last, emit(last) else { return false }
        for end in ends { steps[end] = .jump(steps.count) }
        return true
    }

    private mutating func emit(_ node: PatternNode, least: Int, most: Int?) -> Bool {
        for _ in 0..<least { guard emit(node) else { return false } }
        guard let most else {
            let split = steps.count
            steps.append(.jump(0))
            guard emit(node) else { return false }
            steps.append(.jump(split))
            steps[split] = .split(split + 1, steps.count)
            return true
        }
        var splits: [Int] = []
        for _ in least..<max(most, least) {
            splits.append(steps.count)
            steps.append(.jump(0))
            guard emit(node) else { return false }
        }
        for split in splits { steps[split] = .split(split + 1, steps.count) }
        return true
    }
}
