import ArgumentParser
import Glibc
import TUI

/// How `get` prints rows.
enum RowsOutput: String, ExpressibleByArgument, CaseIterable {
    case table, json, csv

    /// The rows, or in JSON the report that they are part of.
    func text<Row: Listed>(_ rows: [Row], of report: some Encodable) -> String {
        switch self {
        case .json: report.json
        case .csv: csv(rows, Row.columns(of: rows))
        case .table: table(rows, Row.readableColumns(of: rows))
        }
    }

    /// RFC 4180; on a terminal what could move its cursor is made safe.
    private func csv<Row>(_ rows: [Row], _ columns: [Column<Row>]) -> String {
        let head = columns.map { quoted($0.name) }.joined(separator: ",")
        let lines =
            [head]
            + rows.map { row in columns.map { quoted($0.value(row)) }.joined(separator: ",") }
        let isTerminal = isatty(STDOUT_FILENO) == 1
        return (isTerminal ? lines.map(Printable.text) : lines).joined(separator: "\n")
    }

    private func quoted(_ text: String) -> String {
        guard text.contains(where: { ",\"\r\n".contains($0) || $0.isNewline }) else { return text }
        return "\"" + text.replacing("\"", with: "\"\"") + "\""
    }

    private func table<Row>(_ rows: [Row], _ columns: [Column<Row>]) -> String {
        let cells =
            [columns.map(\.name)] + rows.map { row in columns.map { $0.readable(row) } }
        let safe = cells.map { line in
            line.indices.map { index in
                let text = Printable.text(line[index])
                return columns[index].limit.map(text.cutMiddle) ?? text
            }
        }
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
