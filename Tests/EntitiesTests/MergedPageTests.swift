import Entities
import Testing

struct MergedPageTests {
    private func page(_ source: String, start: Int, count: Int, _ values: [Double]) -> Page<Double>
    {
        let entries = values.map { value in
            let level = RankKey.Level(values: [.number(value)], start: 0, id: "\(value)")
            return Page.Entry(key: RankKey(path: [level], source: Source.ID(source)), row: value)
        }
        return Page(start: start, entries: entries, count: .exactly(count))
    }

    private let order = [SortKey(.metric("x"))]

    @Test func rowsOfTwoSourcesAreOneList() {
        let merged = MergedPage(
            [page("a", start: 0, count: 3, [1, 4, 5]), page("b", start: 0, count: 2, [2, 3])],
            order: order
        )
        #expect(merged.ranks.compactMap { merged[$0] } == [1, 2, 3, 4, 5])
        #expect(merged.count == .exactly(5))
    }

    @Test func aRowWhoseRankIsNotCertainIsNotShown() {
        // Of b only ranks 5 to 6 are known: how many of its rows precede 4 cannot be told.
        let merged = MergedPage(
            [
                page("a", start: 0, count: 3, [4, 50, 90]),
                page("b", start: 5, count: 9, [40, 60]),
            ],
            order: order
        )
        #expect(merged[0] == nil)
        #expect(merged[5 + 1] == 40)
        #expect(merged[5 + 2] == 50)
        #expect(!merged.ranks.contains { merged[$0] == 90 })
    }

    @Test func equalRowsAreOrderedBySource() {
        let merged = MergedPage(
            [page("b", start: 0, count: 1, [1]), page("a", start: 0, count: 1, [1])],
            order: order
        )
        #expect(merged.ranks == [0, 1])
    }
}
