import Client
import Entities
import TestKit
import Testing

/// Filters on a store of known runs.
struct FilteringTests {
    private let store = MemoryStore("m", SampleRuns.runs(40))

    private func names(_ filter: String) async throws -> [String] {
        let parsed = try Filter.parse(filter, now: SampleRuns.now)
        let order = try await store.order(Runs(experiments: nil, filter: parsed))
        return try await order.rows(0..<order.count.number, columns: .all).map(\.id.key)
    }

    @Test(arguments: [
        ("params.model LIKE 'l_b%'", [0, 4, 8]), ("params.model LIKE 'L%'", []),
        ("params.model ILIKE 'L%'", [0, 4, 8]), ("params.model = 'lgbm'", [0, 4, 8]),
        ("params.nothing != 'x'", []), ("NOT params.model = 'xgb'", [0, 4, 8]),
    ])
    func textsAreCompared(_ filter: String, _ first: [Int]) async throws {
        #expect(try await names(filter).prefix(3) == first.map { "run-\($0)" }.prefix(3))
    }

    @Test func notANumberDiffersFromEveryNumber() async throws {
        let different = try await names("metrics.val/auc != 0")
        let compared = try await names("metrics.val/auc > -1")
        #expect(different.count == 40)
        #expect(
            compared.count
                == SampleRuns.runs(40).filter { $0.metrics["val/auc"]?.isNaN == false }.count
        )
    }

    @Test func oneOfTwoAndBoth() async throws {
        let either = try await names("status = 'FAILED' OR status = 'KILLED'")
        let both = try await names("status = 'FAILED' AND status = 'KILLED'")
        #expect(!either.isEmpty && both.isEmpty)
        #expect(try await names("status IN ('FAILED', 'KILLED')") == either)
    }

    @Test func patternsOfManyStarsAreQuick() async throws {
        let pattern = String(repeating: "%a", count: 2000) + "%b"
        #expect(try await names("run_name LIKE '\(pattern)'").isEmpty)
    }

    @Test func expressionsAndWordsAreLookedFor() async throws {
        let foxes = try await names("run_name LIKE '%fox%'")
        #expect(!foxes.isEmpty)
        #expect(try await names("run_name ~ 'fox-\\d+$'") == foxes)
        #expect(try await names("FOX") == foxes)
        let others = try await names("run_name !~ 'fox'")
        #expect(others.count + foxes.count == 40 && Set(others).isDisjoint(with: foxes))
        let failed = try await names("status = 'FAILED'")
        #expect(try await names("NOT fox status = 'FAILED'") == failed.filter(others.contains))
    }

    @Test func textsAreComparedByTheirBytes() async throws {
        // The same letters to a person: composed, and with a mark of its own.
        let (composed, decomposed) = ("caf\u{E9}", "cafe\u{301}")
        let test = Filter.compare(.param("x"), .among([composed]))
            .test { (text: String, _: Field) in .text(text) }
        #expect(test(composed) && !test(decomposed))
        let other = Filter.compare(.param("x"), .outside([composed]))
            .test { (text: String, _: Field) in .text(text) }
        #expect(!other(composed) && other(decomposed))
    }

    @Test(arguments: [
        ("dataset.name = 'b'", true), ("dataset.name != 'b'", true), ("dataset.name = 'c'", false),
        ("dataset.name IN ('c', 'a')", true), ("dataset.name NOT IN ('a', 'b')", false),
        ("dataset.name NOT IN ('a')", true), ("dataset.name LIKE 'B'", false),
        ("dataset.name ILIKE 'B'", true), ("dataset.digest = 'x'", false),
        ("dataset.digest IS NULL", true), ("NOT dataset.name = 'b'", false),
    ])
    func anyOfSeveralFulfilsAComparison(_ text: String, _ isFulfilled: Bool) throws {
        let filter = try #require(try Filter.parse(text, now: SampleRuns.now))
        let test = filter.test { (names: [String], field: Field) in
            field == .several(.datasetName) ? .several(names) : .missing
        }
        #expect(test(["a", "b"]) == isFulfilled)
        #expect(test([]) == (text.hasPrefix("NOT") || text.hasSuffix("NULL")))
    }

    @Test func smallListsAreFilteredAndSorted() throws {
        let experiments = ["10": "b", "9": "a", "1": "b", "x": "c"].sorted { $0.key < $1.key }
        func search(_ text: String, _ order: [String]) throws -> [String] {
            let kind = Filter.Kind.experiments
            let filter = try Filter.parse(text, as: kind, now: SampleRuns.now)
            let keys = order.compactMap { SortKey($0, of: kind) }
            return kind.search(experiments, where: filter, by: keys) { experiment, field in
                switch field {
                case .attribute(.id): .text(experiment.key)
                case .attribute(.name): .text(experiment.value)
                default: .missing
                }
            }.map(\.key)
        }
        // Ids that are numbers are sorted as such; ties go by the id, the largest first.
        #expect(try search("", []) == ["1", "9", "10", "x"])
        #expect(try search("", ["name"]) == ["9", "10", "1", "x"])
        #expect(try search("experiment_id IN ('09', '10')", ["experiment_id DESC"]) == ["10", "9"])
    }
}
