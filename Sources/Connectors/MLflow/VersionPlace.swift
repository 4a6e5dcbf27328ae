import Entities

/// Where the files of a model's version are, as its `source` tells.
enum VersionPlace {
    /// In a logged model, as from MLflow 3 on.
    case model(String)
    /// Among the artifacts of a run.
    case run(String, path: String)
    /// Where only whoever serves the address can look.
    case elsewhere(String)

    /// `models:/m-…`, `runs:/RUN/path`, or an address in the artifacts of the run that made it.
    init(_ source: String, run: String?) {
        if source.hasPrefix("models:/m-") {
            self = .model(String(source.dropFirst("models:/".count).prefix { $0 != "/" }))
            return
        }
        if source.hasPrefix("runs:/") {
            let parts = source.dropFirst("runs:/".count).split(separator: "/", maxSplits: 1)
            if parts.count == 2 {
                self = .run(String(parts[0]), path: String(parts[1]))
                return
            }
        }
        if let run, !run.isEmpty, let range = source.firstRange(of: "/\(run)/artifacts/") {
            self = .run(run, path: String(source[range.upperBound...]))
            return
        }
        self = .elsewhere(source)
    }
}
