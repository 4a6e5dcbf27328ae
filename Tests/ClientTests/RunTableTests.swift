import Client
import Entities
import TestKit
import Testing

struct RunTableTests {
    private func table(_ ids: [String], starts: [Int64]) -> RunTable {
        var table = RunTable(source: Source.ID("t"))
        table.experiments = [
            Experiment(id: Experiment.ID(source: Source.ID("t"), key: "0"), name: "churn")
        ]
        for (id, start) in zip(ids, starts) {
            let row = RunTable.Row(
                experiment: 0,
                status: .finished,
                start: Instant(milliseconds: start),
                end: nil,
                rowID: 0
            )
            Array(id.utf8).withUnsafeBufferPointer { _ = table.upsert($0, row) }
        }
        return table
    }

    @Test func aMillionOrdersAreThoseOfAPlainSort() {
        var seed = SystemRandomNumberGenerator()
        for count in [0, 1, 2, 3, 600, 5000] {
            let ids = (0..<count).map { _ in
                String(UInt64.random(in: .min ... .max, using: &seed), radix: 16).padding(32)
            }
            let starts = (0..<count).map { _ in Int64.random(in: -3...3, using: &seed) }
            var table = table(ids, starts: starts)
            let values: [Double?] = (0..<count).map { _ in
                [
                    nil, .nan, -0.0, 0, .infinity, -.infinity,
                    Double.random(in: -2...2, using: &seed),
                ]
                .randomElement(using: &seed) ?? nil
            }
            table.addColumn(.metric("x"))
            table.withNumbers(.metric("x")) { numbers, _ in
                for (slot, value) in values.enumerated() { if let value { numbers[slot] = value } }
            }
            for descending in [false, true] {
                let sorted = table.slots(
                    in: nil,
                    by: [SortKey(.metric("x"), descending: descending)]
                )
                let expected = (0..<count).sorted { left, right in
                    let (a, b) = (sortValue(values[left]), sortValue(values[right]))
                    let result = a.compare(b, descending: descending)
                    if result != 0 { return result < 0 }
                    if starts[left] != starts[right] { return starts[left] > starts[right] }
                    return ids[left] < ids[right]
                }
                #expect(sorted.map(Int.init) == expected, "\(count) runs")
                let other = table.slots(
                    in: nil,
                    by: [SortKey(.metric("x"), descending: !descending)]
                )
                let turned = other.turned
                #expect(turned.elementsEqual(sorted), "turned round, \(count) runs")
            }
        }
    }

    private func sortValue(_ value: Double?) -> SortValue {
        value.map { $0.isNaN ? .nan : .number($0) } ?? .missing
    }

    @Test func idsOfAnyKindAreFoundAgain() {
        let ids = [
            String(repeating: "f", count: 32), String(repeating: "0", count: 32), "", "x",
            "ABCDEF", String(repeating: "F", count: 32), "ünïcode",
            String(repeating: "a", count: 31),
        ]
        let table = table(ids, starts: ids.map { _ in 0 })
        for (slot, id) in ids.enumerated() {
            #expect(table.slot(of: id) == slot)
            #expect(table.id(slot) == id)
        }
        #expect(table.slot(of: "nobody") == nil)
    }

    @Test func aCircleOfParentsLosesNobody() async throws {
        var runs = SampleRuns.runs(4)
        runs[0].tags["mlflow.parentRunId"] = "run-1"
        runs[1].tags["mlflow.parentRunId"] = "run-0"
        runs[2].tags["mlflow.parentRunId"] = "run-2"
        let order = try await MemoryStore("m", runs).order(Runs(experiments: nil, isNested: true))
        #expect(order.count == .exactly(4))
    }

    @Test func anOlderSnapshotDoesNotChange() {
        var numbers = Chunked<Int>()
        for number in 0..<40_000 { numbers.append(number) }
        let snapshot = numbers
        for index in stride(from: 0, to: 40_000, by: 97) { numbers[index] = -1 }
        numbers.append(7)
        #expect(snapshot.count == 40_000)
        #expect((0..<40_000).allSatisfy { snapshot[$0] == $0 })
        #expect(numbers[97] == -1 && numbers.count == 40_001)
    }
}

extension String {
    fileprivate func padding(_ count: Int) -> String {
        String(repeating: "0", count: count - self.count) + self
    }
}
