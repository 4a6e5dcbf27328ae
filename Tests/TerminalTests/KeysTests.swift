import Pty
import TUI
import Testing

@Suite struct KeysTests {
    @Test(arguments: [
        ("\u{1B}OA\u{1B}[A", "up up"), ("\u{1B}OH\u{1B}[F\u{1B}[1~", "home end home"),
        ("\u{1B}[5~\u{1B}[6~\u{1B}[3~", "pgup pgdn delete"),
        ("\t\u{1B}[Z\r\n", "tab backtab enter enter"),
        ("\u{7F}\u{8} a", "backspace backspace space a"), ("\u{3}\u{4}", "^c ^d"),
        ("é漢🙂", "é 漢 🙂"), ("\u{1B}OP\u{1B}[15~\u{1B}[24~", "f1 f5 f12"),
    ])
    func arriveByTheirNames(_ typed: String, _ names: String) async throws {
        let pty = try await startProbe()
        pty.type(typed)
        try await pty.shows("seen: \(names);")
    }

    @Test func withAltOrControlAreSwallowedWhole() async throws {
        let pty = try await startProbe()
        pty.type("a\u{1B}[1;5C\u{1B}[1;3A\u{1B}x\u{1B}[27;5;113~\u{1B}é\u{1B}[?62;4cb")
        try await pty.shows("seen: a b;")
    }

    @Test func escapeAloneIsAKey() async throws {
        let pty = try await startProbe()
        pty.type("\u{1B}")
        try await pty.shows("seen: esc;")
        pty.type("[")
        try await pty.shows("seen: esc [;")
    }

    @Test func aLetterInTwoPiecesArrivesWhole() async throws {
        let pty = try await startProbe()
        pty.type([0x61, 0xC3])
        try await pty.shows("seen: a;")
        pty.type([0xA9])
        try await pty.shows("seen: a é;")
    }

    @Test func aPasteArrivesInOnePiece() async throws {
        let pty = try await startProbe()
        pty.type("\u{1B}[200~a\rb q\u{1B}[A\u{1B}[201~c")
        try await pty.shows("seen: paste(a␊b q␛[A) c;")
    }

    @Test func aLongPasteArrivesInOnePiece() async throws {
        let pty = try await startProbe()
        let text = String(repeating: "漢q", count: 100_000)
        pty.type("\u{1B}[200~\(text)\u{1B}[201~c")
        try await pty.shows("seen: paste of 200000 c;")
    }

    @Test func theMouseClicksAndTurns() async throws {
        let pty = try await startProbe(["mouse"])
        pty.type("\u{1B}[<0;5;3M\u{1B}[<0;5;3m\u{1B}[<64;1;1M\u{1B}[<65;80;24M")
        pty.type("\u{1B}[<2;1;1M\u{1B}[<2;1;1m")
        try await pty.shows("seen: click(4,2) wheelUp(0,0) wheelDown(79,23);")
        #expect(pty.now.screen.modes.isSuperset(of: [1_000, 1_006]))
        pty.type("M")
        try await pty.wait("mouse off") { $0.screen.modes.isDisjoint(with: [1_000, 1_006]) }
    }

    @Test func waitingEndsByADescriptorOrInTime() async throws {
        let pty = try await startProbe()
        pty.type("W")
        try await pty.shows("notes: woken;")
        pty.type("D")
        try await pty.shows("notes: woken late;")
    }
}
