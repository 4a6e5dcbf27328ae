import Glibc
import Pty
import TUI
import Testing

/// However it ends, the terminal is as it was.
struct EndingTests {
    private func start(_ environment: [String: String?] = [:]) async throws -> Pty {
        let pty = try Pty(
            Pty.product("mldeck"),
            ["demo"],
            environment: environment,
            size: Size(100, 30)
        )
        _ = try await pty.shows("val/loss")
        return pty
    }

    private func expectGivenBack(_ pty: Pty, _ ending: Moment.Ending) async throws {
        let end = try await pty.ended()
        #expect(end.ending == ending)
        #expect(pty.modes == pty.modesBefore)
        let modes = end.screen.modes
        #expect(modes.contains(25), "the cursor is hidden")
        #expect(modes.isDisjoint(with: [1000, 1006, 1049, 2004, 2026]), "\(modes)")
    }

    @Test(arguments: [":q\r", "q", "\u{03}\u{03}"])
    func byKeys(_ keys: String) async throws {
        let pty = try await start()
        pty.type(keys)
        try await expectGivenBack(pty, .code(0))
    }

    @Test(arguments: [SIGINT, SIGTERM, SIGHUP, SIGQUIT])
    func bySignals(_ number: Int32) async throws {
        let pty = try await start()
        try await pty.signal(number)
        try await expectGivenBack(pty, .signal(number))
    }

    @Test(arguments: [SIGSEGV, SIGABRT])
    func byACrash(_ number: Int32) async throws {
        let pty = try await start()
        try await pty.signal(number)
        try await expectGivenBack(pty, .signal(number))
    }

    @Test func byTheOtherEnd() async throws {
        let pty = try await start()
        pty.hangUp()
        let end = try await pty.ended()
        #expect(end.ending == .signal(SIGHUP))
    }

    @Test func suspendedAndContinuedItIsThereAgain() async throws {
        let pty = try await start()
        pty.type("\u{1A}")
        try await pty.wait("the stop") { $0.stops == 1 }
        #expect(pty.modes == pty.modesBefore)
        try await pty.signal(SIGCONT)
        try await pty.wait("the picture") {
            $0.screen.modes.contains(1049) && $0.screen.text.contains("val/loss")
        }
        pty.type(":q\r")
        try await expectGivenBack(pty, .code(0))
    }

    @Test func inALocaleWithoutUTF8ItIsASCII() async throws {
        let pty = try await start(["LC_ALL": "C", "LANG": "C"])
        let text = try await pty.shows("== Runs 2").screen.text
        let isASCII = text.unicodeScalars.allSatisfy(\.isASCII)
        #expect(isASCII)
        pty.type("q")
        try await expectGivenBack(pty, .code(0))
    }

    @Test func aTerminalThatIsTooSmallIsToldSo() async throws {
        let pty = try await start()
        pty.resize(to: Size(30, 8))
        _ = try await pty.shows("needs 40x10")
        pty.resize(to: Size(100, 30))
        _ = try await pty.shows("val/loss")
        pty.type("q")
        try await expectGivenBack(pty, .code(0))
    }

    @Test(arguments: ["dumb", "", "no-such-terminal"])
    func aTerminalThatCannotIsSaid(_ type: String) async throws {
        let pty = try Pty(
            Pty.product("mldeck"),
            ["demo"],
            environment: ["TERM": type.isEmpty ? nil : type]
        )
        let end = try await pty.ended()
        #expect(end.ending == .code(2))
        #expect(end.written.contains("mldeck needs a terminal"))
    }

    @Test func withoutColourOnlyAttributesAreSent() async throws {
        let pty = try await start(["NO_COLOR": "1"])
        let written = pty.now.written
        #expect(!written.contains("\u{1B}[38;") && !written.contains("\u{1B}[48;"))
        pty.type("q")
        try await expectGivenBack(pty, .code(0))
    }
}
