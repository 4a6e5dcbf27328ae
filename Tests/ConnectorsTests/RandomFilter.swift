import TestKit

/// Writes filters and orders of MLflow's grammar, and some that are just not of it.
struct RandomFilter {
    /// What filters of a kind are written of.
    struct Words {
        /// Fields, each with what it is usually compared with.
        var fields: [(name: String, values: [String], operators: [String])]
        /// Keys of an order.
        var orders: [String]
        /// Names that are no fields.
        var wrong: [String]
    }

    private var random: SeededNumbers
    private let words: Words

    init(_ words: Words, seed: UInt64) {
        self.words = words
        random = SeededNumbers(state: seed)
    }

    /// One to three clauses; about one in six of them is refused by MLflow.
    mutating func filter() -> String {
        if chance(20) { return "" }
        let count = 1 + Int(random.next() % 3)
        return (0..<count).map { _ in clause() }.joined(
            separator: pick([" AND ", " and ", "\nAND\t"])
        )
    }

    /// None to two keys.
    mutating func order() -> [String] {
        (0..<Int(random.next() % 3)).map { _ in
            pick(words.orders) + pick(["", " ASC", " DESC", " desc", " asc"])
        }
    }

    private mutating func clause() -> String {
        let field = words.fields[Int(random.next() % UInt64(words.fields.count))]
        let name = chance(30) ? pick(words.wrong) : field.name
        let word = chance(30) ? pick(RandomFilter.operators) : pick(field.operators)
        if word.hasSuffix("NULL") { return "\(name) \(word)" }
        let space = word.first?.isLetter == true ? " " : pick(["", " ", "  "])
        if word.hasSuffix("IN") {
            let list = (0...Int(random.next() % 2)).map { _ in pick(field.values) }
            return "\(name) \(word) (\(list.joined(separator: ", "))\(pick(["", ","])))"
        }
        let value = chance(30) ? pick(RandomFilter.values) : pick(field.values)
        return "\(name)\(space)\(word)\(space)\(value)"
    }

    private mutating func chance(_ oneIn: UInt64) -> Bool { random.next() % oneIn == 0 }

    private mutating func pick(_ texts: [String]) -> String {
        texts[Int(random.next() % UInt64(texts.count))]
    }

    static let relations = ["=", "!=", "<", "<=", ">", ">="]
    static let texts = ["=", "!=", "LIKE", "ILIKE"]
    static let lists = ["IN", "NOT IN"]
    static let nulls = ["IS NULL", "IS NOT NULL"]
    private static let operators = relations + texts + lists + nulls + ["==", "<>", "RLIKE"]
    private static let values = [
        "1", "-1", "0.5", ".5", "5.", "1e2", "1E-2", "1e+2", "+1", "1_0", "nan", "'x'", "\"x\"",
        "'it''s'", "x", "''", "'1'",
    ]
}

extension RandomFilter.Words {
    /// Of the 200 runs.
    static let runs = RandomFilter.Words(
        fields: [
            ("metrics.`val/loss`", numbers, RandomFilter.relations),
            ("metric.\"val/auc\"", numbers, RandomFilter.relations),
            ("params.model", ["'xgb'", "\"lgbm\"", "'%L%'", "'m_p'"], texts),
            ("parameter.lr", ["'0.0%'", "'1e%'", "'%1'", "'_.1'", "'%E%'", "'0.1'"], texts),
            ("tags.team", ["'growth'", "'risk'", "'%I%'"], texts),
            ("tag.`mlflow.user`", ["'ana'", "'M__'"], texts),
            ("attributes.status", ["'FINISHED'", "'FAILED'", "'f%'"], RandomFilter.texts),
            ("status", ["'FINISHED'", "'%ED'"], RandomFilter.texts),
            ("start_time", moments, RandomFilter.relations),
            ("attr.end_time", moments, RandomFilter.relations),
            ("created", moments, RandomFilter.relations),
            ("run_name", ["'%fox%'", "'Swift%'", "'%-1_'", "'amber-%'"], RandomFilter.texts),
            ("run.`Run name`", ["'%FOX%'", "'noble%'"], RandomFilter.texts),
            ("attribute.user_id", ["'root'", "'%o%'"], RandomFilter.texts),
            ("run_id", ["'x'", "'%a%'"], RandomFilter.texts + RandomFilter.lists),
            ("dataset.name", ["'churn-2026-09'", "'%1_'", "'x'"], datasets),
            ("datasets.digest", ["'9f3a0001'", "'9F%'"], datasets),
            ("dataset.context", ["'training'", "'TRAIN%'"], datasets),
        ],
        orders: [
            "metrics.`val/loss`", "metrics.`val/auc`", "params.lr", "tags.team", "start_time",
            "attributes.end_time", "run_name", "status", "`run_id`", "dataset.name", "nothing",
        ],
        wrong: wrong + ["metrics.val/loss", "run name", "dataset.schema", "experiment_id"]
    )

