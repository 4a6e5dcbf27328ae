import ArgumentParser
import Client
import Connectors
import Dashboard
import Entities

/// Opens the built-in workspace.
struct Demo: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Open the built-in workspace: everything moves, nothing is real."
    )

    @OptionGroup var appearance: Appearance

    @Option(help: "The view to open on, as `yy` copies it.")
    var view: String?

    func run() throws {
        let connections = try Connections(demo: DemoStore(time: .system))
        let session = try Session(appearance, connections.workspace)
        var program = try Program(
            connections: connections,
            session: session,
            appearance: appearance,
            locator: view.map { try Locator(argument: $0, session) }
        )
        program.run()
    }
}
