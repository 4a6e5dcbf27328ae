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

    /// The theme of a YAML text.
    static func theme(name: String, yaml: String) throws -> Theme {
        do {
            let styles = try YAMLDecoder().decode([String: ThemeEntry].self, from: yaml)
            return try theme(name: name, styles)
        } catch let complaint as Complaint {
            throw complaint
        } catch {
            throw Complaint("theme '\(name)' cannot be read: \(error)")
        }
    }

    private static func theme(name: String, _ entries: [String: ThemeEntry]) throws -> Theme {
        var theme = Theme.plain
        theme.name = name
        for (key, entry) in entries {
            switch (key, entry) {
            case ("note", .note(let note)): theme.note = note
            case ("ground", .style(let style)): theme.ground = style
            case ("selected", .style(let style)): theme.selected = style
            case (_, .style(let style)):
                guard let role = Role(name: key) else {
                    throw Complaint("theme '\(name)' names a role that does not exist: '\(key)'")
                }
                theme.styles[role] = style
            case (_, .note): throw Complaint("theme '\(name)': '\(key)' is not a style")
            }
        }
        return theme
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
