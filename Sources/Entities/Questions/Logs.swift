/// The lines of a log, or those that a filter lets through; the window says from where.
public struct Logs: Question {
    /// What becomes of a log that is not only written on.
    public enum Turn: Hashable, Sendable {
        /// Another file has its name: it was renamed and made anew.
        case renewed
        /// It was cut, or written anew from its beginning.
        case cut
        /// It is gone; what it held is still there to be read.
        case removed
    }

    /// A part of a log, and what is known of the whole.
    public struct Answer: Hashable, Sendable, Provisional {
        /// The window that is answered.
        public var window: Window
        /// The lines on either side of the window's origin, in their order.
        public var lines: [LogLine] = []
        /// Whether no line stands before them.
        public var isAtStart = true
        /// Whether no line stands behind them.
        public var isAtEnd = true
        /// How many lines there are.
        public var count = Count.exactly(0)
        /// How many of them the filter lets through.
        public var found = Count.exactly(0)
        /// How many bytes were ever written.
        public var size = 0
        /// How many of them, the first, are no longer kept.
        public var dropped = 0
        /// When it was last written; nil where nobody tells.
        public var written: Instant?
        /// The share that has been counted and searched, while that goes on.
        public var progress: Double?
        /// The last that became of it.
        public var turn: Turn?
        /// When that was noticed.
        public var turned: Instant?
        /// How the program that writes it ended, in words; nil while it runs.
        public var ended: String?

        /// A log that holds nothing.
        public init(to window: Window) { self.window = window }

        /// Whether all is counted and searched.
        public var isFinal: Bool { progress == nil }
    }

    /// The source that holds it.
    public var source: Source.ID
    /// What lines must hold; nil for all.
    public var filter: LogFilter?

    /// The lines of a log.
    public init(of source: Source.ID, filter: LogFilter? = nil) {
        (self.source, self.filter) = (source, filter)
    }

    /// The one that holds it.
    public var sources: Set<Source.ID>? { [source] }
}
