import ArgumentParser
import Client
import Dashboard
import Entities
import TUI

/// Opens what is there.
struct Open: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Open stores on the screen (the default command)."
    )

    @OptionGroup var places: Places
    @OptionGroup var appearance: Appearance

    @Option(help: "The view to open on: a saved view's name, or what `yy` copies.")
    var view: String?

    @Flag(help: "Refuse to change anything.")
    var readOnly = false

    @Flag(help: "Allow that local MLflow files are written.")
    var allowLocalWrites = false

    func run() throws {
        let leave = Leave(isReadOnly: readOnly, allowsLocalWrites: allowLocalWrites)
        let connections = try places.connections(.screen, leave)
        let configuration = connections.workspace.configuration
        let session = try Session(appearance, connections.workspace)
        var program = try Program(
            connections: connections,
            session: session,
            appearance: appearance,
            locator: view.map { try Locator(argument: $0, session) } ?? configuration.startLocator
        )
        program.run()
    }
}

extension Locator {
    /// A locator, or the name of a saved view; throws a sentence where it is neither, or cannot be opened.
    init(argument: String, _ session: Session) throws {
        let saved = session.views.first { $0.name == argument }?.locator
        guard let locator = saved ?? Locator(argument) else {
            throw Complaint("'\(argument)' names no view; one looks like mldeck:runs/NAME")
        }
        if let complaint = Dashboard.complaint(locator, now: .systemNow) {
            throw Complaint(Printable.text("\(argument): \(complaint)"))
        }
        self = locator
    }
}
