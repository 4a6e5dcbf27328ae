/// Something a thing can be shown, sorted and filtered by.
public enum Field: Hashable, Sendable {
    /// What things have besides keys of their own.
    public enum Attribute: String, CaseIterable, Sendable {
        // A run's: MLflow's own names, then mldeck's.
        case id = "run_id"
        case name = "run_name"
        case status = "status"
        case start = "start_time"
        case end = "end_time"
        case user = "user_id"
        case duration = "duration"
        case experiment = "experiment"
        case store = "store"
        case artifactURI = "artifact_uri"
        // What experiments, models and versions have besides a name and an id.
        case created = "creation_time"
        case updated = "last_update_time"
        case version = "version_number"
        case sourcePath = "source_path"
        case trainingRun = "training_run"
    }

    /// One value out of all those that a metric had.
    public enum Moment: Hashable, Sendable {
        /// The smallest; NaN where there is nothing else.
        case lowest
        /// The largest; NaN where there is nothing else.
        case highest
        /// The one at a step, the last that was logged for it.
        case step(Int64)
    }

    /// What a thing has several of.
    public enum Several: String, CaseIterable, Sendable {
        // The first three as MLflow writes them.
        case datasetName = "dataset.name"
        case datasetDigest = "dataset.digest"
        case datasetContext = "dataset.context"
        /// The values of the tags that are not MLflow's own.
        case tagValue = "tags"
    }

    /// What every thing of a kind has.
    case attribute(Attribute)
    /// The last value of a metric.
    case metric(String)
    /// Another value of a metric.
    case history(String, Moment)
    /// A param.
    case param(String)
    /// A tag.
    case tag(String)
    /// Any of several: a comparison is fulfilled by the first that fulfils it.
    case several(Several)

    /// Whether its values are numbers.
    public var isNumeric: Bool {
        switch self {
        case .metric, .history: true
        case .attribute(let attribute): attribute.isNumeric
        case .param, .tag, .several: false
        }
    }
}

extension Field.Attribute {
    /// Whether its values are numbers.
    public var isNumeric: Bool { isTime || self == .duration || self == .version }

    /// Whether its numbers are moments, in milliseconds since 1970.
    var isTime: Bool { [.start, .end, .created, .updated].contains(self) }
}

extension Field {
    /// As MLflow writes a run's field, the key always quoted: ``metrics.`val/loss` ``.
    public var mlflow: String {
        switch self {
        case .attribute(let attribute): "attributes.\(attribute.rawValue)"
        case .metric(let key): "metrics.\(Field.quoted(key))"
        case .history(let key, .lowest): "min(metrics.\(Field.quoted(key)))"
        case .history(let key, .highest): "max(metrics.\(Field.quoted(key)))"
        case .history(let key, .step(let step)): "metrics.\(Field.quoted(key))@\(step)"
        case .param(let key): "params.\(Field.quoted(key))"
        case .tag(let key): "tags.\(Field.quoted(key))"
        case .several(let several): several.rawValue
        }
    }

    /// A run's field of a written name: an entity and a key, or an attribute alone.
    public init?(_ written: String) { self.init(written, of: .runs) }

    static func quoted(_ key: String) -> String {
        key.contains("`") ? "\"\(key)\"" : "`\(key)`"
    }
}

extension String {
    /// Without blanks at either end.
    package var trimmed: String {
        String(drop { $0.isWhitespace }.reversed().drop { $0.isWhitespace }.reversed())
    }
}
