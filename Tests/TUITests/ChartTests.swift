import TUI
import TestKit
import Testing

struct ChartTests {
    @Test func everyFigureLooksAsItIsKept() {
        for picture in Figures.pictures { expectGolden(picture.canvas, picture.name) }
    }

    @Test func whatIsClippedIsSaid() throws {
        var canvas = Canvas(Size(83, 31))
        let drawn = Figures.runs.draw(on: &canvas, in: Rect(canvas.size))
        let above = try #require(drawn.clipped.above)
        #expect(above.count > 10)
        #expect(above.extent.low < 20 && above.extent.high < 600)
        #expect(drawn.y.high < 0.4 && drawn.clipped.below == nil)
        var whole = Figures.runs
        whole.y = .init()
        let unclipped = whole.draw(on: &canvas, in: Rect(canvas.size))
        #expect(unclipped.clipped.isEmpty && unclipped.y.high > 0.5)
    }

    @Test func whatALogarithmicAxisCannotShowIsCounted() {
        var canvas = Canvas(Size(66, 18))
        let drawn = Figures.rates.draw(on: &canvas, in: Rect(canvas.size))
        #expect((29...31).contains(drawn.clipped.withoutLogarithm))
    }

    @Test func aLimitFarOffIsNamedInsteadOfFlatteningTheLines() {
        var chart = Figures.flat([1, 2, 1, 2])
        chart.thresholds = [.init(3), .init(500)]
        var canvas = Canvas(Size(40, 14))
        let drawn = chart.draw(on: &canvas, in: Rect(canvas.size))
        #expect(drawn.clipped.thresholds == [.init(500)])
        #expect(drawn.y.contains(3) && drawn.y.high < 5)
    }

    @Test func theCursorIsTaggedOnTheAxis() throws {
        var canvas = Canvas(Size(83, 31))
        let drawn = Figures.runs.draw(on: &canvas, in: Rect(canvas.size))
        let column = try #require(drawn.layout.column(of: 560))
        let (x, axis) = (drawn.layout.plot.x + column, drawn.layout.plot.bottom)
        #expect(canvas[x, axis].characters == "▲" && canvas[x, axis].role == .accent)
        let tag = canvas.row(axis + 1).filter { $0.role == .cursor }.map(\.characters).joined()
        #expect(tag == " 560 ")
    }

    @Test func aColumnStandsForANumberAndBack() {
        for width in [12, 40, 83, 200] {
            let layout = Figures.latency.layout(in: Rect(3, 2, width, 12))
            for column in 0..<layout.plot.width {
                #expect(layout.column(of: layout.value(at: column)) == column)
            }
            #expect(layout.column(of: layout.x.low) == 0)
            #expect(layout.column(of: layout.x.high) == layout.plot.width - 1)
            #expect(layout.column(of: layout.x.high + 1) == nil)
            #expect(layout.column(of: .nan) == nil)
        }
    }

    @Test func chartsAboveEachOtherShareGutterAndMargin() {
        var charts = [Figures.latency, Figures.flat([1e5, 2e5]), Figures.flat([0.5])]
        let gutter = charts.map { $0.naturalGutterWidth(height: 12) }.max()
        for index in charts.indices {
            charts[index].gutterWidth = gutter
            charts[index].marginWidth = 3
        }
        let plots = charts.map { $0.layout(in: Rect(0, 0, 80, 12)).plot }
        #expect(Set(plots).count == 1)
    }

    @Test func theSelectedLineWinsItsCells() {
        let noise = Figures.buckets(60, samples: 600) { Figures.noise(Int($0 * 600)) }
        let calm = Figures.values(Array(repeating: 0, count: 60))
        var chart = LineChart(
            lines: [.init("", .series1, buckets: noise), .init("", .series2, buckets: calm)],
            x: .init(.number, Extent(0, 1)),
            form: .small
        )
        (chart.gutterWidth, chart.marginWidth) = (0, 0)
        let usual = Figures.drawn(chart, 31, 10).roles.filter { $0 == "2" }.count
        chart.lines[1].isSelected = true
        let selected = Figures.drawn(chart, 31, 10).roles.filter { $0 == "2" }.count
        #expect(usual < 5 && selected == 30)
    }

    @Test func aLineThatEndsInNoNumberSaysSo() {
        let text = Figures.drawn(Figures.flat([1, 2, 3, .nan]), 40, 12).text
        #expect(text.contains("1 NaN"))
    }

    @Test func samplesFartherApartThanTwiceTheUsualAreNotJoined() {
        var values: [Double?] = Array(repeating: nil, count: 60)
        for index in stride(from: 0, to: 60, by: 6) where index != 30 && index != 36 {
            values[index] = 1
        }
        var chart = Figures.flat(values, form: .small)
        chart.lines[0].name = ""
        (chart.gutterWidth, chart.marginWidth) = (0, 0)
        let separate = dots(Figures.drawn(chart, 31, 6))
        chart.lines[0].count = 8
        let joined = dots(Figures.drawn(chart, 31, 6))
        #expect(separate == 8)
        #expect(joined == 25 + 13)
    }

    private func dots(_ canvas: Canvas) -> Int {
        canvas.cells.reduce(0) { count, cell in
            let isBraille = (0x2800...0x28FF).contains(cell.glyph.base)
            return count + (isBraille ? (cell.glyph.base & 0xFF).nonzeroBitCount : 0)
        }
    }
}
