import Client

/// What the environment says of where things are.
public struct Variables: Equatable, Sendable {
    /// Where MLflow's clients write to.
    public enum Tracking: Equatable, Sendable {
        /// A SQLite file.
        case file(String)
        /// A server.
        case server
        /// What mldeck cannot open, with the reason.
        case other(String)
    }

    /// `MLFLOW_TRACKING_URI`; nil where it is not set.
    public var tracking: Tracking?
    /// The variables that are set, by name, without user, password and query.
    public var set: [String: String] = [:]

    /// The names that are looked for.
    static let names = [
        "MLFLOW_TRACKING_URI", "PROMETHEUS_URL", "ALERTMANAGER_URL", "PREFECT_API_URL",
        "AIRFLOW__API__BASE_URL",
    ]

    /// The variables of an environment; relative paths are meant from `folder`.
    public init(_ environment: [String: String], folder: String) {
        for name in Variables.names {
            guard let value = environment[name], !value.isEmpty else { continue }
            set[name] = Variables.withoutSecrets(value)
        }
        tracking = environment["MLFLOW_TRACKING_URI"].flatMap {
            $0.isEmpty ? nil : Variables.tracking($0, folder: folder)
        }
    }

    private static func tracking(_ value: String, folder: String) -> Tracking {
        if HTTPAddress.read(value) != nil { return .server }
        switch value.contains(":") ? value.prefix(while: { $0 != ":" }).lowercased() : "file" {
        case "sqlite":
            let path = sqlitePath(value)
            return path.isEmpty ? .other("it names no file") : .file(absolute(path, in: folder))
        case "file" where value != "databricks":
            return .other("MLflow's text files cannot be read yet, its SQLite files can")
        default: return .other(TrackingAddress.refusal(value) ?? "it cannot be opened")
        }
    }

    /// The file of `sqlite:///relative.db` and `sqlite:////absolute.db`, as SQLAlchemy reads it.
    private static func sqlitePath(_ value: String) -> String {
        let rest = value.dropFirst("sqlite:".count)
        let path = rest.hasPrefix("///") ? rest.dropFirst(3) : ""
        return String(path.prefix { $0 != "?" })
    }

    /// An address as it may be shown.
    package static func withoutSecrets(_ value: String) -> String {
        guard let mark = value.firstRange(of: "://") else { return value }
        let rest = value[mark.upperBound...]
        let authority = rest.prefix { $0 != "/" && $0 != "?" }
        let place = authority.lastIndex(of: "@").map { authority[authority.index(after: $0)...] }
        let tail = rest[authority.endIndex...].prefix { $0 != "?" && $0 != "#" }
        return String(value[..<mark.upperBound] + (place ?? authority) + tail)
    }
}

/// A path as seen from a folder.
func absolute(_ path: String, in folder: String) -> String {
    if path.hasPrefix("/") { return path }
    return folder + (folder.hasSuffix("/") ? "" : "/") + path
}
