import Pty
import TUI
import Testing

@Suite struct TerminalsTests {
    @Test(arguments: [
        ("vt100", "mono"), ("xterm-mono", "mono"), ("linux", "sixteen"), ("xterm", "sixteen"),
        ("xterm-256color", "indexed"), ("screen-256color", "indexed"), ("tmux-256color", "indexed"),
        ("rxvt-unicode-256color", "indexed"),
    ])
    func areDrawnInTheirColours(_ type: String, _ tier: String) async throws {
        // Descriptions with true colour are rarely installed.
        for colours in [nil, "truecolor"] {
            let pty = try await startProbe(environment: ["TERM": type, "COLORTERM": colours])
            try await pty.shows("probe 80x24 \(tier)\n")
            pty.type("x\u{1B}[Aq")
            #expect(try await pty.ended().ending == .code(0))
            #expect(pty.modes == pty.modesBefore)
        }
    }

    @Test func coloursAreThoseOfTheTheme() async throws {
        let screen = try await startProbe().now.screen
        #expect(screen.cell(of: "fine")?.style == Style(foreground: 114, background: 233))
        #expect(
            screen.cell(of: "worse")?.style
                == Style(underline: true, foreground: 210, background: 233)
        )
        #expect(screen.cell(of: "grey")?.style == Style(foreground: 8, background: 233))
        #expect(screen.cell(of: "row")?.style == Style(background: 236))
        #expect(screen.rows[20].allSatisfy { $0.style.background == 233 })
    }

    @Test func whereThereAreEightColoursBoldStandsForBright() async throws {
        let screen = try await startProbe(environment: ["TERM": "xterm"]).now.screen
        #expect(screen.cell(of: "fine")?.style == Style(foreground: 2))
        #expect(
            screen.cell(of: "worse")?.style == Style(bold: true, underline: true, foreground: 1)
        )
        #expect(screen.cell(of: "grey")?.style == Style(dim: true))
        #expect(screen.rows[6].allSatisfy { $0.style == Style(reverse: true) })
    }

    @Test(arguments: [("xterm-256color", "x"), ("xterm", "truecolor")])
    func noColourMeansNone(_ type: String, _ colours: String) async throws {
        let environment = ["TERM": type, "NO_COLOR": "1", "COLORTERM": colours]
        let pty = try await startProbe(environment: environment)
        pty.type("q")
        let end = try await pty.ended()
        #expect(end.written.contains("probe 80x24 mono"))
        #expect(
            !["[3", "[4"].contains { digits in
                (0..<10).contains { end.written.contains("\u{1B}\(digits)\($0)") }
            }
        )
    }

    @Test func aTierCanBeAskedFor() async throws {
        let pty = try await startProbe(["indexed"], environment: ["NO_COLOR": "1"])
        try await pty.shows("probe 80x24 indexed")
        let less = try await startProbe(["true"], environment: ["TERM": "xterm"])
        try await less.shows("probe 80x24 sixteen")
    }
}

@Suite struct LocaleTests {
    private static let ascii = "o ok ! warn # critical ** _.-=+*# v1 ->v2 - p95 <=8 -=|+"
    private static let signs = "● ok ▲ warn ◆ critical ⠿⠿ ▁▂▃▄▅▆▇ v1 → v2 · p95 ≤ 8 ─━│┤"

    @Test(
        arguments: [
            ["LC_ALL": "C"], ["LC_ALL": "POSIX"], ["LC_ALL": nil, "LANG": "de_DE.ISO-8859-1"],
            ["TERM": "linux"],
        ] as [[String: String?]]
    )
    func withoutUTF8AllIsASCII(_ environment: [String: String?]) async throws {
        let moment = try await startProbe(environment: environment).now
        #expect(moment.screen.lines[4] == LocaleTests.ascii)
        #expect(moment.screen.lines[3] == "wide ????| mark e| odd ??| caf?|")
        #expect(moment.output.allSatisfy { $0 < 0x80 })
    }

    @Test(
        arguments: [
            [:], ["LC_ALL": nil], ["LC_ALL": nil, "LANG": "xx_XX.UTF-8"], ["LC_ALL": "xx_XX.utf8"],
        ] as [[String: String?]]
    )
    func elseSignsAreDrawn(_ environment: [String: String?]) async throws {
        let moment = try await startProbe(environment: environment).now
        #expect(moment.screen.lines[4] == LocaleTests.signs)
    }
}

@Suite struct NoScreenTests {
    @Test(arguments: [
        ("dumb", "probe: a terminal of the type 'dumb' cannot address the cursor (TERM)"),
        ("no-such", "probe: no terminal of the type 'no-such' is known here (TERM)"),
        (nil, "probe: TERM is not set, so the kind of terminal is not known"),
        ("", "probe: TERM is not set, so the kind of terminal is not known"),
    ])
    func isSaidInOneSentence(_ type: String?, _ sentence: String) async throws {
        let pty = try Pty(Pty.product("TerminalProbe"), environment: ["TERM": type])
        let end = try await pty.ended()
        #expect(end.written == sentence + "\r\n")
        #expect(end.ending == .code(2))
        #expect(pty.modes == pty.modesBefore)
    }

    @Test(arguments: [("</dev/null", "input"), (">/dev/null", "output")])
    func needsATerminalOnBothSides(_ redirection: String, _ side: String) async throws {
        let command = "exec \"$0\" \(redirection)"
        let pty = try Pty("/bin/sh", ["-c", command, Pty.product("TerminalProbe")])
        let end = try await pty.ended()
        #expect(end.written == "probe: standard \(side) is not a terminal\r\n")
        #expect(end.ending == .code(2))
    }
}
