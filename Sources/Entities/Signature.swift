/// What a model takes and gives: MLflow's `ModelSignature`.
public struct Signature: Hashable, Sendable {
    /// One input, output or param.
    public struct Column: Hashable, Sendable {
        /// Its name; empty where it has none, as a single tensor.
        public var name: String
        /// Its type as MLflow writes it: `double`, `tensor(float32, [-1, 28])`, `array(string)`.
        public var type: String
        /// Whether it must be given.
        public var isRequired: Bool

        /// A column.
        public init(_ name: String, _ type: String, isRequired: Bool = true) {
            self.name = name
            self.type = type
            self.isRequired = isRequired
        }
    }

    /// What it takes.
    public var inputs: [Column]
    /// What it gives.
    public var outputs: [Column]
    /// What can be set at inference; required are those without a default.
    public var params: [Column]

    /// A signature.
    public init(inputs: [Column] = [], outputs: [Column] = [], params: [Column] = []) {
        self.inputs = inputs
        self.outputs = outputs
        self.params = params
    }
}

extension Signature {
    /// What is different in one column.
    public struct Change: Hashable, Sendable {
        /// Which of the three lists it is in.
        public enum Part: String, CaseIterable, Sendable {
            // In the order in which they are shown.
            case input
            case output
            case param
        }

        /// Which of the three lists it is in.
        public var part: Part
        /// As it was; nil for a new one.
        public var before: Column?
        /// As it is; nil for one that is gone.
        public var after: Column?

        /// A difference.
        public init(part: Part, before: Column? = nil, after: Column? = nil) {
            (self.part, self.before, self.after) = (part, before, after)
        }
    }

    /// What is different from an earlier signature: by part, what is new first, what is gone last.
    public func changes(from earlier: Signature) -> [Change] {
        let parts: [(Change.Part, [Column], [Column])] = [
            (.input, earlier.inputs, inputs), (.output, earlier.outputs, outputs),
            (.param, earlier.params, params),
        ]
        return parts.flatMap { part, before, after in
            let (old, new) = (Signature.byName(before), Signature.byName(after))
            let added = after.filter { old[$0.name] == nil }
            let changed = after.filter { old[$0.name] != nil && old[$0.name] != $0 }
            let removed = before.filter { new[$0.name] == nil }
            return added.map { Change(part: part, after: $0) }
                + changed.map { Change(part: part, before: old[$0.name], after: $0) }
                + removed.map { Change(part: part, before: $0) }
        }
    }

    private static func byName(_ columns: [Column]) -> [String: Column] {
        Dictionary(columns.map { ($0.name, $0) }) { first, _ in first }
    }
}
