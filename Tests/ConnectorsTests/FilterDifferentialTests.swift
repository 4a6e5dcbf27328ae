import Client
import Connectors
import Entities
import SQLite
import TestKit
import Testing

/// Random filters and orders are refused where MLflow refuses them, and find the same runs in the
/// same order otherwise: in columns, and by SQL too.
@Suite(.enabled(if: Fixtures.areThere, Comment(rawValue: Fixtures.missing)))
struct FilterDifferentialTests {
    @Test(arguments: ["mlflow-3", "registry"])
    func randomSearchesFindTheRunsThatMLflowFinds(_ store: String) async throws {
        let seed = UInt64.random(in: .min ... .max)
        var random = RandomFilter(store == "registry" ? .manyDatasets : .runs, seed: seed)
        let searches = (0..<200).map { _ in
            MLflowSearch.Search(filter: random.filter(), order: random.order())
        }
        let path = try Fixtures.path("\(store)/mlflow.db")
        let expected = try await MLflowSearch.answer(.runs, searches, in: path).answers
        let runs = try RunSearches(path)
        for (search, ids) in zip(searches, expected) {
            guard let strict = try? StrictSearch(.runs, search) else {
                #expect(ids == nil, "\(search), seed \(seed): MLflow finds \(ids?.count ?? 0)")
                continue
            }
            let found = try await runs.byColumns(strict)
            #expect(found == ids, "\(search), seed \(seed): \(found.count), \(ids?.count ?? -1)")
            if let bySQL = try runs.bySQL(strict) {
                let isSame = Set(bySQL) == Set(found)
                #expect(isSame, "\(search), seed \(seed): \(bySQL.count) by SQL, \(found.count)")
            }
        }
        let found = expected.filter { $0?.isEmpty == false }.count
        let refused = expected.filter { $0 == nil }.count
        print("filters: seed \(seed), of 200 searches \(found) find runs, \(refused) are refused")
    }

    @Test(arguments: ["experiment", "model", "version"])
    func randomSearchesOfSmallListsFindWhatMLflowFinds(_ noun: String) async throws {
        let seed = UInt64.random(in: .min ... .max)
        let (kind, words) = try #require(Self.lists[noun])
        var random = RandomFilter(words, seed: seed)
        let searches = (0..<200).map { _ in
            MLflowSearch.Search(filter: random.filter(), order: random.order())
        }
        let path = try Fixtures.path("registry/mlflow.db")
        let answer = try await MLflowSearch.answer(kind, searches, in: path)
        for (search, ids) in zip(searches, answer.answers) {
            guard let strict = try? StrictSearch(kind, search) else {
                #expect(ids == nil, "\(search), seed \(seed): MLflow finds \(ids?.count ?? 0)")
                continue
            }
            let found = kind.search(answer.things, where: strict.filter, by: strict.order) {
                $0.value($1, of: kind)
            }
            #expect(found.map(\.id) == ids, "\(search), seed \(seed): \(found.map(\.id))")
        }
        let found = answer.answers.filter { $0?.isEmpty == false }.count
        let refused = answer.answers.filter { $0 == nil }.count
        print("\(noun)s: seed \(seed), of 200 searches \(found) find some, \(refused) are refused")
    }

    private static let lists: [String: (Filter.Kind, RandomFilter.Words)] = [
        "experiment": (.experiments, .experiments), "model": (.models, .models),
        "version": (.versions, .versions),
    ]

    /// Where the SQL reader below MLflow stumbles, or is more patient than its grammar.
    private static let differences: [(kind: Filter.Kind, filter: String, isRead: Bool)] = [
        // Words of SQL as bare keys.
        (.runs, "metrics.case > 1", true),
        // A text and the next field without AND become one identifier.
        (.runs, "params.a = 'x' run_id IN ('y')", true),
        // AND may stand anywhere.
        (.runs, "AND metrics.acc > 1", false), (.runs, "metrics.acc > 1 AND", false),
        // Lists are Python's.
        (.runs, "run_id IN ('x' 'y')", false),
        // Blanks alone are no filter, but for models.
        (.runs, "   ", true),
        // Words in small letters.
        (.experiments, "name like 'x'", true),
    ]

