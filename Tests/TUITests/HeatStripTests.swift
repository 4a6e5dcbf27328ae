import TUI
import Testing

struct HeatStripTests {
    private func drawn(_ strip: HeatStrip, width: Int) -> Canvas {
        var canvas = Canvas(Size(10, 1))
        strip.draw(on: &canvas, 1, 0, width: width)
        return canvas
    }

    @Test func stepsBeginAtSharesOfTheLimit() {
        let shares = [-1, 0, 0.23, 0.24, 0.47, 0.69, 0.7, 0.99, 1, 1.49, 1.5, .infinity]
        #expect(shares.map(HeatStrip.step) == [0, 0, 0, 1, 2, 2, 3, 3, 4, 4, 5, 5])
        #expect(HeatStrip.step(.nan) == nil && HeatStrip.step(-.infinity) == 0)
    }

    @Test func heightAndColourSayTheSame() {
        let canvas = drawn(HeatStrip([0, 1, 2, 3, 4, 5, nil]), width: 9)
        #expect(canvas.text == " ▁▂▃▅▆▇·\n")
        #expect(canvas.roles == " .,;:=+m\n")
        let stale = drawn(HeatStrip([0, 5, nil], role: .stale), width: 9)
        #expect(stale.text == " ▁▇·\n" && stale.roles == " llm\n")
    }

    @Test func theLastStepsAreDrawnWhereThereIsLittleRoom() {
        #expect(drawn(HeatStrip([0, 1, 2, 3, 9, -9]), width: 3).text == " ▅▇▁\n")
        #expect(drawn(HeatStrip([0, 1]), width: 0).text == "\n")
        #expect(drawn(HeatStrip([]), width: 3).text == "\n")
        #expect(drawn(HeatStrip(Array(repeating: 5, count: 40)), width: 40).text.count == 11)
    }

    @Test func withoutALimitNothingIsHot() {
        let steps = HeatStrip.calm([1, 2, 3, 4, 5, 6, 7, 1000, .nan, .infinity, -.infinity])
        #expect(steps == [0, 0, 1, 1, 2, 2, 2, 2, nil, 2, 0])
        #expect(HeatStrip.calm([4, 4, .nan]) == [0, 0, nil])
        #expect(HeatStrip.calm([]).isEmpty)
    }

    @Test func aColumnThatGrowsTakesWhatIsLeft() {
        let table = Table(
            columns: [
                Table.Column("a"), Table.Column("b", rank: 1, grows: true), Table.Column("c"),
            ],
            rows: [],
            isFocused: false
        )
        let wide = table.places(in: 40)
        #expect(wide.map(\.x) == [3, 6, 38] && wide.map(\.width) == [1, 30, 1])
        // Where it has gone nothing grows.
        #expect(table.places(in: 9).map(\.width) == [1, 1])
    }
}
