import TUI
import Testing

struct CanvasTests {
    @Test func overwritingHalfOfAWideGlyphBlanksTheOther() {
        var canvas = Canvas(Size(6, 1))
        canvas.put("漢字", 0, 0, .text)
        canvas.put("x", 1, 0, .text)
        #expect(canvas.text == " x字\n")
        canvas.put("y", 2, 0, .text)
        #expect(canvas.text == " xy\n")
    }

    @Test func aWideGlyphThatDoesNotFitIsLeftOut() {
        var canvas = Canvas(Size(3, 1))
        canvas.put("a漢字", 0, 0, .text)
        #expect(canvas.text == "a漢\n")
    }

    @Test func nothingIsDrawnOutside() {
        var canvas = Canvas(Size(2, 1))
        for (x, y) in [(-1, 0), (5, 0), (0, -1), (0, 1)] { canvas.put("zzz", x, y, .text) }
        canvas.fill(Rect(-3, -3, 20, 20), "·", .text)
        canvas.select(Rect(-3, -3, 20, 20))
        canvas.clear(Rect(-3, -3, 20, 20))
        #expect(canvas == Canvas(Size(2, 1)))
    }

    @Test func rectanglesBeyondTheEdgesAreCut() {
        var canvas = Canvas(Size(3, 3))
        for rect in [Rect(5, 5, 2, 2), Rect(-9, -9, 2, 2), Rect(6, 0, 9, 9), Rect(0, 6, 9, 9)] {
            canvas.clear(rect)
            canvas.select(rect)
            canvas.paint(rect, .warn)
        }
        #expect(canvas == Canvas(Size(3, 3)))
    }

    @Test func marksJoinTheirBase() {
        var canvas = Canvas(Size(4, 1))
        let end = canvas.put("e\u{301}x", 0, 0, .text)
        #expect(end == 2)
        #expect(canvas.text == "e\u{301}x\n")
        let hangul = canvas.put("\u{1112}\u{1161}\u{11AB}", 0, 0, .text)
        #expect(hangul == 2)
    }

    @Test func rolesAreLetters() {
        var canvas = Canvas(Size(4, 1))
        canvas.put("ab", 0, 0, .critical)
        canvas.select(Rect(0, 0, 1, 1))
        #expect(canvas.roles == "Cc\n")
    }

    @Test func everyRoleHasALetterOfItsOwn() {
        let plain = Set(Role.allCases.map { $0.letter(selected: false) })
        #expect(plain.count == Role.allCases.count)
    }
}
