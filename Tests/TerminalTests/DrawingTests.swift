import Glibc
import Pty
import TUI
import Testing

@Suite struct DrawingTests {
    @Test func wideCharactersAndMarksKeepTheirColumns() async throws {
        let row = try await startProbe().now.screen.rows[3].map(\.text)
        #expect(row[5...9] == ["漢", "", "字", "", "|"])
        #expect(row[16...17] == ["e\u{301}", "|"])
        // A sign whose width curses may see otherwise: what follows stands where it belongs.
        #expect(row[25] == "|")
    }

    @Test func theSamePictureTwiceSendsNothing() async throws {
        let pty = try await startProbe()
        pty.type("x")
        let first = try await pty.shows("seen: x;").output.count
        pty.type("x")
        let second = try await pty.shows("seen: x x;").output.count
        pty.type("==")
        pty.type("x")
        let third = try await pty.shows("seen: x x x;").output.count
        #expect(third - second == second - first)
    }

    @Test(arguments: [Size(80, 24), Size(200, 50), Size(9, 3)])
    func manyChangesGiveThePictureThatOneGives(_ size: Size) async throws {
        let pty = try await startProbe(size: size)
        for number in 1...40 {
            pty.type("N")
            let text = "#\(number);"
            try await pty.wait(text) { $0.screen.lines.last == text && $0.isWhole }
            let before = pty.now
            pty.type("\u{0C}")
            let after = try await pty.wait("repaint") {
                $0.screen.frames > before.screen.frames && $0.isWhole
            }
            let isSame = before.screen.rows == after.screen.rows
            #expect(isSame, "picture \(number):\n\(before)\nand\n\(after)")
        }
    }

    @Test func aNewSizeIsReportedAndFilled() async throws {
        let pty = try await startProbe()
        pty.resize(to: Size(100, 30))
        try await pty.shows("probe 100x30")
        let wide = try await pty.shows("seen: resize(100x30);")
        #expect(wide.screen.lines.last == "end of picture")
        pty.resize(to: Size(20, 5))
        try await pty.shows("probe 20x5")
        pty.resize(to: Size(1, 1))
        try await pty.wait("p") { $0.screen.text == "e" }
        pty.type("q")
        #expect(try await pty.ended().ending == .code(0))
    }

    @Test func aTerminalWithoutASizeHasTheUsualOne() async throws {
        let pty = try await startProbe(size: Size(0, 0))
        #expect(pty.now.written.contains("probe 80x24"))
        pty.type("q")
        #expect(try await pty.ended().ending == .code(0))
    }

    @Test func theCursorStandsWhereTheCanvasSays() async throws {
        let pty = try await startProbe()
        #expect(!pty.now.screen.modes.contains(25))
        pty.type("C")
        try await pty.wait("cursor") {
            $0.screen.modes.contains(25) && $0.screen.cursor == Point(3, 2)
        }
        pty.type("C")
        try await pty.wait("no cursor") { !$0.screen.modes.contains(25) }
    }

    @Test func aNewThemeShowsAtOnce() async throws {
        let pty = try await startProbe()
        #expect(pty.now.screen.cell(of: "fine")?.style.background == 233)
        pty.type("T")
        try await pty.wait("no colour") {
            $0.isWhole && $0.screen.rows.joined().allSatisfy { $0.style.background == nil }
        }
    }
}

@Suite struct ClipboardTests {
    private let request = "\u{1B}]52;c;Y29waWVk\u{07}"

    @Test func aTextGoesToTheTerminal() async throws {
        let pty = try await startProbe()
        pty.type("Y")
        let moment = try await pty.shows("notes: copied;")
        #expect(moment.written.contains(request))
        #expect(!moment.written.contains("tmux"))
    }

    @Test func tmuxHandsItOn() async throws {
        let pty = try await startProbe(environment: ["TMUX": "/tmp/tmux,1,0"])
        pty.type("Y")
        let moment = try await pty.shows("notes: copied;")
        #expect(moment.written.contains("\u{1B}Ptmux;\u{1B}\(request)\u{1B}\\"))
    }

    @Test func aLongTextIsRefused() async throws {
        let pty = try await startProbe()
        pty.type("L")
        #expect(try await !pty.shows("notes: refused;").written.contains("]52"))
    }
}
