import ArgumentParser
import Dashboard
import Entities
import TUI
import Terminal

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

extension Appearance {
    /// The tier that is asked for; nil leaves it to the terminal.
    var tier: ColourTier? {
        switch color {
        case .never: .mono
        case .auto, .always: nil
        }
    }

    /// Whether a picture has colours, which no terminal has to be asked for.
    var isPictureColoured: Bool {
        switch color {
        case .never: false
        case .auto: ColourTier.wanted != .mono
        case .always: true
        }
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
        alarms = configured.alarms
        isMouseTaken = configured.isMouseTaken ?? true
        views = configured.views.map { ($0.name, $0.locator) }
        context = workspace.contexts.map(\.name).joined(separator: "+")
        isProduction = workspace.contexts.contains { $0.isProduction }
        isReadOnly = workspace.contexts.isEmpty || workspace.contexts.contains { $0.isReadOnly }
    }
}
