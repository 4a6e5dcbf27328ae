import ArgumentParser
import Client
import Connectors
import Dashboard

/// Opens the built-in workspace.
struct Demo: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Open the built-in workspace: everything moves, nothing is real."
    )

    @OptionGroup var appearance: Appearance

    func run() throws {
        var program = try Program(
            connectors: [DemoStore(time: .system)],
            session: Session(appearance),
            appearance: appearance,
            locator: nil
        )
        program.run()
    }
}
