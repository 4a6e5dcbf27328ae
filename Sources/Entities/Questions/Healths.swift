/// How everything does that is measured, or one of it in full.
public struct Healths: Question {
    /// What one source measures.
    public struct Answer: Hashable, Sendable {
        /// The columns.
        public var window: TimeWindow
        /// What serves, by name.
        public var services: [Health]
        /// What is wrong with the answer although it is one: a part is missing, clocks differ.
        public var warnings: [String]

        /// What a source measures.
        public init(window: TimeWindow, services: [Health] = [], warnings: [String] = []) {
            (self.window, self.services, self.warnings) = (window, services, warnings)
        }
    }

    /// How many seconds are looked at, up to now.
    public var span: Int64
    /// How many columns there are to draw them in.
    public var columns: Int
    /// Which one, with its versions apart; nil for all, without.
    public var service: Health.ID?

    /// The health of all, or of one in full.
    public init(span: Int64, columns: Int, of service: Health.ID? = nil) {
        (self.span, self.columns, self.service) = (max(1, span), max(1, columns), service)
    }

    /// The one that measures; all, where all are looked at.
    public var sources: Set<Source.ID>? { service.map { [$0.source] } }
}
