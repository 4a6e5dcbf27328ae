import Client
import Entities
import SQLite

extension MLflowSQLite {
    /// How many of the newest runs tell what is common, and how many keys of each.
    private static let sample = (runs: 32, keys: 200)

    /// What the newest runs have in common, and on request every key of the store.
    public func fields(_ question: RunFields) async throws(Failure) -> RunFields.Answer {
        try reading { connection in
            try beginIndexing(connection)
            let runs = Runs(experiments: question.experiments)
            let newest = orders.slots(of: runs, in: table).prefix(Self.sample.runs)
            var seen: [Field: Int] = [:]
            for slot in newest { try count(&seen, table.id(Int(slot)), connection) }
            let common = seen.sorted { ($1.value, $0.key.mlflow) < ($0.value, $1.key.mlflow) }
            return RunFields.Answer(
                common: common.map(\.key),
                all: question.isComplete ? try allFields(connection) : []
            )
        }
    }

    private func count(
        _ seen: inout [Field: Int],
        _ id: String,
        _ connection: StoreConnection
    ) throws(SQLiteError) {
        for make in [Field.metric, Field.param, Field.tag] {
            let statement = try connection.prepare(
                "SELECT key FROM \(make("").table) WHERE run_uuid = ? LIMIT \(Self.sample.keys)",
                [.text(id)]
            )
            while try statement.step() { seen[make(statement.text(0) ?? ""), default: 0] += 1 }
        }
    }

    /// Every key: each is found by one step in the index of keys, however many runs have it.
    private func allFields(_ connection: StoreConnection) throws(SQLiteError) -> [Field] {
        var fields: [Field] = []
        for make in [Field.metric, Field.param, Field.tag] {
            let sql = "SELECT min(key) FROM \(make("").table) WHERE key > ?"
            var last = ""
            while true {
                let statement = try connection.prepare(sql, [.text(last)])
                guard try statement.step(), let key = statement.text(0) else { break }
                statement.reset()
                fields.append(make(key))
                last = key
            }
        }
        return fields
    }
}