    @Test func theseAreAllTheKnownDifferences() async throws {
        let path = try Fixtures.path("registry/mlflow.db")
        for kind in [Filter.Kind.runs, .experiments] {
            let differences = Self.differences.filter { $0.kind.noun == kind.noun }
            let searches = differences.map { MLflowSearch.Search(filter: $0.filter) }
            let answers = try await MLflowSearch.answer(kind, searches, in: path).answers
            for (search, (isRead, ids)) in zip(searches, zip(differences.map(\.isRead), answers)) {
                let strict = try? StrictSearch(kind, search)
                #expect((strict != nil) == isRead, "\(search.filter)")
                #expect((ids != nil) != isRead, "MLflow: \(search.filter)")
            }
        }
    }

    @Test func whatIsHandedToMLflowMeansTheSameThere() async throws {
        let filters = [
            "metrics.val/auc >= 9e-1", "status == 'FINISHED' AND (params.model <> 'xgb')",
            "params.lr is not null tags.team IS NULL", "NAME like '%fox%'",
            "dataset.name NOT IN ('x', \"it's\") AND dataset.context ILIKE 'T%'",
            "start_time > 1.795e+12", "ID != 'x'", "metrics.val/loss < .00001e5",
        ]
        let parsed = try filters.map { try Filter.parse($0, now: SampleRuns.now) }
        let written = try parsed.map { try #require($0?.mlflow()) }
        let path = try Fixtures.path("mlflow-3/mlflow.db")
        let searches = written.map { MLflowSearch.Search(filter: $0) }
        let answers = try await MLflowSearch.answer(.runs, searches, in: path).answers
        let runs = try RunSearches(path)
        for (filter, (text, ids)) in zip(parsed, zip(written, answers)) {
            let found = try await runs.byColumns(filter, [.newest])
            #expect(found == ids, "\(text)")
        }
    }
}

/// Searches for runs in a file, both ways.
struct RunSearches {
    private let store: MLflowSQLite
    private let database: Database

    init(_ path: String) throws {
        store = MLflowSQLite(id: Source.ID("m"), path: path, budget: Budget(bytes: 1 << 30))
        database = try Database(path: path, options: "mode=ro", busyTimeout: 1000)
    }

    func byColumns(_ search: StrictSearch) async throws -> [String] {
        try await byColumns(search.filter, search.order.isEmpty ? [.newest] : search.order)
    }

    func byColumns(_ filter: Filter?, _ order: [SortKey]) async throws -> [String] {
        let runs = Runs(experiments: nil, filter: filter, order: order)
        let found = try await store.finalOrder(runs)
        return try await found.rows(0..<found.count.number, columns: .these([])).map(\.id.key)
    }

    /// The names of experiments by their ids.
    func names(ofExperiments ids: Set<String>) throws -> Set<String> {
        let statement = try database.prepare("SELECT experiment_id, name FROM experiments")
        var names: Set<String> = []
        while try statement.step() {
            guard ids.contains(statement.text(0) ?? "") else { continue }
            names.insert(statement.text(1) ?? "")
        }
        return names
    }

    /// What SQLite finds, in no order; nil where the filter is not handed over.
    func bySQL(_ search: StrictSearch) throws -> [String]? {
        try search.filter.flatMap { try bySQL($0) }
    }

    func bySQL(_ filter: Filter) throws -> [String]? {
        guard let condition = filter.sql else { return nil }
        let statement = try database.prepare(
            """
            SELECT r.run_uuid FROM runs r JOIN experiments e ON e.experiment_id = r.experiment_id
            WHERE r.lifecycle_stage = 'active' AND e.lifecycle_stage = 'active'
            AND \(condition.sql)
            """
        )
        try statement.bind(condition.values)
        var ids: [String] = []
        while try statement.step() { ids.append(statement.text(0) ?? "") }
        return ids
    }
}
