import Client
import Connectors
import Entities
import Foundation
import SQLite
import TestKit
import Testing

/// What MLflow 3.17.2 said to searches in `Golden/mlflow/mlflow.db`.
struct FilterGoldenTests {
    private struct Case: Decodable {
        var kind: String?
        var filter: String?
        var order: [String]?
        var runs: [String]?
        var names: [String]?
        var versions: [String]?

        enum CodingKeys: String, CodingKey {
            case kind, filter, runs, names, versions
            case order = "order_by"
        }

        var search: MLflowSearch.Search {
            MLflowSearch.Search(filter: filter ?? "", order: order ?? [])
        }
    }

    private struct RunCases: Decodable {
        var experiments: [String]
        var cases: [Case]
    }

    private static let folder = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "Golden/mlflow")

    private static func cases<Cases: Decodable>(_ name: String) throws -> Cases {
        let data = try Data(contentsOf: folder.appending(path: "\(name)_corpus.json"))
        return try JSONDecoder().decode(Cases.self, from: data)
    }

    @Test func runsAreFoundAsByMLflow() async throws {
        let cases: RunCases = try Self.cases("runs")
        try await withTemporaryFolder { folder in
            let golden = Self.folder.appending(path: "mlflow.db").path(percentEncoded: false)
            let path = try folder.copy(golden, as: "mlflow.db")
            let store = MLflowSQLite(id: Source.ID("m"), path: path, budget: Budget(bytes: 1 << 30))
            let searches = try RunSearches(path)
            let names = try searches.names(ofExperiments: Set(cases.experiments))
            for golden in cases.cases {
                guard let strict = try? StrictSearch(.runs, golden.search) else {
                    #expect(golden.runs == nil, "\(golden.search)")
                    continue
                }
                let order = strict.order.isEmpty ? [.newest] : strict.order
                let runs = Runs(experiments: names, filter: strict.filter, order: order)
                let found = try await store.finalOrder(runs)
                let rows = try await found.rows(0..<found.count.number, columns: .these([]))
                #expect(rows.map(\.name) == golden.runs, "\(golden.search)")
                guard let bySQL = try searches.bySQL(strict) else { continue }
                let ids = Set(rows.map(\.id.key))
                #expect(Set(bySQL).intersection(Set(try await searches.byColumns(strict))) == ids)
                #expect(Set(bySQL).isSuperset(of: ids), "\(golden.search)")
            }
        }
    }

    @Test(.enabled(if: MLflowServers.golden.uri != nil, MLflowServers.missing))
    func runsAreFoundThroughAServerAsByMLflow() async throws {
        let cases: RunCases = try Self.cases("runs")
        let store = try MLflowServers.golden.store()
        let experiments = try await store.experiments(Experiments()).experiments
        let names = Set(experiments.filter { cases.experiments.contains($0.id.key) }.map(\.name))
        #expect(names.count == cases.experiments.count)
        for golden in cases.cases {
            guard let strict = try? StrictSearch(.runs, golden.search) else { continue }
            let order = strict.order.isEmpty ? [.newest] : strict.order
            let runs = Runs(experiments: names, filter: strict.filter, order: order)
            let found = try await store.finalOrder(runs)
            let rows = try await found.rows(0..<found.count.number, columns: .these([]))
            #expect(rows.map(\.name) == golden.runs, "\(golden.search)")
        }
    }

    @Test func everyAnsweredFilterIsWrittenBackForMLflow() throws {
        let cases: RunCases = try Self.cases("runs")
        for golden in cases.cases where golden.runs != nil {
            guard let filter = try StrictSearch(.runs, golden.search).filter else { continue }
            let written = try #require(filter.mlflow(), "\(golden.search)")
            let again = try Filter.parse(written, now: SampleRuns.now, dialect: .mlflow)
            #expect(again == filter, "\(written)")
        }
    }

    @Test func experimentsAreFoundAsByMLflow() throws {
        let cases: [Case] = try Self.cases("experiments")
        let things = try Self.things(
            "SELECT experiment_id, name, creation_time, last_update_time FROM experiments",
            ["experiment_id", "name", "creation_time", "last_update_time"],
            tags: "SELECT experiment_id, key, value FROM experiment_tags"
        )
        try check(cases, .experiments, things) { $0.names }
    }

    @Test(arguments: ["registered_model", "model_version"])
    func theRegistryIsSearchedAsByMLflow(_ name: String) throws {
        let all: [Case] = try Self.cases("registry")
        let cases = all.filter { $0.kind == name }
        guard name == "model_version" else {
            let things = try Self.things(
                "SELECT name, name, last_updated_time FROM registered_models",
                ["name", "timestamp"],
                tags: "SELECT name, key, value FROM registered_model_tags"
            )
            return try check(cases, .models, things) { $0.names }
        }
        let things = try Self.things(
            """
            SELECT name || '/' || version, name, version, run_id, source, creation_time,
            last_updated_time FROM model_versions
            """,
            [
                "name", "version_number", "run_id", "source_path", "creation_timestamp",
                "last_updated_timestamp",
            ],
            tags: "SELECT name || '/' || version, key, value FROM model_version_tags"
        )
        try check(cases, .versions, things) { $0.versions }
    }

    private func check(
        _ cases: [Case],
        _ kind: Filter.Kind,
        _ things: [Thing],
        _ expected: (Case) -> [String]?
    ) throws {
        #expect(!cases.isEmpty && !things.isEmpty)
        for golden in cases {
            guard let strict = try? StrictSearch(kind, golden.search) else {
                #expect(expected(golden) == nil, "\(golden.search)")
                continue
            }
            let found = kind.search(things, where: strict.filter, by: strict.order) {
                $0.value($1, of: kind)
            }
            let ids = found.map { kind.noun == "experiment" ? $0.name : $0.id }
            #expect(ids == expected(golden), "\(golden.search)")
            guard let filter = strict.filter else { continue }
            let written = try #require(filter.mlflow(as: kind), "\(golden.search)")
            #expect(
                try Filter.parse(written, as: kind, now: SampleRuns.now, dialect: .mlflow) == filter
            )
        }
    }

    /// Rows of an id and fields.
    private static func things(_ sql: String, _ names: [String], tags: String) throws -> [Thing] {
        let path = folder.appending(path: "mlflow.db").path(percentEncoded: false)
        let database = try Database(path: path, options: "mode=ro&immutable=1", busyTimeout: 0)
        let tagged = try database.prepare(tags)
        var tagsOf: [String: [String: String]] = [:]
        while try tagged.step() {
            tagsOf[tagged.text(0) ?? "", default: [:]][tagged.text(1) ?? ""] = tagged.text(2)
        }
        let statement = try database.prepare(sql)
        var things: [Thing] = []
        while try statement.step() {
            let id = statement.text(0) ?? ""
            let first: Int32 = names[0] == "experiment_id" ? 0 : 1
            let values = names.enumerated().map { index, name in
                (name, Thing.Value(statement.text(first + Int32(index)), isNumber: name.isNumber))
            }
            let fields = Dictionary(uniqueKeysWithValues: values)
            things.append(Thing(id: id, fields: fields, tags: tagsOf[id] ?? [:]))
        }
        return things
    }
}

extension Thing {
    /// Its name among its fields.
    var name: String {
        guard case .text(let name)?? = fields["name"] else { return "" }
        return name
    }
}

extension Thing.Value {
    fileprivate init?(_ text: String?, isNumber: Bool) {
        guard let text, !text.isEmpty else { return nil }
        self = isNumber ? Double(text).map(Self.number) ?? .text(text) : .text(text)
    }
}

extension String {
    fileprivate var isNumber: Bool {
        hasSuffix("time") || hasSuffix("timestamp") || self == "version_number"
    }
}
