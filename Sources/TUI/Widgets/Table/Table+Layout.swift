extension Table {
    /// Where a column that has room stands.
    public struct Place: Equatable, Sendable {
        /// Its place among all columns.
        public var index: Int
        /// Its first cell.
        public var x: Int
        /// Its cells.
        public var width: Int
    }

    /// Content begins here: the cursor's bar, the mark and a blank stand before it.
    static let indent = 3

    /// The columns that have room in `width` cells; those of the least rank have given way.
    public func places(in width: Int) -> [Place] {
        var widths = columns.indices.map(naturalWidth)
        var shown = Array(columns.indices)
        let room = width - Table.indent - 1
        var gone: [Int] = []
        while total(shown, widths) > room, let weakest = weakest(shown) {
            shown.removeAll { $0 == weakest }
            gone.append(weakest)
        }
        // A wide column that went may have left room for narrower ones of less rank.
        for index in gone.reversed() where total((shown + [index]).sorted(), widths) <= room {
            shown = (shown + [index]).sorted()
        }
        if let growing = shown.first(where: { columns[$0].grows }) {
            widths[growing] += max(0, room - total(shown, widths))
        }
        var x = Table.indent
        var places: [Place] = []
        for (order, index) in shown.enumerated() {
            x += order == 0 ? 0 : columns[index].gap
            let left = max(0, width - 1 - x)
            guard left > 0 else { break }
            places.append(Place(index: index, x: x, width: min(widths[index], left)))
            x += widths[index]
        }
        return places
    }

    private func naturalWidth(_ index: Int) -> Int {
        let column = columns[index]
        let head = Width.of(column.title) + (column.arrow == nil ? 0 : 1)
        let cells = rows.reduce(0) { widest, row in
            index < row.cells.count ? max(widest, row.cells[index].width) : widest
        }
        return max(head, min(cells, column.limit))
    }

    private func total(_ shown: [Int], _ widths: [Int]) -> Int {
        shown.enumerated().reduce(0) { sum, entry in
            sum + widths[entry.element] + (entry.offset == 0 ? 0 : columns[entry.element].gap)
        }
    }

    /// The column that goes next: the least rank, and of equals the last.
    private func weakest(_ shown: [Int]) -> Int? {
        shown.filter { columns[$0].rank != nil }
            .min { (columns[$0].rank ?? 0, -$0) < (columns[$1].rank ?? 0, -$1) }
    }
}
