extension Signature {
    /// What those who call an earlier version meet in this one.
    public struct Obstacle: Hashable, Sendable {
        /// Whether their calls, or what they do with the answers, may break.
        public var breaks: Bool
        /// In words: `new input plan must be given`.
        public var sentence: String

        /// An obstacle.
        public init(_ sentence: String, breaks: Bool) {
            (self.sentence, self.breaks) = (sentence, breaks)
        }
    }

    /// What is in the way of those who call a version with an earlier signature: what MLflow refuses,
    /// or no longer answers, and what it leaves aside.
    public func obstacles(from earlier: Signature) -> [Obstacle] {
        let inputs = Signature.pairs(earlier.inputs, inputs).compactMap { pair in
            Signature.obstacle(pair, "input", new: "must be given")
        }
        let outputs = Signature.pairs(earlier.outputs, outputs).compactMap(Signature.outputObstacle)
        let params = Signature.pairs(earlier.params, params).compactMap { pair in
            Signature.obstacle(pair, "param", new: "has no default")
        }
        return inputs + outputs + params
    }
}

extension Signature {
    /// A column as it was and as it is.
    private typealias Pair = (name: String, before: Column?, after: Column?)

    /// Columns by name, those without one by their place: what is there first, what is gone last.
    private static func pairs(_ before: [Column], _ after: [Column]) -> [Pair] {
        let (old, new) = (named(before), named(after))
        let earlier = Dictionary(old.map { ($0.name, $0.column) }) { first, _ in first }
        let names = Set(new.map(\.name))
        return new.map { ($0.name, earlier[$0.name], $0.column) }
            + old.filter { !names.contains($0.name) }.map { ($0.name, $0.column, nil) }
    }

    private static func named(_ columns: [Column]) -> [(name: String, column: Column)] {
        columns.enumerated().map { index, column in
            (column.name.isEmpty ? "#\(index + 1)" : column.name, column)
        }
    }

    private static func obstacle(_ pair: Pair, _ what: String, new word: String) -> Obstacle? {
        let name = "\(what) \(pair.name)"
        guard let after = pair.after else {
            return Obstacle("\(name) is gone, and left aside where it is given", breaks: false)
        }
        guard let before = pair.before else {
            return after.isRequired ? Obstacle("new \(name) \(word)", breaks: true) : nil
        }
        if !before.isRequired && after.isRequired {
            return Obstacle("\(name) \(word) now", breaks: true)
        }
        return castObstacle(name, before.type, after.type)
    }

    private static func outputObstacle(_ pair: Pair) -> Obstacle? {
        let name = "output \(pair.name)"
        guard let after = pair.after else { return Obstacle("\(name) is gone", breaks: true) }
        guard let before = pair.before else { return Obstacle("\(name) is new", breaks: true) }
        if before.type != after.type {
            return Obstacle("\(name) is \(after.type), was \(before.type)", breaks: true)
        }
        let may = after.isRequired ? "is always there now" : "may be missing now"
        return before.isRequired == after.isRequired
            ? nil : Obstacle("\(name) \(may)", breaks: true)
    }

    /// What is in the way of a value of the type before where the type after is wanted.
    private static func castObstacle(_ name: String, _ before: String, _ after: String) -> Obstacle?
    {
        if before == after || (casts[before] ?? []).contains(after) { return nil }
        let sentence = "\(name) is \(after), was \(before)"
        if (before, after) == ("long", "double") {
            // JSON is read by the new signature; a data frame of int64 is refused.
            return Obstacle("\(sentence): cast over HTTP, not in a data frame", breaks: false)
        }
        guard let old = Tensor(before), let new = Tensor(after), old.takes(new) else {
            return Obstacle(sentence, breaks: true)
        }
        // What was free and is fixed fits only those who happened to call it so.
        return new.isNarrower(than: old) ? Obstacle(sentence, breaks: false) : nil
    }

    /// What MLflow casts by itself: `_enforce_mlflow_datatype` of its `models/utils.py`.
    private static let casts: [String: Set<String>] = [
        "integer": ["long", "double"], "float": ["double"],
    ]
}

/// A tensor's type and shape, as in `tensor(float32, [-1, 28])`.
private struct Tensor {
    let type: Substring
    let shape: [Int]

    init?(_ written: String) {
        guard written.hasPrefix("tensor("), written.hasSuffix(")") else { return nil }
        let content = written.dropFirst("tensor(".count).dropLast()
        type = content.prefix { $0 != "," }
        let sizes = content.dropFirst(type.count).filter { !" []".contains($0) }
            .split(separator: ",")
        shape = sizes.compactMap { Int($0) }
        guard shape.count == sizes.count else { return nil }
    }

    /// Whether type and number of dimensions are the same, and those that both have fixed.
    func takes(_ other: Tensor) -> Bool {
        type == other.type && shape.count == other.shape.count
            && zip(shape, other.shape).allSatisfy { $0 == $1 || $0 == -1 || $1 == -1 }
    }

    func isNarrower(than other: Tensor) -> Bool {
        zip(shape, other.shape).contains { $0 != -1 && $1 == -1 }
    }
}
