import ArgumentParser
import Client
import Connectors
import Dashboard
import Entities
import Glibc

/// The places a command reads from.
struct Places: ParsableArguments {
    @Argument(
        help: """
            Files, folders or addresses. Default: what the configuration, the environment and \
            this folder hold.
            """
    )
    var places: [String] = []

    @Option(help: "A context of the configuration; may be repeated.")
    var context: [String] = []

    /// What is opened; throws a sentence where that is nothing and nothing can be shown of it.
    func connections(_ patience: Workspace.Patience) throws -> Connections {
        try Connections(Places.workspace(places, context, patience))
    }

    /// What places or contexts name, or all that is found where nothing is named.
    static func workspace(
        _ places: [String],
        _ contexts: [String],
        _ patience: Workspace.Patience
    ) throws -> Workspace {
        guard places.isEmpty || contexts.isEmpty else {
            throw Complaint("--context and places exclude each other")
        }
        let workspace =
            places.isEmpty
            ? try Workspace.here(contexts: contexts, patience)
            : try Workspace.at(places, patience)
        for warning in workspace.loaded.warnings { report("mldeck: \(warning)") }
        return workspace
    }

    /// The connectors of all places, for a command that prints once; throws where there is none.
    func connectors() throws -> [any Connector] { try Places.connectors(places, context) }

    /// The connectors of what places or contexts name; throws where there is none.
    static func connectors(
        _ places: [String],
        _ contexts: [String]
    ) throws -> [any Connector] {
        let connections = try Connections(workspace(places, contexts, .output))
        guard !connections.all.isEmpty else {
            let places = places.isEmpty ? "this folder" : places.joined(separator: ", ")
            throw Complaint(
                "\(places): nothing that mldeck can read; `mldeck doctor` says what was looked for"
            )
        }
        return connections.all
    }
}

/// How a screen looks, as far as the command line says.
struct Appearance: ParsableArguments {
    @Option(help: "The theme; `mldeck themes` lists them.")
    var theme: String?

    @Option(help: "Colours: auto, always or never.")
    var color = Colour.auto

    enum Colour: String, ExpressibleByArgument, CaseIterable {
        case auto, always, never
    }
}

extension Session {
    /// A session as the command line and the configuration ask for it.
    init(_ appearance: Appearance, _ workspace: Workspace) throws {
        let configured = workspace.configuration
        let theme = appearance.theme ?? configured.theme ?? ThemeFile.names.first ?? ""
        guard ThemeFile.names.contains(theme) else {
            let names = ThemeFile.names.joined(separator: ", ")
            throw Complaint("there is no theme '\(theme)'; there are \(names)")
        }
        self.init(theme: theme, themes: ThemeFile.names, zone: .local)
        isMouseTaken = configured.isMouseTaken ?? true
        views = configured.views.map { ($0.name, $0.locator) }
        context = workspace.contexts.map(\.name).joined(separator: "+")
        isProduction = workspace.contexts.contains { $0.isProduction }
        isReadOnly = workspace.contexts.isEmpty || workspace.contexts.contains { $0.isReadOnly }
    }
}
