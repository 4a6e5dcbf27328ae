import ArgumentParser
import Client
import Connectors
import Dashboard
import Entities
import Glibc
import TUI

/// Draws a view without a terminal.
struct Picture: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "screen",
        abstract: "Draw a view as text, ANSI or SVG; no terminal is needed.",
        discussion: "`mldeck screen mldeck:runs/churn PATH` draws one view of the store in PATH."
    )

    @Argument(
        help: """
            A view, as `yy` copies it or by the name it is saved under, or a first path; then \
            paths. `demo` is the demo.
            """
    )
    var arguments: [String] = []

    @Option(help: "A context of the configuration; may be repeated.")
    var context: [String] = []

    @Option(help: "Keys to type first, as in 'jj<space>s' or ':runs x<enter>'.")
    var keys = ""

    @Option(help: "Columns and rows.")
    var size = "120x36"

    @Option(name: .shortAndLong, help: "text, roles, ansi or svg.")
    var output = Format.text

    @OptionGroup var appearance: Appearance

    enum Format: String, ExpressibleByArgument, CaseIterable {
        case text, roles, ansi, svg
    }

    func run() throws {
        let views = Configuration.load(.current).configuration.views.map(\.name)
        let view = arguments.first.flatMap { first in
            first.hasPrefix("mldeck:") || views.contains(first) ? first : nil
        }
        let places = view == nil ? arguments : Array(arguments.dropFirst())
        let connections = try connections(places)
        let session = try Session(appearance, connections.workspace)
        var headless = try Headless(
            connections: connections,
            session: session,
            locator: view.map { try Locator(argument: $0, session) }
                ?? connections.workspace.configuration.startLocator,
            size: Size(written: size),
            now: .systemNow
        )
        let canvas = headless.picture(after: Key.sequence(keys))
        let theme = try ThemeFile.theme(named: headless.dashboard.scene.session.theme)
        switch output {
        case .text: print(canvas.text, terminator: "")
        case .roles: print(canvas.roles, terminator: "")
        case .ansi:
            print(canvas.ansi(theme, isColoured: appearance.isPictureColoured), terminator: "")
        case .svg: print(canvas.svg(theme), terminator: "")
        }
    }

    private func connections(_ places: [String]) throws -> Connections {
        if places == ["demo"] { return try Connections(demo: DemoStore(time: .system)) }
        return try Connections(Places.workspace(places, context, .output))
    }
}

extension Size {
    /// A size such as 120x36; throws a sentence for anything else.
    init(written: String) throws {
        let parts = written.lowercased().split(separator: "x").map { Int($0) }
        guard parts.count == 2, let width = parts[0], let height = parts[1],
            (1...1000) ~= width, (1...1000) ~= height
        else { throw Complaint("'\(written)' is no size; one looks like 120x36") }
        self.init(width, height)
    }
}
