/// A condition on runs: MLflow's `filter_string`, and OR, NOT and parentheses beyond it.
public indirect enum Filter: Hashable, Sendable {
    /// All of them.
    case all([Filter])
    /// At least one of them.
    case any([Filter])
    /// Not it.
    case not(Filter)
    /// One comparison; a run without the field never fulfils it, whatever is compared.
    case compare(Field, Comparison)

    /// What a field is compared with.
    public enum Comparison: Hashable, Sendable {
        /// With a number; texts that are numbers count as such.
        case number(Relation, Double)
        /// With a text, by its bytes.
        case text(Relation, String)
        /// With a pattern of `%` and `_`; ASCII letters of either case are the same where told so.
        case like(String, ignoringCase: Bool)
        /// With several texts.
        case among(Set<String>)
        /// With nothing: that there is a value at all.
        case exists
    }

    /// How two values relate.
    public enum Relation: String, CaseIterable, Sendable {
        // As they are written.
        case equal = "="
        case notEqual = "!="
        case less = "<"
        case lessOrEqual = "<="
        case greater = ">"
        case greaterOrEqual = ">="
    }

    /// Every field that it compares.
    public var fields: Set<Field> {
        switch self {
        case .all(let parts), .any(let parts): parts.reduce(into: []) { $0.formUnion($1.fields) }
        case .not(let part): part.fields
        case .compare(let field, _): [field]
        }
    }
}

/// Why a text is no filter, and where.
public struct FilterError: Error, Hashable, Sendable {
    /// What was expected, as half a sentence.
    public var message: String
    /// How many characters stand before the place.
    public var position: Int

    /// A complaint about a place.
    public init(_ message: String, at position: Int) {
        self.message = message
        self.position = position
    }
}