    /// Of runs with several datasets, and keys that are hard to write.
    static let manyDatasets = RandomFilter.Words(
        fields: [
            ("metrics.`case`", numbers + ["0.25", "1"], RandomFilter.relations),
            ("metrics.`val/f1 score`", numbers, RandomFilter.relations),
            ("params.`from`", ["'1'", "'_'"], texts),
            ("params.\"cross-entropy loss\"", ["'passed'", "'P%'"], texts),
            ("params.1st", ["'x'", "'X'"], ["=", "!=", "LIKE", "ILIKE", "IS NULL"]),
            ("dataset.name", ["'ds1'", "'ds3'", "'DS_'"], datasets),
            ("dataset.digest", ["'dig0'", "'%2'", "'dig4'"], datasets),
            ("dataset.context", ["'training'", "'eval'", "'%ing'"], datasets),
        ],
        orders: ["metrics.`case`", "params.`from`", "metrics.`val/f1 score`", "start_time"],
        wrong: wrong
    )

    /// Of experiments: MLflow reads LIKE and IN of these in capitals only.
    static let experiments = RandomFilter.Words(
        fields: [
            ("name", ["'exp%'", "'%_0_'", "'Exp_03'", "'datasets'"], RandomFilter.texts),
            ("attribute.name", ["'%0'", "'exp_10'"], RandomFilter.texts),
            ("experiment_id", ["'1'", "'7'", "'07'"], ["=", "!=", "IN", "NOT IN"]),
            ("creation_time", ["1795392000003", "1795392000007"], RandomFilter.relations),
            ("last_update_time", ["1795392000005", "0"], RandomFilter.relations),
            ("tags.team", ["'core'", "'C%'"], texts),
            ("tag.`a/b`", ["'passed'", "'%ED'"], texts),
        ],
        orders: ["name", "experiment_id", "creation_time", "last_update_time", "tags.team"],
        wrong: wrong + ["params.x", "metrics.x", "attributes.name", "lifecycle_stage"]
    )

    /// Of registered models.
    static let models = RandomFilter.Words(
        fields: [
            ("name", ["'churn'", "'fraud%'", "'%_%U'"], RandomFilter.texts + RandomFilter.lists),
            ("attribute.name", ["'ranker'", "'a b'"], RandomFilter.texts + RandomFilter.lists),
            ("tags.team", ["'core'", "'C%'"], RandomFilter.texts),
            ("tag.`k v`", ["'1'", "'_'"], RandomFilter.texts),
        ],
        orders: ["name", "timestamp", "last_updated_timestamp", "creation_timestamp", "tags.x"],
        wrong: wrong + ["creation_timestamp", "run_id", "params.x", "attributes.name"]
    )

    /// Of model versions.
    static let versions = RandomFilter.Words(
        fields: [
            ("name", ["'churn'", "'fraud%'", "'%_%U'"], RandomFilter.texts + RandomFilter.lists),
            ("version_number", ["1", "2", "'2'"], RandomFilter.relations),
            ("run_id", ["'x'", "'%a%'"], RandomFilter.texts + RandomFilter.lists),
            ("source_path", ["'s3://models/fraud/%'", "'%/0'"], RandomFilter.texts),
            ("tags.validation", ["'passed'", "'P%'"], RandomFilter.texts),
        ],
        orders: [
            "name", "version_number", "creation_timestamp", "last_updated_timestamp", "run_id",
        ],
        wrong: wrong + ["current_stage", "creation_timestamp", "params.x", "alias"]
    )

    private static let texts = RandomFilter.texts + RandomFilter.nulls
    private static let datasets = RandomFilter.texts + RandomFilter.lists
    private static let wrong = ["Metrics.x", "acc", "Status", "metricss.x", "params.a-b"]
    private static let numbers = ["0.3", "0.7", ".5", "-1", "1e-1", "5.", "0", "9E9"]
    private static let moments = [
        "1795392000000", "1795300000000", "1795250000000.5", "0", "1795380000001",
    ]
}
