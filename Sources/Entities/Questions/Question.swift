/// Something a pane wants kept answered; answering it is one file in `Client/Answers`.
public protocol Question: Hashable, Sendable {
    /// What one source answers.
    associatedtype Answer: Sendable
    /// Whom it concerns; nil means all that can answer.
    var sources: Set<Source.ID>? { get }
    /// Whether a failure to answer says nothing of the source, only of what was asked for.
    var isAside: Bool { get }
}

extension Question {
    /// A source that does not answer is in trouble.
    public var isAside: Bool { false }

    /// All that can answer.
    public var sources: Set<Source.ID>? { nil }
}

/// A question without its type: the catalog's key.
public struct AnyQuestion: Hashable, Sendable {
    /// The question.
    public let base: any Question

    /// A question whose type does not matter.
    public init(_ base: some Question) { self.base = base }

    /// Equal in type and value.
    public static func == (left: AnyQuestion, right: AnyQuestion) -> Bool {
        left.base.isEqual(to: right.base)
    }

    /// Hashes the question.
    public func hash(into hasher: inout Hasher) { base.hash(into: &hasher) }
}

extension Question {
    fileprivate func isEqual(to other: any Question) -> Bool { other as? Self == self }
}

/// The part of an answer that is looked at.
public struct Window: Hashable, Sendable {
    /// Fields of rows.
    public enum Columns: Hashable, Sendable {
        /// These.
        case these([Field])
        /// Every field that a row has.
        case all

        /// Whether a field is among them.
        public func contains(_ field: Field) -> Bool {
            switch self {
            case .these(let fields): fields.contains(field)
            case .all: true
            }
        }
    }

    /// Where ranks are counted from.
    public enum Origin: Hashable, Sendable {
        /// The first row.
        case start
        /// Behind the last row: ranks are negative.
        case end
        /// The row that begins at a byte, or the next one: those before it have negative ranks.
        case offset(Int)
    }

    /// The ranks of the rows.
    public var rows: Range<Int>
    /// Where they are counted from.
    public var origin = Origin.start
    /// The fields of the rows besides what every row has.
    public var columns: Columns

    /// A part of an answer.
    public init(
        rows: Range<Int> = 0..<0,
        from origin: Origin = .start,
        columns: Columns = .these([])
    ) {
        self.rows = rows
        self.origin = origin
        self.columns = columns
    }
}

/// A question and the part of its answer that is looked at.
public struct Ask: Hashable, Sendable {
    /// The question.
    public var question: AnyQuestion
    /// What is looked at.
    public var window: Window

    /// A question whose answer is looked at in part.
    public init(_ question: some Question, _ window: Window = Window()) {
        self.question = AnyQuestion(question)
        self.window = window
    }
}
