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

    /// What entries of a list show: each key in one of them, none beside what it excludes.
    private static let entries = [
        ["name", "path", "allow-writes"], ["url", "username", "password", "ca-file"],
        ["url", "token", "insecure-tls"],
    ]

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
            // In a context sources look as they do outside.
            let notes =
                indent.isEmpty ? keys.map { "##   \($0.name.padded(to: 14))\($0.note)" } : []
            let shown = indent.isEmpty ? entries : Array(entries.suffix(1))
            return [note] + notes + [name] + shown.flatMap { entry(keys, $0, indent + "  ") }
        case .named(.keys(let keys)):
            let below = keys.flatMap { lines(of: $0, indent: indent + "    ") }
            return [note, name, "#" + indent + "  prod:"] + below
        default: return [note, name + " " + key.example]
        }
    }

    private static func entry(_ keys: [KnownKey], _ names: [String], _ indent: String) -> [String] {
        keys.filter { names.contains($0.name) }.enumerated().map { place, key in
            "#" + indent + (place == 0 ? "- " : "  ") + key.name + ": " + key.example
        }
    }
}
