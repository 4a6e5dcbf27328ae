import ArgumentParser
import Client
import Connectors
import Entities

/// The places in which a command changes something, and its leave to do so.
struct ChangePlaces: ParsableArguments {
    @Option(
        help: """
            A file, folder or address; may be repeated. Default: what the configuration, the \
            environment and this folder hold.
            """
    )
    var at: [String] = []

    @Option(help: "A context of the configuration; may be repeated.")
    var context: [String] = []

    @Flag(help: "Refuse to change anything.")
    var readOnly = false

    @Flag(help: "Allow that local MLflow files are written.")
    var allowLocalWrites = false

    /// What is open, with what changes it; throws where that is nothing.
    func connections() throws -> Connections {
        if at == ["demo"] { return try Connections(demo: DemoStore(time: .system)) }
        let leave = Leave(isReadOnly: readOnly, allowsLocalWrites: allowLocalWrites)
        let connections = try Connections(Places.workspace(at, context, .output), leave)
        guard !connections.all.isEmpty else {
            let places = at.isEmpty ? "this folder" : at.joined(separator: ", ")
            throw Complaint(
                "\(places): nothing that mldeck can read; `mldeck doctor` says what was looked for"
            )
        }
        return connections
    }
}
