import Entities
import TUI

/// One column of what `get runs` prints.
struct Column {
    var name: String
    var isRight = false
    /// The value as it is.
    var value: (Run) -> String
    /// The value for people; nil where it is the same.
    private var forPeople: ((Run) -> String)?

    private init(
        _ name: String,
        isRight: Bool = false,
        forPeople: ((Run) -> String)? = nil,
        value: @escaping (Run) -> String
    ) {
        self.name = name
        self.isRight = isRight
        self.forPeople = forPeople
        self.value = value
    }

    func readable(_ run: Run) -> String { (forPeople ?? value)(run) }

    /// Everything that any of the runs has.
    static func all(of runs: [Run]) -> [Column] {
        attributes + fields(of: runs)
    }

    /// What fits a screen: the ids last, tags left out.
    static func readable(_ runs: [Run]) -> [Column] {
        let shown = attributes.filter { $0.name != "id" && $0.name != "end_time" }
        let id = attributes.filter { $0.name == "id" }
        return shown + fields(of: runs).filter { !$0.name.hasPrefix("tags.") }.prefix(12) + id
    }

    private static var attributes: [Column] {
        [
            Column("id") { $0.id.key },
            Column("name") { $0.name },
            Column("experiment") { $0.experimentName },
            Column("status") { $0.status.name },
            Column("start_time") { $0.start?.iso8601 ?? "" },
            Column("end_time") { $0.end?.iso8601 ?? "" },
            Column("user") { $0.user },
        ]
    }

    private static func fields(of runs: [Run]) -> [Column] {
        let metrics = Set(runs.flatMap(\.metrics.keys)).sorted()
        let params = Set(runs.flatMap(\.params.keys)).sorted()
        let tags = Set(runs.flatMap(\.tags.keys)).sorted()
        return metrics.map { key in metric(key, runs) }
            + params.map { key in Column("params.\(key)") { $0.params[key] ?? "" } }
            + tags.map { key in Column("tags.\(key)") { $0.tags[key] ?? "" } }
    }

    private static func metric(_ key: String, _ runs: [Run]) -> Column {
        let format = MetricFormat(runs.compactMap { $0.metrics[key] })
        return Column(
            "metrics.\(key)",
            isRight: true,
            forPeople: { $0.metrics[key].map(format.string) ?? "" },
            value: { run in run.metrics[key].map { "\($0)" } ?? "" }
        )
    }
}
