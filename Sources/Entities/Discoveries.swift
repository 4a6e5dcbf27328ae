/// What was looked for where nothing was opened, what was found, and how far the search went.
public struct Discoveries: Hashable, Sendable {
    /// One thing that was looked for.
    public struct Finding: Hashable, Sendable {
        /// What came of looking.
        public enum State: Hashable, Sendable {
            /// There is none.
            case absent
            /// It is there, but cannot be opened as it is.
            case blocked
            /// It is there and is opened.
            case opened
        }

        /// What was looked for: `mlflow.db`, `MLFLOW_TRACKING_URI`.
        public var label: String
        /// What was found, in a word or a number; empty where there is none.
        public var found: String
        /// What would make it appear; what is to be typed stands after two blanks.
        public var hint: String
        /// What came of looking.
        public var state: State

        /// A thing that was looked for.
        public init(label: String, found: String, hint: String, state: State) {
            self.label = label
            self.found = found
            self.hint = hint
            self.state = state
        }
    }

    /// Everything that was looked for, in the order in which it is told.
    public var findings: [Finding]
    /// How long the search took, in milliseconds.
    public var lookedFor: Int64
    /// How many files and folders were looked at.
    public var files: Int

    /// What a search found; of an empty one nothing is told.
    public init(findings: [Finding] = [], lookedFor: Int64 = 0, files: Int = 0) {
        self.findings = findings
        self.lookedFor = lookedFor
        self.files = files
    }
}
