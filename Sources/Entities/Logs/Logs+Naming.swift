extension Logs {
    /// What a source is that holds nothing but a log.
    public static let kind = "log"

    /// The source that holds the log of what is called so.
    public static func source(of name: String, context: String) -> Source.ID {
        Source.ID("\(name) log", context: context)
    }
}

extension Source {
    /// Whose log it holds; nil where it is another kind of source.
    public var logged: String? {
        kind == Logs.kind && id.name.hasSuffix(" log") ? String(id.name.dropLast(4)) : nil
    }
}

extension Deployment.ID {
    /// The source that holds its log, where one is set down.
    public var log: Source.ID { Logs.source(of: name, context: source.context) }
}
