import TUI
import TestKit
import Testing

struct TableTests {
    private func table(rows count: Int = 3) -> Table {
        let names = ["swift-fox-12", "漢字-otter-31", "e\u{301}clair-\u{1B}[31m-9"]
        let rows = (0..<count).map { index in
            Table.Row(
                mark: index == 1 ? Span("2", .series2) : nil,
                isCurrent: index == 0,
                cells: [
                    .text(Span(names[index % 3], .text)), .text(Span("✓", .ok)),
                    .text(Span("finished", .muted)), .text(Span("0.23\(index)", .strong)),
                    .spark(
                        Sparkline([7, 6, 4, 2, 1, nil, 1, 1, 1, .nan], role: .heat1),
                        width: 10
                    ),
                ]
            )
        }
        return Table(
            columns: [
                Table.Column("run", cut: .middle), Table.Column(""),
                Table.Column("state", rank: 1, gap: 1),
                Table.Column("val/loss", isRight: true, arrow: .up),
                Table.Column("", rank: 2),
            ],
            rows: rows,
            isFocused: true
        )
    }

    private func drawn(_ table: Table, _ size: Size) -> Canvas {
        var canvas = Canvas(size)
        table.draw(on: &canvas, in: Rect(size))
        return canvas
    }

    @Test func normal() { expectGolden(drawn(table(), Size(64, 5)), "table-normal") }
    @Test func columnsOfLeastRankGiveWay() {
        expectGolden(drawn(table(), Size(40, 5)), "table-narrow")
        let titles = table().places(in: 40).map(\.index)
        #expect(titles == [0, 1, 3])
    }
    @Test func minimal() { expectGolden(drawn(table(rows: 0), Size(30, 2)), "table-minimal") }

    @Test func noSizeCrashes() {
        for width in 0..<30 {
            for height in 0..<4 { _ = drawn(table(), Size(width, height)) }
        }
    }

    @Test func rowsThatAreNotSeenAreNotDrawn() {
        let canvas = drawn(table(rows: 100), Size(64, 4))
        #expect(canvas.text.split(separator: "\n").count == 4)
    }
}
