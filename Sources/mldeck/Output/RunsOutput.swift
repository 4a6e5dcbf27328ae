import ArgumentParser
import Entities
import Glibc
import TUI

/// How `get runs` prints its report.
enum RunsOutput: String, ExpressibleByArgument, CaseIterable {
    case table, json, csv

    func text(_ report: RunsReport) -> String {
        switch self {
        case .json: report.json
        case .csv: csv(report)
        case .table: table(report)
        }
    }

    /// RFC 4180; on a terminal what could move its cursor is made safe.
    private func csv(_ report: RunsReport) -> String {
        let columns = Column.all(of: report.rows)
        let head = columns.map { quoted($0.name) }.joined(separator: ",")
        let rows = report.rows.map { run in
            columns.map { quoted($0.value(run)) }.joined(separator: ",")
        }
        let lines = [head] + rows
        let isTerminal = isatty(STDOUT_FILENO) == 1
        return (isTerminal ? lines.map(Printable.text) : lines).joined(separator: "\n")
    }

    private func quoted(_ text: String) -> String {
        guard text.contains(where: { ",\"\r\n".contains($0) || $0.isNewline }) else { return text }
        return "\"" + text.replacing("\"", with: "\"\"") + "\""
    }

    private func table(_ report: RunsReport) -> String {
        let columns = Column.readable(report.rows)
        let cells =
            [columns.map(\.name)]
            + report.rows.map { run in columns.map { $0.readable(run) } }
        let safe = cells.map { $0.map { Printable.text($0).cutMiddle(to: 40) } }
        let widths = columns.indices.map { index in safe.map { Width.of($0[index]) }.max() ?? 0 }
        let lines = safe.map { row in
            let padded = row.indices.map { index in
                row[index].padded(to: widths[index], right: columns[index].isRight)
            }
            return padded.joined(separator: "  ").trimmedEnd
        }
        return lines.joined(separator: "\n")
    }
}

extension String {
    fileprivate var trimmedEnd: String { String(reversed().drop { $0 == " " }.reversed()) }
}
