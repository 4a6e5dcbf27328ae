import Client
import Connectors
import Dashboard
import Entities
import Glibc
import Yams

/// Reads the values of one configuration file by the table of known keys.
///
/// What is not as it should be is left out, with a warning.
struct SettingReader {
    private(set) var warnings: [ConfigurationWarning] = []

    let file: ConfigurationFile
    /// Links within a file can make it endless: no person writes so many values.
    private var left = 10_000

    init(_ file: ConfigurationFile) { self.file = file }

    /// The values of known keys; none where the file is no YAML.
    mutating func settings(in text: String) -> [String: Setting] {
        // An anchor may stand for itself many times over, also in a key, where Yams compares it.
        if let line = SettingReader.lineOfAnchor(in: text) {
            warn("anchors (&name) are not read; write the value twice", line)
            return [:]
        }
        do {
            // Without rules for implicit types no regular expression is compiled: 10 ms at start.
            guard let root = try compose(yaml: text, .basic), !root.isEmptyScalar else {
                return [:]
            }
            return value(of: root, as: .keys(KnownKey.all), under: "")?.keys ?? [:]
        } catch {
            let (sentence, line) = SettingReader.problem(error)
            warn("this is no YAML: \(sentence)", line)
            return [:]
        }
    }

    /// Notes what is wrong.
    mutating func warn(_ sentence: String, _ line: Int?) {
        guard warnings.count < 100 else { return }
        let warning = ConfigurationWarning(file: file.path, line: line, sentence: sentence)
        if !warnings.contains(warning) { warnings.append(warning) }
    }

    mutating func value(
        of node: Node,
        as shape: KnownKey.Shape,
        under key: String
    ) -> Setting? {
        left -= 1
        let line = node.mark?.line ?? 0
        guard left > 0, !node.isEmptyScalar else { return nil }
        let value: Setting.Value? =
            switch shape {
            case .text: scalar(node, key, "a text").map { .text($0) }
            case .flag: flag(node, key)
            case .names: names(node, key)
            case .theme: theme(node, key)
            case .locator: locator(node, key)
            case .path: scalar(node, key, "a path").map { .text(file.path(for: $0)) }
            case .file: readable(node, key)
            case .address: address(node, key)
            case .secret: secret(node, key, allowsText: false)
            case .textOrSecret: secret(node, key, allowsText: true)
            case .program: program(node, key)
            case .fileOrProgram:
                node.scalar.map { .text(file.path(for: $0.string)) } ?? program(node, key)
            case .gate: gate(node, key)
            case .keys(let known): keys(node, known, key)
            case .named(let shape): named(node, shape, key)
            case .list(let shape): list(node, shape, key)
            }
        return Setting(line: line, value: value ?? .wrong)
    }

    private mutating func scalar(_ node: Node, _ key: String, _ what: String) -> String? {
        if let text = node.scalar?.string { return text }
        warn("'\(key)' takes \(what)", node.mark?.line)
        return nil
    }

    private mutating func flag(_ node: Node, _ key: String) -> Setting.Value? {
        let words = [
            "true": true, "yes": true, "on": true, "false": false, "no": false, "off": false,
        ]
        if let flag = words[node.scalar?.string.lowercased() ?? ""] { return .flag(flag) }
        warn("'\(key)' takes true or false", node.mark?.line)
        return nil
    }

    private mutating func names(_ node: Node, _ key: String) -> Setting.Value? {
        if let text = node.scalar?.string { return .texts([text]) }
        let names = node.sequence?.compactMap(\.scalar?.string)
        if let names, names.count == node.sequence?.count { return .texts(names) }
        warn("'\(key)' takes a name or a list of names", node.mark?.line)
        return nil
    }

    private mutating func theme(_ node: Node, _ key: String) -> Setting.Value? {
        guard let name = scalar(node, key, "a theme's name") else { return nil }
        if ThemeFile.names.contains(name) { return .text(name) }
        let known = ThemeFile.names
        let hint = KnownKey.nearest(to: name, among: known).map { "did you mean '\($0)'?" }
        warn(
            "there is no theme '\(name)'; \(hint ?? "there are " + known.joined(separator: ", "))",
            node.mark?.line
        )
        return nil
    }

    private mutating func locator(_ node: Node, _ key: String) -> Setting.Value? {
        guard let text = scalar(node, key, "a locator") else { return nil }
        guard let locator = Locator(text) else {
            warn("'\(text)' names no view; one looks like mldeck:runs/NAME", node.mark?.line)
            return nil
        }
        guard let complaint = Dashboard.complaint(locator, now: .systemNow) else {
            return .text(text)
        }
        warn("'\(key)': \(complaint)", node.mark?.line)
        return nil
    }

    private mutating func readable(_ node: Node, _ key: String) -> Setting.Value? {
        guard let text = scalar(node, key, "a file") else { return nil }
        let path = file.path(for: text)
        if access(path, R_OK) != 0 {
            warn("'\(key)': \(path): \(String(cString: strerror(errno)))", node.mark?.line)
        }
        return .text(path)
    }

    private mutating func address(_ node: Node, _ key: String) -> Setting.Value? {
        guard let text = scalar(node, key, "an address") else { return nil }
        guard let settings = ServerSettings(text) else {
            warn("'\(key)' takes an address such as https://mlflow.example.org", node.mark?.line)
            return nil
        }
        if settings.user == nil, settings.password == nil { return .text(text) }
        warn(
            "'\(key)' holds a user or a password; write  username: NAME  and  password: env:NAME",
            node.mark?.line
        )
        return nil
    }
}

extension SettingReader {
    /// What a parser says, and where; Yams' own description repeats the file.
    private static func problem(_ error: any Error) -> (String, Int?) {
        switch error as? YamlError {
        case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
            .composer(_, let problem, let mark, _):
            (problem, mark.line)
        case .duplicatedKeysInMapping(let names, let context):
            ("the key '\(names.first ?? "")' stands there twice", context.mark.line)
        case .reader(let problem, _, _, _): (problem, nil)
        default: ("it cannot be read", nil)
        }
    }

    /// The line of the first `&name` that stands where a value does.
    private static func lineOfAnchor(in text: String) -> Int? {
        let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
        let index = lines.firstIndex { line in
            let words = line.split { " \t[]{},:-?".contains($0) }
            return line.drop { $0 == " " }.first != "#"
                && words.contains { $0.hasPrefix("&") && $0.count > 1 }
        }
        return index.map { $0 + 1 }
    }
}

extension Node {
    /// A key without a value, or an empty file.
    fileprivate var isEmptyScalar: Bool { scalar?.string.isEmpty ?? false }
}
