/// Something a run can be shown, sorted and filtered by.
public enum Field: Hashable, Sendable {
    /// What every run has.
    public enum Attribute: String, CaseIterable, Sendable {
        // MLflow's own names, then mldeck's.
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
    }

    /// What every run has.
    case attribute(Attribute)
    /// The last value of a metric.
    case metric(String)
    /// A param.
    case param(String)
    /// A tag.
    case tag(String)

    /// Whether its values are numbers.
    public var isNumeric: Bool {
        switch self {
        case .metric: true
        case .attribute(let attribute): [.start, .end, .duration].contains(attribute)
        case .param, .tag: false
        }
    }
}

extension Field {
    /// As MLflow writes it, the key always quoted: ``metrics.`val/loss` ``.
    public var mlflow: String {
        switch self {
        case .attribute(let attribute): "attributes.\(attribute.rawValue)"
        case .metric(let key): "metrics.\(Field.quoted(key))"
        case .param(let key): "params.\(Field.quoted(key))"
        case .tag(let key): "tags.\(Field.quoted(key))"
        }
    }

    /// The field of a written name: an entity and a key, or an attribute alone.
    public init?(_ written: String) {
        var text = written.trimmed
        if text.count > 2, text.hasPrefix("`"), text.hasSuffix("`"),
            case let inner = text.dropFirst().dropLast(), !inner.contains("`")
        {
            text = String(inner)
        }
        guard let dot = text.firstIndex(of: "."),
            let entity = Field.entities[text[..<dot].lowercased()]
        else {
            self.init(attribute: text)
            return
        }
        let rest = String(text[text.index(after: dot)...])
        let key = Field.unquoted(rest)
        // A blank belongs to a key only in quotes.
        guard !key.isEmpty, key != rest || !key.contains(" ") else { return nil }
        switch entity {
        case "metrics": self = .metric(key)
        case "params": self = .param(key)
        case "tags": self = .tag(key)
        default: self.init(attribute: key)
        }
    }

    private init?(attribute name: String) {
        let name = Field.aliases[name.lowercased()] ?? name.lowercased()
        guard let attribute = Attribute(rawValue: name) else { return nil }
        self = .attribute(attribute)
    }

    private static let entities = [
        "metric": "metrics", "metrics": "metrics", "param": "params", "params": "params",
        "parameter": "params", "parameters": "params", "tag": "tags", "tags": "tags",
        "attribute": "attributes", "attributes": "attributes", "attr": "attributes",
        "run": "attributes",
    ]

    private static let aliases = [
        "created": "start_time", "run name": "run_name", "name": "run_name", "run": "run_name",
        "age": "start_time", "took": "duration", "state": "status", "user": "user_id",
        "by": "user_id",
    ]

    private static func quoted(_ key: String) -> String {
        key.contains("`") ? "\"\(key)\"" : "`\(key)`"
    }

    private static func unquoted(_ key: String) -> String {
        guard key.count >= 2, let first = key.first, first == key.last, "`\"".contains(first)
        else { return key }
        return String(key.dropFirst().dropLast())
    }
}

extension String {
    /// Without blanks at either end.
    package var trimmed: String {
        String(drop { $0.isWhitespace }.reversed().drop { $0.isWhitespace }.reversed())
    }
}
