import TUI
import TestKit
import Testing

struct DividerTests {
    @Test func itJoinsTheRulesBesideIt() {
        var canvas = Canvas(Size(9, 4))
        TitleRule([], isFocused: false).draw(on: &canvas, in: Rect(0, 0, 5, 1))
        TitleRule([], isFocused: true).draw(on: &canvas, in: Rect(5, 0, 4, 1))
        TitleRule([], isFocused: false).draw(on: &canvas, in: Rect(0, 2, 5, 1))
        TitleRule([], isFocused: false).draw(on: &canvas, in: Rect(5, 3, 4, 1))
        Divider(4, 0..<9).draw(on: &canvas)
        #expect((0..<4).map { canvas[4, $0].characters }.joined() == "┬│┤├")
    }

    @Test func beyondTheCanvasNothingIsDrawn() {
        var canvas = Canvas(Size(3, 1))
        Divider(7, 0..<3).draw(on: &canvas)
        Divider(-1, 0..<3).draw(on: &canvas)
        #expect(canvas.text == "\n")
    }
}
