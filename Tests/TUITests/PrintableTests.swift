import TUI
import Testing

struct PrintableTests {
    @Test(arguments: [
        ("\u{1B}[31mred\u{1B}]0;title\u{07}", "␛[31mred␛]0;title␇"),
        ("a\nb\tc\r", "a␊b␉c␍"),
        ("\u{9B}31m", "\u{FFFD}31m"),
        ("safe\u{202E}txt.exe", "safe\u{FFFD}txt.exe"),
        ("👨‍👩‍👧 ok", "👨👩👧 ok"),
        ("❤️", "❤"),
        ("🇩🇪", "DE"),
        ("ok", "ok"),
    ])
    func nothingThatMovesACursorIsLeft(_ text: String, _ safe: String) {
        #expect(Printable.text(text) == safe)
    }

    @Test func noScalarOfUnicodeIsPassedThatCouldHarm() {
        for value in UInt32(0)...0x10FFFF {
            guard let scalar = Unicode.Scalar(value) else { continue }
            for safe in Printable.text(String(Character(scalar))).unicodeScalars {
                let category = safe.properties.generalCategory
                if category == .control || category == .format || category == .surrogate {
                    Issue.record("U+\(String(value, radix: 16)) became \(safe.value)")
                }
            }
        }
    }

    @Test func widthsAreThoseThatAreDrawn() {
        for text in ["", "abc", "漢字", "e\u{301}", "👨‍👩‍👧", "🇩🇪", "a\u{1B}b", "\u{200B}"] {
            var canvas = Canvas(Size(40, 1))
            #expect(canvas.put(text, 0, 0, .text) == Width.of(text), "\(text)")
        }
    }
}
