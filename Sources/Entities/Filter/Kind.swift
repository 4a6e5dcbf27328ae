extension Filter {
    /// A kind of thing that is filtered: what its fields are called, and what MLflow allows.
    public struct Kind: Sendable {
        /// What one of them is called.
        public let noun: String
        /// What all of them have.
        let attributes: [KnownAttribute]
        /// The entities that MLflow reads in front of a key, as it writes them.
        let prefixes: Set<String>
        /// What MLflow compares keys of an entity with; an entity that is not here has no keys.
        let keys: [Entity: Operators]
        /// The entities whose keys MLflow sorts by.
        let sortedKeys: Set<Entity>
        /// Whether MLflow refuses to sort by the same key twice.
        let refusesRepeats: Bool
        /// What a bare word is looked for in.
        let wordFields: [Field]
        /// The order that MLflow has where none is asked for.
        public let defaultOrder: [SortKey]
        /// What breaks ties behind an order that is asked for.
        public let ties: [SortKey]
    }

    /// An attribute of a kind.
    struct KnownAttribute: Sendable {
        /// The attribute.
        let attribute: Field.Attribute
        /// MLflow's names for it, the one it is written with first.
        let names: [String]
        /// Names that only mldeck knows, in lower case.
        let aliases: [String]
        /// What MLflow compares it with; empty where it cannot filter by it.
        let operators: Operators
        /// Whether MLflow sorts by it.
        let isSorted: Bool

        init(
            _ attribute: Field.Attribute,
            _ names: [String] = [],
            aliases: [String] = [],
            _ operators: Operators = [],
            isSorted: Bool = true
        ) {
            self.attribute = attribute
            self.names = names
            self.aliases = aliases
            self.operators = operators
            self.isSorted = isSorted && !names.isEmpty
        }
    }

    /// What stands in front of a key.
    enum Entity: Sendable {
        case attribute, metric, param, tag, dataset

        /// Every spelling, in lower case.
        static let spellings: [String: Entity] = [
            "attribute": .attribute, "attributes": .attribute, "attr": .attribute,
            "run": .attribute, "metric": .metric, "metrics": .metric, "param": .param,
            "params": .param, "parameter": .param, "parameters": .param, "tag": .tag,
            "tags": .tag, "dataset": .dataset, "datasets": .dataset,
        ]
    }

    /// Groups of operators.
    struct Operators: OptionSet, Sendable {
        let rawValue: UInt8
        /// `=` and `!=` with a text.
        static let same = Operators(rawValue: 1)
        /// `=`, `!=`, `<`, `<=`, `>` and `>=` with a number.
        static let number = Operators(rawValue: 2)
        /// The same with a whole number.
        static let whole = Operators(rawValue: 4)
        /// The same with a whole number in quotes.
        static let quotedWhole = Operators(rawValue: 8)
        /// LIKE and ILIKE.
        static let like = Operators(rawValue: 16)
        /// IN and NOT IN.
        static let list = Operators(rawValue: 32)
        /// IS NULL and IS NOT NULL.
        static let null = Operators(rawValue: 64)
        /// A text that must be a whole number, as the ids of experiments.
        static let digits = Operators(rawValue: 128)
    }
}

extension Filter.Kind {
    /// The fields that each of them has.
    public var fields: [Field] { attributes.map { .attribute($0.attribute) } }

    /// What a field's value is sorted as: ids that are numbers by their size, as in MLflow.
    package func sortValue(_ value: SortValue, of field: Field) -> SortValue {
        guard case .text(let text) = value, operators(of: field).contains(.digits),
            let number = Int64(text)
        else { return value }
        return .number(Double(number))
    }

    func known(_ attribute: Field.Attribute) -> Filter.KnownAttribute? {
        attributes.first { $0.attribute == attribute }
    }

    /// Whether a field is a key of its own that they may have.
    func hasKey(_ field: Field) -> Bool {
        switch field {
        case .metric, .history: keys[.metric] != nil
        case .param: keys[.param] != nil
        case .tag: keys[.tag] != nil
        case .attribute, .several: false
        }
    }

    /// What MLflow compares a field with; empty where it cannot filter by it.
    func operators(of field: Field) -> Filter.Operators {
        switch field {
        case .attribute(let attribute): known(attribute)?.operators ?? []
        case .metric: keys[.metric] ?? []
        case .param: keys[.param] ?? []
        case .tag: keys[.tag] ?? []
        case .several(.datasetName), .several(.datasetDigest), .several(.datasetContext):
            keys[.dataset] ?? []
        case .several(.tagValue), .history: []
        }
    }

    /// A field as MLflow reads it in a filter, the key in backticks; nil where it cannot.
    func mlflow(_ field: Field) -> String? {
        switch field {
        case .attribute(let attribute):
            return known(attribute)?.names.first.map { "attribute.\($0)" }
        case .metric(let key), .param(let key), .tag(let key):
            return key.contains("`") && key.contains("\"") ? nil : field.mlflow
        case .several(let several): return several == .tagValue ? nil : several.rawValue
        case .history: return nil
        }
    }
}
