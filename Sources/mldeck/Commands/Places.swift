import ArgumentParser
import Client
import Connectors
import Dashboard
import Entities
import Glibc

/// The places a command reads from.
struct Places: ParsableArguments {
    @Argument(help: "MLflow SQLite files, or folders that hold an mlflow.db. Default: this folder.")
    var places: [String] = []

    /// The connectors of all places; throws a sentence where nothing is found.
    func connectors() throws -> [any Connector] {
        let budget = Budget(bytes: 512 << 20)
        let places = places.isEmpty ? ["."] : places
        return try Stores.open(places, budget: budget)
    }
}

/// How a screen looks, as far as the command line says.
struct Appearance: ParsableArguments {
    @Option(help: "The theme; `mldeck themes` lists them.")
    var theme = "dark"

    @Option(help: "Colours: auto, always or never.")
    var color = Colour.auto

    enum Colour: String, ExpressibleByArgument, CaseIterable {
        case auto, always, never
    }
}

extension Session {
    /// A session as the command line asks for it.
    init(_ appearance: Appearance) throws {
        guard ThemeFile.names.contains(appearance.theme) else {
            let names = ThemeFile.names.joined(separator: ", ")
            throw Complaint("there is no theme '\(appearance.theme)'; there are \(names)")
        }
        self.init(theme: appearance.theme, themes: ThemeFile.names, zone: .local)
    }
}
