import Connectors
import Entities
import TUI
import Terminal

extension DoctorReport {
    /// The report for people: plain lines, safe on any terminal.
    var text: String {
        let sections = workspace.findings.map(section) + [configuration, sources, display]
        return sections.map { $0.joined(separator: "\n") }.joined(separator: "\n\n")
    }

    private func section(_ findings: Findings) -> [String] {
        let count = Format.count(findings.entries)
        let head =
            "Looked at \(count) names in \(findings.folder), in "
            + "\(Format.count(findings.took.wholeMilliseconds)) ms"
        let rows = (findings.all + [workspace.configurationFinding]).map { finding in
            [finding.label, finding.state.words, finding.advice]
        }
        return [Printable.text(head)] + PlainTable(rows).lines + findings.notes
    }

    private var configuration: [String] {
        let files = workspace.loaded.files.map { "  " + Printable.text($0.path) }
        let warnings = workspace.loaded.warnings.map { "  " + Printable.text("\($0)") }
        let contexts = workspace.contexts.map { context in
            let words = [
                context.isProduction ? "production" : nil, context.isReadOnly ? "read-only" : nil,
            ]
            let what = words.compactMap { $0 }.joined(separator: ", ")
            return Printable.text("  context \(context.name)" + (what.isEmpty ? "" : ": \(what)"))
        }
        let all = files + warnings + contexts
        return ["Configuration"] + (all.isEmpty ? ["  none"] : all)
    }

    private var sources: [String] {
        guard !checkups.isEmpty else {
            return ["Sources", "  none; `mldeck demo` needs none"]
        }
        let rows = checkups.map { checkup in
            let id = checkup.source.id
            let took = "\(checkup.took.wholeMilliseconds) ms"
            let can = checkup.abilities.joined(separator: ", ")
            let answer = checkup.answer.map { "\($0), \(took); can: \(can)" }
            return [
                checkup.failure == nil ? "ok" : "failed",
                id.context.isEmpty ? id.name : "\(id.context)/\(id.name)",
                answer ?? checkup.failure?.reason.sentence ?? "",
                checkup.source.location,
                "(\(checkup.source.origin))",
            ]
        }
        return ["Sources"] + PlainTable(rows).lines
    }

    private var display: [String] {
        let size =
            terminal.size.map { "\($0.width)x\($0.height)" } ?? "no terminal on standard output"
        let rows = [
            [
                "TERM", terminal.type ?? "not set",
                terminal.isUsable ? "" : "mldeck cannot draw on it",
            ],
            ["colours", terminal.tier.name, terminal.tier.advice],
            [
                "UTF-8", terminal.isUTF8 ? "yes" : "no",
                terminal.isUTF8 ? "" : "ASCII is drawn instead",
            ],
            ["size", size, ""],
        ]
        return ["Terminal"] + PlainTable(rows).lines
    }
}

extension Finding.State {
    /// A few words for a table.
    fileprivate var words: String {
        switch self {
        case .absent: "-"
        case .unset: "not set"
        case .set(let value): value
        case .seen(let places): Format.count(places.count)
        }
    }
}

extension Findings {
    /// Where the stores are, and why less was looked at than there is.
    fileprivate var notes: [String] {
        let limits = Limit.allCases.filter(limits.contains).map { limit in
            switch limit {
            case .levels: "folders more than \(bounds.levels) deep were left out"
            case .entries:
                "it stopped at \(Format.count(bounds.entries)) names; start further down, or name the place"
            case .fileSystem: "folders on other file systems were left out"
            }
        }
        let closed = unreadable > 0 ? ["\(Format.count(unreadable)) folders cannot be read"] : []
        return (limits + closed).map { "  " + $0 }
    }
}

extension ColourTier {
    fileprivate var advice: String {
        switch self {
        case .mono: "NO_COLOR is set, or the terminal has none"
        case .sixteen, .indexed: "COLORTERM=truecolor asks for all, where the terminal can"
        case .trueColour: ""
        }
    }
}

/// Rows whose cells stand under each other, safe to print.
struct PlainTable {
    let lines: [String]

    init(_ rows: [[String]]) {
        let safe = rows.map { $0.map(Printable.text) }
        let columns = safe.map(\.count).max() ?? 0
        let widths = (0..<columns).map { column in
            safe.compactMap { $0.indices.contains(column) ? Width.of($0[column]) : nil }.max() ?? 0
        }
        lines = safe.map { row in
            let cells = row.indices.map { row[$0].padded(to: widths[$0]) }
            let line = "  " + cells.joined(separator: "  ")
            return String(line.reversed().drop { $0 == " " }.reversed())
        }
    }
}
