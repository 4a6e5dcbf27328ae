import Pty
import TUI
import TestKit
import Testing

struct ScreenTests {
    @Test func theDemoComesUpMovesAndLeavesTheTerminalAsItWas() async throws {
        let pty = try Pty(Pty.product("mldeck"), ["demo"], size: Size(120, 36))
        _ = try await pty.shows("churn ▸ runs")
        _ = try await pty.shows("val/loss")
        pty.type("jjs")
        _ = try await pty.shows("sort")
        pty.resize(to: Size(80, 24))
        _ = try await pty.shows("? help")
        pty.type(":q\r")
        let end = try await pty.ended()
        #expect(end.ending == .code(0))
        #expect(pty.modes == pty.modesBefore)
    }
}
