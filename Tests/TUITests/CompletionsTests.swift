import TUI
import Testing

struct CompletionsTests {
    private let three = ["a", "b", "c"].map { Completions.Item($0) }

    @Test func choosingGoesRoundBothWays() {
        #expect(Completions(three).chosen(by: 1) == 0)
        #expect(Completions(three).chosen(by: -1) == 2)
        #expect(Completions(three, choice: 2).chosen(by: 1) == 0)
        #expect(Completions([]).chosen(by: 1) == nil)
    }

    @Test func theChosenOneIsAlwaysSeen() {
        let many = (0..<50).map { Completions.Item("item-\($0)", "漢字") }
        for choice in [0, 3, 25, 49] {
            var canvas = Canvas(Size(60, 4))
            Completions(many, choice: choice).draw(on: &canvas, in: Rect(0, 0, 60, 4))
            #expect(canvas.text.contains("▌  item-\(choice) "))
        }
    }

    @Test func withoutRoomNothingIsDrawn() {
        var canvas = Canvas(Size(3, 0))
        Completions(three, choice: 1).draw(on: &canvas, in: Rect(0, 0, 3, 0))
        #expect(Completions(three).rows(of: 2) == 0)
        #expect(canvas.text.isEmpty)
    }
}
