import Client
import Entities
import SQLite

/// What a piece of a column is read with: rows from ?1 on and below ?2, the newest first.
extension Field {
    /// A statement over a run's id and a value.
    var pieceSQL: String {
        switch self {
        case .history(_, let moment):
            return """
                SELECT run_uuid, value, is_nan FROM metrics NOT INDEXED
                WHERE rowid >= ?1 AND rowid < ?2 AND key = ?3
                \(moment.isStep ? "AND step = ?4" : "")
                ORDER BY rowid DESC
                """
        case .several(.tagValue):
            return """
                SELECT run_uuid, group_concat(value, char(31)) FROM tags NOT INDEXED
                WHERE rowid >= ?1 AND rowid < ?2 AND substr(key, 1, 7) <> 'mlflow.'
                GROUP BY run_uuid
                """
        case .several(.datasetContext):
            return """
                SELECT i.destination_id, t.value FROM inputs i
                JOIN datasets d ON d.dataset_uuid = i.source_id
                JOIN input_tags t ON t.input_uuid = i.input_uuid AND t.name = 'mlflow.data.context'
                WHERE i.rowid >= ?1 AND i.rowid < ?2
                """
        case .several(let several):
            return """
                SELECT i.destination_id, d.\(several == .datasetName ? "name" : "digest")
                FROM inputs i JOIN datasets d ON d.dataset_uuid = i.source_id
                WHERE i.rowid >= ?1 AND i.rowid < ?2
                """
        case .attribute, .metric, .param, .tag:
            return """
                SELECT run_uuid, \(valueColumns) FROM \(table) NOT INDEXED
                WHERE rowid >= ?1 AND rowid < ?2 \(key == nil ? "" : "AND key = ?3")
                ORDER BY rowid DESC
                """
        }
    }

    /// The parameters behind the first two.
    var pieceKeys: [Statement.Value] {
        switch self {
        case .history(let key, .step(let step)): [.text(key), .integer(step)]
        case .history(let key, _): [.text(key)]
        default: key.map { [.text($0)] } ?? []
        }
    }

    /// A run's number after one more row, older than those before.
    func merged(_ known: Double, _ read: Double) -> Double {
        guard case .history(_, let moment) = self, !ValueColumn.isMissing(known) else {
            return read
        }
        return switch moment {
        case .step: known
        case _ where known.isNaN: read
        case _ where read.isNaN: known
        case .lowest: min(known, read)
        case .highest: max(known, read)
        }
    }

    /// A run's text after one more row.
    func merged(_ known: String?, _ read: String) -> String {
        guard case .several = self, let known else { return read }
        return SortValue.joined(known, read)
    }
}

extension Field.Moment {
    fileprivate var isStep: Bool { if case .step = self { true } else { false } }
}

extension StoreConnection {
    /// Whether the file has what a field is read from: stores of old versions have no datasets.
    func has(_ field: Field) throws(SQLiteError) -> Bool {
        guard field.table == "inputs" else { return true }
        let tables = "('inputs', 'datasets', 'input_tags')"
        return try integer("SELECT count(*) FROM sqlite_master WHERE name IN \(tables)") == 3
    }
}
