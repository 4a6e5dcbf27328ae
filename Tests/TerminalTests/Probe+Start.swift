import Pty
import TUI

/// The program that shows what a screen reports, on a terminal of its own and drawn.
func startProbe(
    _ arguments: [String] = [],
    environment: [String: String?] = [:],
    size: Size = Size(80, 24),
    ignoring: [Int32] = []
) async throws -> Pty {
    let pty = try Pty(
        Pty.product("TerminalProbe"),
        arguments,
        environment: environment,
        size: size,
        ignoring: ignoring
    )
    try await pty.wait("first picture") { $0.screen.frames > 0 && $0.isWhole }
    return pty
}

extension Moment {
    /// Whether no frame is half sent.
    var isWhole: Bool { !screen.modes.contains(2026) }

    /// Whether all that a session switches on is off again.
    var isGivenBack: Bool {
        screen.modes.contains(25)
            && screen.modes.isDisjoint(with: [1, 1000, 1006, 1049, 2004, 2026])
            && screen.style == Style()
    }
}
