import Pty
import TUI
import Testing

/// The terminal that the other tests look at.
@Suite struct DisplayTests {
    private func text(_ written: String, size: Size = Size(6, 3)) -> [String] {
        var display = Display(size: size)
        display.feed(written.utf8)
        return display.lines
    }

    @Test(arguments: [
        ("ab\r\ncd", ["ab", "cd", ""]), ("abcdefg", ["abcdef", "g", ""]),
        ("1\r\n2\r\n3\r\n4", ["2", "3", "4"]), ("\u{1B}[2;3Hx\u{1B}[1Gy", ["", "y x", ""]),
        ("abcdef\u{1B}[1;3H\u{1B}[K", ["ab", "", ""]),
        ("abcdef\u{1B}[1;3H\u{1B}[2X", ["ab  ef", "", ""]),
        ("abcdef\u{1B}[1;3H\u{1B}[2P", ["abef", "", ""]),
        ("abcdef\u{1B}[1;3H\u{1B}[2@", ["ab  cd", "", ""]),
        ("a\r\nb\r\nc\u{1B}[2H\u{1B}[L", ["a", "", "b"]),
        ("a\r\nb\r\nc\u{1B}[1H\u{1B}[M", ["b", "c", ""]),
        ("a\r\nb\r\nc\u{1B}[1;2r\u{1B}[2H\n", ["b", "", "c"]), ("a\u{1B}[H\u{1B}M", ["", "a", ""]),
        ("a\u{1B}[3bx", ["aaaax", "", ""]), ("a漢b\u{8}\u{8}x", ["a xb", "", ""]),
        ("abcde漢", ["abcde", "漢", ""]), ("e\u{301}x", ["e\u{301}x", "", ""]),
        ("a\u{1B}]0;title\u{7}b\u{1B}_x\u{1B}\\c", ["abc", "", ""]),
        ("a\tb\u{1B}[Zc", ["c    b", "", ""]),
        ("abc\u{1B}[2J", ["", "", ""]), ("a\u{1B}7\r\nb\u{1B}8c", ["ac", "b", ""]),
    ])
    func understandsWhatCursesSends(_ written: String, _ lines: [String]) {
        #expect(text(written) == lines)
    }

    @Test func theOtherScreenLeavesTheFirstAsItWas() {
        #expect(text("ab\u{1B}[?1049hxyz\u{1B}[?1049lc") == ["abc", "", ""])
    }

    @Test func charactersHaveTheirStyle() {
        var display = Display(size: Size(9, 1))
        display.feed("\u{1B}[1;31ma\u{1B}[0;38;5;200;48:2::1:2:3mb\u{1B}[7;97mc\u{1B}[md".utf8)
        #expect(display.cell(of: "a")?.style == Style(bold: true, foreground: 1))
        #expect(display.cell(of: "b")?.style == Style(foreground: 200, background: 0x101_0203))
        #expect(
            display.cell(of: "c")?.style
                == Style(reverse: true, foreground: 15, background: 0x101_0203)
        )
        #expect(display.cell(of: "d")?.style == Style())
    }
}
