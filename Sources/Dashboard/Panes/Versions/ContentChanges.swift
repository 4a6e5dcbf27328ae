import Entities
import TUI

/// What the files of a version say otherwise than those of another, or all they say.
struct ContentChanges {
    private let content: VersionContent
    /// What it is compared with; nil where there is nothing.
    private let earlier: VersionContent?

    init(_ content: VersionContent, from earlier: VersionContent?) {
        self.content = content
        self.earlier = earlier
    }

    /// Inputs, outputs and params that are new, changed or gone; all of them without an earlier one.
    var signature: [Detail.Row] {
        guard let signature = content.signature else { return [] }
        guard let before = earlier?.signature else {
            return signature.inputs.map { row("", $0.name, $0.type, "", $0.isRequired) }
                + signature.outputs.map { row("", $0.name, $0.type, "output", true) }
                + signature.params.map { row("", $0.name, $0.type, "param", $0.isRequired) }
        }
        return signature.changes(from: before).map { change in
            let part = change.part == .input ? "" : change.part.rawValue
            switch (change.before, change.after) {
            case (nil, let new?): return row("+", new.name, new.type, part, new.isRequired)
            case (let old?, let new?):
                let types = old.type == new.type ? new.type : "\(old.type) → \(new.type)"
                return row("~", new.name, types, part, new.isRequired)
            case (let old, nil):
                return row("−", old?.name ?? "", old?.type ?? "", part, true)
            }
        }
    }

    /// Packages that are new, changed or gone; all of them without an earlier version.
    var requirements: [Detail.Row] {
        guard let earlier else {
            return content.requirements.map { Detail.Row("", [Span($0, .text)]) }
        }
        return content.requirementChanges(from: earlier).map { change in
            let sign = change.before == nil ? "+" : change.after == nil ? "−" : "~"
            let lines = [change.before, change.after].compactMap(\.self)
            return Detail.Row(sign, [Span(lines.joined(separator: " → "), .text)])
        }
    }

    private func row(
        _ sign: String,
        _ name: String,
        _ type: String,
        _ part: String,
        _ isRequired: Bool
    ) -> Detail.Row {
        let words = [part, isRequired ? "" : "optional"].filter { !$0.isEmpty }
        let name = name.isEmpty ? "(unnamed)" : name
        return Detail.Row(
            sign.isEmpty ? name : "\(sign) \(name)",
            [
                Span(type, .text),
                Span(words.isEmpty ? "" : "  " + words.joined(separator: " "), .muted),
            ]
        )
    }
}
