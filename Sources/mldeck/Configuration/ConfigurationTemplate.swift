import TUI

/// The file that `config init` writes: every key explained, none of them set.
///
/// A `#` taken from every line leaves explanations that are comments, and settings that count.
enum ConfigurationTemplate {
    private static let head = """
        ## What mldeck is to know. Everything is optional: take the # away and change what is behind.
        ## A project's .mldeck.yaml takes the same keys and counts more. As it may come from anybody,
        ## it cannot name secrets. `mldeck config check` says what is wrong in either.
        """

    /// What an entry of a list shows: keys, and values in place of their examples.
    private typealias Entry = (keys: [String], values: [String: String])

    /// What entries of the sources show: each key in one of them, none beside what it excludes.
    private static let sources: [Entry] = [
        (["name", "path", "allow-writes"], [:]),
        (["url", "kind", "username", "password", "ca-file"], [:]),
        (["url", "token", "headers", "insecure-tls"], [:]),
    ]

    /// What entries of the deployments show: one for each kind of target.
    private static let deployments: [Entry] = [
        (["name", "model", "on", "router", "version-at", "canary", "bake", "deadline"], [:]),
        (["name", "model", "on", "entry", "logs"], ["name": "churn-oip", "on": "mlserver"]),
        (["name", "model", "serve"], ["name": "churn-local"]),
        (["name", "model", "metrics", "labels", "objectives"], ["name": "churn-batch"]),
        (["name", "model", "apply", "status", "environment"], ["name": "churn-k8s"]),
    ]

    /// What entries of the rules show: one for each thing that can be looked at.
    private static let rules: [Entry] = [
        (["name", "measure", "of", "above", "for", "severity", "runbook"], [:]),
        (["name", "query", "above", "summary"], ["name": "Waiting", "above": "20"]),
        (["name", "runs", "metric", "above"], ["name": "Diverged", "above": "nan"]),
    ]

    /// What an entry of the gates looks like.
    private static let gate = "{gate: metric, key: val/auc, min_absolute_change: 0.001}"

    /// The file's text.
    static var text: String {
        let blocks = KnownKey.all.map { lines(of: $0, indent: "").joined(separator: "\n") }
        return ([head] + blocks).joined(separator: "\n\n") + "\n"
    }

    /// The lines of a key and of those below it.
    private static func lines(of key: KnownKey, indent: String) -> [String] {
        let note = "## " + indent + key.note
        let name = "#" + indent + key.name + ":"
        switch key.shape {
        case .list(.keys(let keys)):
            let known = ["sources": sources, "rules": rules]
            let examples = known[key.name] ?? deployments
            // In a context they look as they do outside.
            let notes =
                indent.isEmpty ? keys.map { "##   \($0.name.padded(to: 20))\($0.note)" } : []
            let shown = indent.isEmpty ? examples : Array(examples.suffix(1))
            return [note] + notes + [name] + shown.flatMap { entry(keys, $0, indent + "  ") }
        case .list(.gate): return [note, name, "#\(indent)  - \(gate)"]
        case .named(.keys(let keys)):
            let below = keys.flatMap { lines(of: $0, indent: indent + "    ") }
            return [note, name, "#" + indent + "  prod:"] + below
        default: return [note, name + " " + key.example]
        }
    }

    private static func entry(_ keys: [KnownKey], _ entry: Entry, _ indent: String) -> [String] {
        keys.filter { entry.keys.contains($0.name) }.enumerated().map { place, key in
            let value = entry.values[key.name] ?? key.example
            return "#" + indent + (place == 0 ? "- " : "  ") + key.name + ": " + value
        }
    }
}
