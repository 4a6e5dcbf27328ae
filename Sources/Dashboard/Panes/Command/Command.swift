import Entities

/// A word after `:` with what may follow it.
struct Command: Sendable {
    /// Its names; the first is offered.
    let names: [String]
    /// What it does.
    let summary: String
    /// What may follow it.
    let arguments: @Sendable (Scene) -> [String]
    /// Does it.
    let run: @Sendable (_ argument: String, _ scene: Scene) -> [Effect]

    /// Every command: each pane by its name, then what concerns the program.
    static let all: [Command] =
        Panes.all.filter(\.isOffered).map { entry in
            Command(
                names: entry.names,
                summary: entry.summary,
                arguments: entry.arguments,
                run: { name, _ in
                    [.go(Locator(pane: entry.names[0], path: name.isEmpty ? [] : [name]))]
                }
            )
        } + [
            Command(
                names: ["open"],
                summary: "open a folder, a file or an address",
                arguments: { _ in ["demo"] },
                run: { place, _ in
                    guard !place.isEmpty else {
                        return [.notify("open needs a folder, a file, an address or demo")]
                    }
                    return [.openPlace(place)]
                }
            ),
            Command(
                names: ["theme"],
                summary: "change the colours",
                arguments: \.session.themes,
                run: changeTheme
            ),
            Command(
                names: ["mouse"],
                summary: "take wheel and clicks, or leave them to the terminal",
                arguments: { _ in [] },
                run: { _, scene in
                    let isTaken = scene.session.isMouseTaken
                    let state = isTaken ? "left to the terminal: text can be selected" : "taken"
                    return [
                        .session { $0.isMouseTaken = !isTaken }, .notify("the mouse is \(state)"),
                    ]
                }
            ),
            Command(
                names: ["quit", "q", "q!"],
                summary: "leave",
                arguments: { _ in [] },
                run: { _, _ in [.quit] }
            ),
        ]

    private static let changeTheme: @Sendable (String, Scene) -> [Effect] = { name, scene in
        guard scene.session.themes.contains(name) else {
            return [.notify("themes: " + scene.session.themes.joined(separator: ", "))]
        }
        return [.session { $0.theme = name }]
    }

    /// The command of a name or of an unambiguous beginning.
    static func named(_ name: String) -> Command? {
        if let exact = all.first(where: { $0.names.contains(name) }) { return exact }
        let beginning = all.filter { $0.names.contains { $0.hasPrefix(name) } }
        return beginning.count == 1 ? beginning.first : nil
    }
}
