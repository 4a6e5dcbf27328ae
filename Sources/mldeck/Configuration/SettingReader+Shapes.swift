import Connectors
import Yams

extension SettingReader {
    /// A reference to a secret; the secret itself is refused.
    mutating func secret(
        _ node: Node,
        _ key: String,
        allowsText: Bool
    ) -> Setting.Value? {
        let written = SettingReader.secret(node)
        if written == nil, allowsText, let text = node.scalar?.string { return .text(text) }
        guard let secret = written else {
            warn(
                "'\(key)' takes no secret itself; write  env:NAME  or  file:PATH"
                    + "  or  {command: [PROGRAM, ARGUMENT]}",
                node.mark?.line
            )
            return nil
        }
        guard !file.isProjects else {
            warn(
                "'\(key)' is not read from a project's file, which may come from anybody;"
                    + " name this source in your own config.yaml",
                node.mark?.line
            )
            return nil
        }
        if case .file(let path) = secret { return .secret(.file(file.path(for: path))) }
        return .secret(secret)
    }

    /// `env:NAME`, `file:PATH`, `command:PROGRAM …`, `{command: [PROGRAM, …]}`.
    private static func secret(_ node: Node) -> Secret? {
        if let text = node.scalar?.string { return Secret(text) }
        guard let command = node.mapping?["command"], node.mapping?.count == 1 else { return nil }
        if let text = command.scalar?.string { return Secret("command:" + text) }
        let words = command.sequence?.compactMap(\.scalar?.string) ?? []
        return words.isEmpty || words.count != command.sequence?.count ? nil : .command(words)
    }

    /// A program with its arguments; a project's file, which may come from anybody, names none.
    mutating func program(_ node: Node, _ key: String) -> Setting.Value? {
        let words = node.sequence?.compactMap(\.scalar?.string) ?? []
        guard !words.isEmpty, words.count == node.sequence?.count else {
            warn(
                "'\(key)' takes a program with its arguments: [PROGRAM, ARGUMENT]",
                node.mark?.line
            )
            return nil
        }
        guard !file.isProjects else {
            warn(
                "'\(key)' is not read from a project's file, which may come from anybody;"
                    + " name this deployment in your own config.yaml",
                node.mark?.line
            )
            return nil
        }
        return .texts(words)
    }

    /// A gate: keys with texts or lists of texts.
    mutating func gate(_ node: Node, _ key: String) -> Setting.Value? {
        guard let mapping = node.mapping else {
            warn("a gate looks like {gate: metric, key: val/auc}", node.mark?.line)
            return nil
        }
        var values: [String: Setting] = [:]
        for (name, node) in mapping {
            guard let name = name.scalar?.string else { continue }
            let list =
                node.scalar.map { [$0.string] } ?? node.sequence?.compactMap(\.scalar?.string)
            guard let list, node.sequence.map({ $0.count == list.count }) ?? true else {
                warn("'\(name)' takes a text or a list of texts", node.mark?.line)
                continue
            }
            values[name] = Setting(line: node.mark?.line ?? 0, value: .texts(list))
        }
        if file.isProjects, values["run"] != nil {
            warn(
                "a gate that runs a program is not read from a project's file, which may come from"
                    + " anybody; name it in your own config.yaml",
                node.mark?.line
            )
            return nil
        }
        return .keys(values)
    }

    /// Known keys, each with the value it takes.
    mutating func keys(
        _ node: Node,
        _ known: [KnownKey],
        _ key: String
    ) -> Setting.Value? {
        guard let mapping = node.mapping else {
            let names = known.prefix(3).map(\.name).joined(separator: ", ")
            let what = key.isEmpty ? "a configuration" : "'\(key)'"
            warn("\(what) takes keys such as \(names)", node.mark?.line)
            return nil
        }
        var values: [String: Setting] = [:]
        for (name, node) in mapping {
            let written = name.scalar?.string ?? ""
            guard let key = known.first(where: { $0.name == written }) else {
                warnOfUnknown(written, known.map(\.name), name.mark?.line)
                continue
            }
            values[written] = value(of: node, as: key.shape, under: written)
        }
        return .keys(values)
    }

    private mutating func warnOfUnknown(_ name: String, _ known: [String], _ line: Int?) {
        let hint = KnownKey.nearest(to: name, among: known).map { "did you mean '\($0)'?" }
        let all = "there are " + known.joined(separator: ", ")
        warn("there is no key '\(name)' here; \(hint ?? all)", line)
    }

    /// Names of a person's choice.
    mutating func named(
        _ node: Node,
        _ shape: KnownKey.Shape,
        _ key: String
    ) -> Setting.Value? {
        guard let mapping = node.mapping else {
            warn("'\(key)' takes names, each with a value", node.mark?.line)
            return nil
        }
        var values: [String: Setting] = [:]
        for (name, node) in mapping {
            guard let name = name.scalar?.string, !name.isEmpty else { continue }
            values[name] = value(of: node, as: shape, under: name)
        }
        return .keys(values)
    }

    /// Entries that all look alike.
    mutating func list(
        _ node: Node,
        _ shape: KnownKey.Shape,
        _ key: String
    ) -> Setting.Value? {
        guard let sequence = node.sequence else {
            warn("'\(key)' takes a list, each entry with a - in front", node.mark?.line)
            return nil
        }
        return .list(sequence.compactMap { value(of: $0, as: shape, under: key) })
    }
}
