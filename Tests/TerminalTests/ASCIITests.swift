import TUI
import Testing

@Suite struct ASCIITests {
    private func ascii(_ text: String, _ role: Role = .text, width: Int = 60) -> String {
        var canvas = Canvas(Size(width, 1))
        canvas.put(text, 0, 0, role)
        return String(canvas.ascii().text.dropLast())
    }

    @Test(arguments: [
        ("► ○ ✓ ✗ ■ ↶ –", "> . + x = < -"), ("● ▲ ◆ ◇ ◦ ◌", "o ! # ? ' ~"),
        ("─━│┃┏┓└┘├┤┬┴┼┝┠┨", "-=||++++++++++++"), ("▌▸↑↓▾▼…−", ">>^vvv~-"), ("╌┊╵╷", "-:||"),
        ("▁▂▃▄▅▆▇█", "_.-=+*##"), ("⠀⠁⣿x", " **x"),
        ("é e\u{301} ж 漢字x µs 3×4", "? e ? ????x us 3x4"),
    ])
    func signsHaveLetters(_ text: String, _ letters: String) { #expect(ascii(text) == letters) }

    @Test(arguments: [
        ("v1 → v2", "v1 ->v2"), ("v1→v2", "v1>v2"), ("a →b", "a->b"), ("≤ 5", "<=5"), ("≥5", ">5"),
        ("1 ± 2", "1 +-2"), ("→ →", "->->"), ("a←b", "a<b"),
    ])
    func signsOfTwoLettersTakeTheBlankBeside(_ text: String, _ letters: String) {
        #expect(ascii(text) == letters)
    }

    @Test func aDotIsReadByItsPlace() {
        #expect(ascii("8 ok · 10:24") == "8 ok - 10:24")
        #expect(ascii("12    ·   3") == "12    _   3")
        #expect(ascii("▁··▁") == "____")
        #expect(ascii("·  ·", .faint) == ".  .")
    }

    @Test func aTriangleIsAWarningOrBetter() {
        #expect(ascii("▲", .warn) == "!")
        #expect(ascii("▲", .ok) == "^")
    }

    @Test func whatIsASCIIStaysAsItIs() {
        let text = String(decoding: 0x20..<0x7F as Range<UInt8>, as: UTF8.self)
        #expect(ascii(text, width: 95) == text)
        #expect(ascii("", width: 0) == "")
    }

    @Test func rolesAndSelectionStay() {
        var canvas = Canvas(Size(6, 1))
        canvas.put("●漢 → ", 0, 0, .ok)
        canvas.select(Rect(0, 0, 3, 1))
        #expect(canvas.ascii().roles == canvas.roles)
        #expect(canvas.ascii().text == "o?? ->\n")
    }
}
