import ArgumentParser
import TUI

/// Lists the themes.
struct ListThemes: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "themes",
        abstract: "List the themes."
    )

    func run() throws {
        for name in ThemeFile.names {
            let theme = try ThemeFile.theme(named: name)
            print(name.padded(to: 16) + theme.note)
        }
    }
}
