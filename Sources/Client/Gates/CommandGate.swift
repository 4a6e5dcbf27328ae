import Entities

/// Whether a program of one's own says yes.
enum CommandGate: Gate {
    static let name = "command"
    static let isCostly = true
    static let keys = [
        GateKey(
            "run",
            .list,
            isNeeded: true,
            "The program and its arguments, in which {model}, {version}, {deployment}, {from} and"
                + " {plan} are replaced; it ends with 0 for yes, 10 for a warning, else for no."
        ),
        GateKey("timeout", .duration, "How long it may take; 60s unless told."),
        GateKey("environment", .list, "What it sees of the environment besides PATH, HOME, LANG."),
    ]

    /// How much of a line is evidence.
    private static let width = 160

    static func complaints(_ settings: GateSettings) -> [String] {
        guard let words = settings.values["run"], let first = words.first else { return [] }
        if first.trimmed.isEmpty { return ["run names no program"] }
        guard words.count == 1, first.contains(" ") else { return [] }
        let list = first.split(separator: " ").joined(separator: ", ")
        return ["run takes a list, and no shell reads it: [\(list)]"]
    }

    static func judge(_ one: GateCase, _ settings: GateSettings) async throws -> GateResult {
        let names = settings.values["environment"] ?? []
        var program = Program(
            arguments(settings.values["run"] ?? [], try places(one)),
            in: one.rules.folder,
            environment: one.rules.environment.passed(names),
            patience: settings.duration("timeout") ?? .seconds(60)
        )
        program.secrets = names.compactMap { one.rules.environment[$0] }
        let end = try await program.run(time: one.changes.time)
        let last = end.lines.last { !$0.trimmed.isEmpty }
        let evidence = last.map { String($0.trimmed.prefix(width)) } ?? "ended with \(end.code)"
        let verdicts: [Int32: GateResult.Verdict] = [0: .pass, 10: .warn]
        return settings.result(verdicts[end.code] ?? .fail, evidence)
    }

    /// What stands for what; what is nothing stands for nothing.
    private static func places(_ one: GateCase) throws(Failure) -> [String: String] {
        let version = try one.version().id
        return [
            "model": version.model.name, "version": "\(version.number)",
            "deployment": one.order.change.deployment?.name ?? "",
            "from": one.plan.from.map { "\($0)" } ?? "", "plan": one.plan.hash,
        ]
    }

    /// The words with what stands for something replaced, but for the program itself.
    private static func arguments(_ words: [String], _ places: [String: String]) -> [String] {
        Array(words.prefix(1)) + words.dropFirst().map { replaced($0, places) }
    }

    /// In one pass: what has been put in is not looked at again.
    private static func replaced(_ word: String, _ places: [String: String]) -> String {
        var (text, rest) = ("", word[...])
        while let start = rest.firstIndex(of: "{") {
            text += rest[..<start]
            rest = rest[start...]
            let name = rest.dropFirst().prefix { $0 != "}" }
            if let value = places[String(name)], name.endIndex < rest.endIndex {
                text += value
                rest = rest[rest.index(after: name.endIndex)...]
            } else {
                text += "{"
                rest = rest.dropFirst()
            }
        }
        return text + rest
    }
}
