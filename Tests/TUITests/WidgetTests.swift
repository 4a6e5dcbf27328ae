import TUI
import TestKit
import Testing

struct WidgetTests {
    @Test func aTitleRule() {
        var canvas = Canvas(Size(50, 3))
        let title: Line = [Span("Runs", .title), Span(" 214", .accent)]
        TitleRule(title, note: [Span("1–31", .muted)], isFocused: true)
            .draw(on: &canvas, in: Rect(0, 0, 50, 1))
        TitleRule(title, isFocused: false).draw(on: &canvas, in: Rect(0, 1, 50, 1))
        TitleRule([], note: [], isFocused: false).draw(on: &canvas, in: Rect(0, 2, 50, 1))
        expectGolden(canvas, "title-rule")
    }

    @Test func aFrameVeilsWhatIsBehind() {
        var canvas = Canvas(Size(40, 8))
        for y in 0..<8 { canvas.put("0.2312 漢字 behind the dialog 0.2330 0.23", 0, y, .strong) }
        let inner = Frame([Span("Keys", .title)], note: [Span("59", .muted)])
            .draw(on: &canvas, in: Rect(0, 0, 40, 8).centred(Size(25, 4)))
        canvas.put("inside", inner.x, inner.y, .text)
        expectGolden(canvas, "frame")
    }

    @Test func aTextFieldScrollsToItsCursor() {
        var canvas = Canvas(Size(20, 3))
        TextField("").draw(sign: " :", on: &canvas, in: Rect(0, 0, 20, 1))
        TextField("metrics.val/loss < 0.3 AND 漢字").draw(
            sign: " /",
            on: &canvas,
            in: Rect(0, 1, 20, 1)
        )
        expectGolden(canvas, "text-field")
        #expect(canvas.cursor == Point(19, 1))
    }

    @Test func widgetsOfNoSizeDrawNothing() {
        var canvas = Canvas(Size(0, 0))
        TitleRule([Span("x", .title)], isFocused: true).draw(on: &canvas, in: Rect(0, 0, 0, 0))
        _ = Frame([Span("x", .title)]).draw(on: &canvas, in: Rect(0, 0, 0, 0))
        TextField("x").draw(sign: ":", on: &canvas, in: Rect(0, 0, 0, 0))
        Sparkline([1, 2], role: .heat1).draw(on: &canvas, 0, 0)
        #expect(canvas.cells.isEmpty)
    }

    @Test func keysEditAText() {
        var field = TextField("one two")
        for key in [Key.control("w"), .character("3"), .home, .delete, .end, .backspace] {
            let isTaken = field.press(key)
            #expect(isTaken)
        }
        #expect(field.text == "ne ")
        field.insert("a\nb")
        #expect(field.text == "ne a b")
        let isTaken = field.press(.enter)
        #expect(!isTaken)
    }
}
