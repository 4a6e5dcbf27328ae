/// A condition on things of a kind: MLflow's `filter_string`, and OR, NOT and more beyond it.
public indirect enum Filter: Hashable, Sendable {
    /// All of them.
    case all([Filter])
    /// At least one of them.
    case any([Filter])
    /// Not it.
    case not(Filter)
    /// One comparison; a thing without the field never fulfils it, whatever is compared.
    case compare(Field, Comparison)

    /// What a field is compared with.
    public enum Comparison: Hashable, Sendable {
        /// With a number; texts that are numbers count as such.
        case number(Relation, Double)
        /// With a text, by its bytes.
        case text(Relation, String)
        /// With a pattern of `%` and `_`; ASCII letters of either case are the same where told so.
        case like(String, ignoringCase: Bool)
        /// With several texts, of which it is one.
        case among([String])
        /// With several texts, of which it is none.
        case outside([String])
        /// With a text that is somewhere in it; ASCII letters of either case are the same.
        case contains(String)
        /// With a regular expression that some part of it fits.
        case matches(Pattern)
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
        var fields: Set<Field> = []
        collect(&fields)
        return fields
    }

    private func collect(_ fields: inout Set<Field>) {
        switch self {
        case .all(let parts), .any(let parts): for part in parts { part.collect(&fields) }
        case .not(let part): part.collect(&fields)
        case .compare(let field, _): fields.insert(field)
        }
    }

    /// The conditions that all hold: a source that knows some of them answers a wider question.
    public var conjuncts: [Filter] {
        guard case .all(let parts) = self else { return [self] }
        return parts.flatMap(\.conjuncts)
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
