import Glibc
import Pty
import TUI
import Testing

@Suite struct EndingTests {
    @Test(arguments: [("q", Moment.Ending.code(0)), ("E", .code(3))])
    func byAKeyGivesTheTerminalBack(_ key: String, _ ending: Moment.Ending) async throws {
        let pty = try await startProbe(["mouse"])
        pty.type(key)
        let end = try await pty.ended()
        #expect(end.ending == ending)
        #expect(end.isGivenBack)
        #expect(end.screen.lines.joined() == "")
        #expect(pty.modes == pty.modesBefore)
    }

    @Test(arguments: [
        SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGSEGV, SIGILL, SIGABRT, SIGTRAP, SIGBUS, SIGFPE,
    ])
    func byASignalGivesTheTerminalBack(_ signal: Int32) async throws {
        let pty = try await startProbe(["mouse"])
        try await pty.signal(signal)
        let end = try await pty.ended()
        #expect(end.ending == .signal(signal))
        #expect(end.isGivenBack)
        #expect(pty.modes == pty.modesBefore)
    }

    /// A trap, and a stack without end.
    @Test(arguments: ["!", "O"])
    func byACrashGivesTheTerminalBack(_ key: String) async throws {
        let pty = try await startProbe(["mouse"])
        pty.type(key)
        let end = try await pty.ended()
        let traps = [SIGILL, SIGTRAP, SIGSEGV].map(Moment.Ending.signal)
        #expect(end.ending.map(traps.contains) == true)
        #expect(end.isGivenBack)
        #expect(pty.modes == pty.modesBefore)
    }

    @Test(arguments: [[], [SIGHUP]])
    func theOtherEndClosedEndsIt(_ ignoring: [Int32]) async throws {
        let pty = try await startProbe(ignoring: ignoring)
        pty.hangUp()
        #expect(try await pty.ended().ending == .signal(SIGHUP))
    }

    @Test(arguments: [SIGINT, SIGTERM])
    func whatTheParentBlockedIsUnblocked(_ signal: Int32) async throws {
        let pty = try await startProbe(["blocked"])
        try await pty.signal(signal)
        #expect(try await pty.ended().ending == .signal(signal))
    }

    @Test func whatTheParentIgnoresStaysIgnored() async throws {
        let pty = try await startProbe(ignoring: [SIGHUP, SIGINT])
        try await pty.signal(SIGHUP)
        try await pty.signal(SIGINT)
        pty.type("x")
        try await pty.shows("seen: x;")
    }
}

@Suite struct SuspendTests {
    @Test func stoppingGivesTheTerminalBackForAsLong() async throws {
        let pty = try await startProbe(["mouse"])
        for turn in 1...10 {
            pty.type("\u{1A}")
            let stopped = try await pty.wait("stop") { $0.stops == turn }
            #expect(stopped.isGivenBack)
            #expect(stopped.written.ranges(of: "\u{1B}[?1049l").count == turn)
            #expect(pty.modes == pty.modesBefore)
            try await pty.signal(SIGCONT)
            pty.type("x")
            try await pty.shows("seen:" + String(repeating: " x", count: turn) + ";")
            #expect(pty.now.screen.modes.isSuperset(of: [1_000, 1_006, 1_049, 2_004]))
        }
        // Curses, going on by itself, would reset the person's palette.
        #expect(!pty.now.written.contains("\u{1B}]104"))
    }

    @Test func anotherProgramCanStopIt() async throws {
        let pty = try await startProbe()
        try await pty.signal(SIGTSTP)
        let stopped = try await pty.wait("stop") { $0.stops == 1 }
        #expect(stopped.isGivenBack)
        pty.resize(to: Size(60, 20))
        try await pty.signal(SIGCONT)
        try await pty.shows("probe 60x20")
        try await pty.shows("seen: resize(60x20);")
    }

    @Test func aStopWithoutWarningIsMadeGood() async throws {
        let pty = try await startProbe()
        try await pty.signal(SIGSTOP)
        let before = try await pty.wait("stop") { $0.stops == 1 }
        // A shell takes the terminal for itself.
        pty.modes = pty.modesBefore
        try await pty.signal(SIGCONT)
        let again = try await pty.wait("frame") {
            $0.screen.frames > before.screen.frames && $0.isWhole
        }
        #expect(again.written.ranges(of: "\u{1B}[?1049h").count == 2)
        #expect(again.screen.lines.last == "end of picture")
        pty.type("x")
        try await pty.shows("seen: x;")
        pty.type("q")
        #expect(try await pty.ended().isGivenBack)
        #expect(pty.modes == pty.modesBefore)
    }
}
