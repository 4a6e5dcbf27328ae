/// What rules say, and what is silenced.
public struct Alerts: Question {
    /// What one source tells.
    public struct Answer: Hashable, Sendable {
        /// Every alert, and every rule of which nothing is wrong as an inactive one.
        public var alerts: [Alert]
        /// Every silence that applies, will, or did lately; nil where none can be made.
        public var silences: [Silence]?
        /// What is wrong with the answer although it is one.
        public var warnings: [String]

        /// What a source tells.
        public init(alerts: [Alert] = [], silences: [Silence]? = nil, warnings: [String] = []) {
            (self.alerts, self.silences, self.warnings) = (alerts, silences, warnings)
        }
    }

    /// The alerts of all sources.
    public init() {}
}
