import ArgumentParser
import Client
import Entities

/// The places a command reads one thing from.
struct ShowPlaces: ParsableArguments {
    @Option(
        help: """
            A file, folder or address; may be repeated. Default: what the configuration, the \
            environment and this folder hold.
            """
    )
    var at: [String] = []

    @Option(help: "A context of the configuration; may be repeated.")
    var context: [String] = []

    /// The connectors of all places; throws where there is none.
    func connectors() throws -> [any Connector] { try Places.connectors(at, context) }
}
