/// Folders that are not looked into: packages and builds, thousands of files and nobody's results.
enum PassedBy {
    /// By name; a name that begins with a dot is passed by as well.
    static let names: Set<String> = [
        "node_modules", "site-packages", "dist-packages", "__pycache__", "venv", "target", "build",
    ]

    /// By the end of the name.
    static let endings = [".egg-info", ".dist-info"]

    /// By what they hold: each of these makes a folder an environment of Python's or conda's.
    static let marks = ["pyvenv.cfg", "conda-meta"]

    /// Whether a folder is passed by for its name.
    static func includes(_ name: String) -> Bool {
        name.hasPrefix(".") || names.contains(name) || endings.contains { name.hasSuffix($0) }
    }
}
