import Entities
import TUI

/// A thing that `show` prints whole.
protocol Shown: Encodable {
    /// What it is called.
    var title: String { get }
    /// Names and values; what is empty is left out.
    var facts: [[String]] { get }
    /// What it has several of.
    var sections: [Section] { get }
}

/// What a thing has several of, under one title.
struct Section {
    let title: String
    let rows: [[String]]

    init(_ title: String, _ rows: [[String]]) {
        self.title = title
        self.rows = rows
    }
}

extension Shown {
    /// For people: plain lines, safe on any terminal.
    var text: String {
        let head = Section(title, facts.filter { $0.last?.isEmpty == false })
        return ([head] + sections.filter { !$0.rows.isEmpty })
            .map { section in
                ([Printable.text(section.title)] + PlainTable(section.rows).lines)
                    .joined(separator: "\n")
            }
            .joined(separator: "\n\n")
    }
}

extension ExperimentRow: Shown {
    var title: String { experiment.name }

    var facts: [[String]] {
        [
            ["id", experiment.id.key],
            ["source", experiment.id.source.name],
            ["runs", runs],
            ["running", experiment.activity.map { Format.count($0.running) } ?? ""],
            ["failed_last_day", experiment.activity.map { Format.count($0.failedLately) } ?? ""],
            ["last_activity", experiment.lastActivity?.iso8601 ?? ""],
            ["creation_time", experiment.created?.iso8601 ?? ""],
            ["last_update_time", experiment.updated?.iso8601 ?? ""],
        ]
    }

    var sections: [Section] {
        [Section("Tags", experiment.tags.sorted { $0.key < $1.key }.map { [$0, $1] })]
    }
}

extension SourceRow: Shown {
    var title: String { source.id.name }

    var facts: [[String]] {
        [
            ["context", source.id.context],
            ["kind", source.kind],
            ["version", answer?.version ?? ""],
            ["location", source.location],
            ["can", abilities.joined(separator: " ")],
            ["latency_ms", latency.map { "\($0)" } ?? ""],
            ["failure", failure?.reason.sentence ?? ""],
        ]
    }

    var sections: [Section] { [] }
}
