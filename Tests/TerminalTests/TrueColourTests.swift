import Glibc
import Pty
import TUI
import Testing

@Suite struct TrueColourTests {
    /// What xterm-direct of ncurses-term says, which is rarely installed.
    private static let description = """
        xterm-direct|test, RGB, ccc@, initc@, oc@, colors#0x1000000, pairs#0x10000,
        \tsetaf=\(capability(3)), setab=\(capability(4)), use=xterm-256color,

        """

    /// Below 8 an index, above red, green and blue.
    private static func capability(_ digit: Int) -> String {
        "\\E[%?%p1%{8}%<%t\(digit)%p1%d"
            + "%e\(digit)8:2::%p1%{65536}%/%d:%p1%{256}%/%{255}%&%d:%p1%{255}%&%d%;m"
    }

    @Test func isUsedWhereItsDescriptionIsInstalled() async throws {
        let folder = try await install()
        defer { remove(folder) }
        for type in ["xterm-256color", "xterm"] {
            let pty = try await startProbe(
                environment: ["TERM": type, "COLORTERM": "truecolor", "TERMINFO": folder]
            )
            let screen = try await pty.shows("probe 80x24 trueColour\n").screen
            let fine = Style(foreground: 0x17E_C98F, background: 0x110_1418)
            #expect(screen.cell(of: "fine")?.style == fine)
            #expect(screen.cell(of: "row")?.style == Style(background: 0x126_2D38))
            pty.type("q")
            #expect(try await pty.ended().isGivenBack)
        }
    }

    private func install() async throws -> String {
        var path = Array("/tmp/terminfo-XXXXXX".utf8CString)
        let folder = try #require(mkdtemp(&path).map { String(cString: $0) })
        let script = "printf '%s' \"$1\" > \"$0/source\"; tic -x -o \"$0\" \"$0/source\""
        let pty = try Pty("/bin/sh", ["-c", script, folder, TrueColourTests.description])
        let end = try await pty.ended()
        try #require(end.ending == .code(0), "\(end)")
        return folder
    }

    private func remove(_ folder: String) {
        for file in ["x/xterm-direct", "x", "source", ""] { Glibc.remove("\(folder)/\(file)") }
    }
}
