import ArgumentParser
import Dashboard
import Entities

/// Opens what is there.
struct Open: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Open stores on the screen (the default command)."
    )

    @OptionGroup var places: Places
    @OptionGroup var appearance: Appearance

    @Option(help: "The view to open on, as `yy` copies it.")
    var view: String?

    func run() throws {
        var program = try Program(
            connectors: places.connectors(),
            session: Session(appearance),
            appearance: appearance,
            locator: view.map { try Locator(argument: $0) }
        )
        program.run()
    }
}

extension Locator {
    /// A locator from the command line; throws a sentence where it names no view.
    init(argument: String) throws {
        guard let locator = Locator(argument) else {
            throw Complaint("'\(argument)' names no view; one looks like mldeck:runs/NAME")
        }
        self = locator
    }
}
