import TUI
import Themes
import Yams

/// Reads themes from YAML.
enum ThemeFile {
    /// The themes there are, the default one first.
    static var names: [String] { BuiltInThemes.all.map(\.name) }

    /// The theme of a name; throws a sentence that names the theme and what is wrong with it.
    static func theme(named name: String) throws -> Theme {
        guard let file = BuiltInThemes.all.first(where: { $0.name == name }) else {
            throw Complaint("there is no theme '\(name)'")
        }
        return try theme(name: name, yaml: String(decoding: file.yaml, as: UTF8.self))
    }

    /// The theme of a YAML text: a note, and a style for each role.
    static func theme(name: String, yaml: String) throws -> Theme {
        var theme = Theme.plain
        theme.name = name
        do {
            // Without rules for implicit types no regular expression is compiled: 10 ms at start.
            guard let root = try compose(yaml: yaml, .basic)?.mapping else {
                throw ThemeNode.Wrong("it is empty")
            }
            for (key, node) in root {
                try take(ThemeNode(node), as: key.string ?? "", into: &theme)
            }
        } catch {
            throw Complaint("theme '\(name)' cannot be read: \(error)")
        }
        return theme
    }

    private static func take(_ node: ThemeNode, as key: String, into theme: inout Theme) throws {
        switch key {
        case "note": theme.note = try node.text
        case "ground": theme.ground = try node.style
        case "selected": theme.selected = try node.style
        default:
            guard let role = Role(name: key) else {
                throw ThemeNode.Wrong("there is no role '\(key)'")
            }
            theme.styles[role] = try node.style
        }
    }
}

extension Role {
    /// The role of a name in a theme file.
    init?(name: String) {
        guard let role = Role.allCases.first(where: { "\($0)" == name }), role != .ground else {
            return nil
        }
        self = role
    }
}
