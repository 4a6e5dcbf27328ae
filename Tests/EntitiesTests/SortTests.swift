import Entities
import Testing

struct SortTests {
    @Test(arguments: [
        ("metrics.acc DESC", SortKey(.metric("acc"), descending: true)),
        ("metrics.`val/loss`", SortKey(.metric("val/loss"))),
        ("metric.\"a b\" asc", SortKey(.metric("a b"))),
        ("params.lr", SortKey(.param("lr"))),
        ("tags.mlflow.user desc", SortKey(.tag("mlflow.user"), descending: true)),
        ("start_time DESC", .newest), ("attributes.Created DESC", .newest),
        ("took", SortKey(.attribute(.duration))),
    ])
    func mlflowsWayOfWritingIsRead(_ written: String, _ key: SortKey) {
        #expect(SortKey(written) == key)
        #expect(SortKey(key.mlflow) == key)
    }

    @Test(arguments: ["", "DESC", "metrics.", "nonsense", "metrics.`` DESC"])
    func whatNamesNoFieldIsRefused(_ written: String) {
        #expect(SortKey(written) == nil)
    }

    @Test func whatHasNoValueIsLastBothWays() {
        let values: [SortValue] = [
            .missing, .nan, .number(.infinity), .number(1), .number(-.infinity),
        ]
        let up = values.sorted { $0.compare($1, descending: false) < 0 }
        let down = values.sorted { $0.compare($1, descending: true) < 0 }
        #expect(up == [.number(-.infinity), .number(1), .number(.infinity), .nan, .missing])
        #expect(down == [.number(.infinity), .number(1), .number(-.infinity), .nan, .missing])
    }

    @Test func aChildFollowsItsParent() {
        let order = [SortKey.newest]
        func level(_ id: String, _ start: Int64) -> RankKey.Level {
            RankKey.Level(values: [.number(Double(start))], start: start, id: id)
        }
        let source = Source.ID("a")
        let parent = RankKey(path: [level("p", 10)], source: source)
        let child = RankKey(path: [level("p", 10), level("c", 99)], source: source)
        let next = RankKey(path: [level("n", 5)], source: source)
        #expect(parent.precedes(child, in: order))
        #expect(child.precedes(next, in: order))
        #expect(!next.precedes(parent, in: order))
    }
}
