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
    func connections(_ patience: Workspace.Patience, _ leave: Leave) throws -> Connections {
        try Connections(Places.workspace(places, context, patience), leave)
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
        if places == ["demo"] { return try Connections(demo: DemoStore(time: .system)).all }
        let connections = try Connections(workspace(places, contexts, .output))
        guard !connections.all.isEmpty else {
            let places = places.isEmpty ? "this folder" : places.joined(separator: ", ")
            throw Complaint(
                "\(places): nothing that mldeck can read; `mldeck doctor` says what was looked for"
            )
        }
        return connections.all + (connections.watch.map { [$0] } ?? [])
    }
}
