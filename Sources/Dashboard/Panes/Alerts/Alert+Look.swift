import Entities
import TUI

extension Alert {
    /// Its sign: what fires is told by how bad it is.
    var look: Span {
        switch (state, severity) {
        case (.firing, .critical), (.firing, .unknown): Span("◆", .critical)
        case (.firing, .warning): Span("▲", .warn)
        case (.firing, .info): Span("●", .info)
        case (.pending, _): Span("◇", .muted)
        case (.silenced, _), (.inhibited, _): Span("◦", .muted)
        case (.inactive, _): Span("●", .ok)
        }
    }

    /// Where it stands, in the role of its sign.
    var word: Span { Span(state.rawValue, look.role) }

    /// What it is about: what serves, or else what its labels name first of these.
    func subject(_ service: Health?) -> String {
        let names = [
            "deployment", "application", "model", "model_name", "service", "pipeline", "column",
            "node", "instance", "job",
        ]
        return service?.id.name ?? names.lazy.compactMap { labels[$0] }.first
            ?? labels.filter { $0.key != "severity" }.min { $0.key < $1.key }?.value ?? "–"
    }

    /// What was measured and what it is compared with, as in `131 > 80`; empty where nobody tells.
    var measured: String {
        guard let value else { return "" }
        let limit = rule.flatMap { Comparison($0.expression) }.map { " \($0.sign) \($0.limit)" }
        return Alert.number(value) + (limit ?? "")
    }

    /// A number whose unit nobody tells: four digits that count.
    static func number(_ value: Double) -> String {
        guard value.isFinite else { return Format.fixed(value, decimals: 0) }
        let size = abs(value)
        guard size < 1e6, size >= 1e-4 || size == 0 else { return "\(Float(value))" }
        let decimals = size >= 1000 ? 0 : size >= 100 ? 1 : size >= 10 ? 2 : size >= 1 ? 3 : 4
        let text = Format.fixed(value, decimals: decimals)
        guard text.contains(".") else { return text }
        let short = text.reversed().drop { $0 == "0" }.drop { $0 == "." }
        return String(short.reversed())
    }

    /// Since when it fires: when it became so, and the time that it has to be so before; where it
    /// does not fire yet, since when it is so.
    var firingSince: Instant? {
        guard let since, let rule, isActive else { return since }
        return Instant(milliseconds: since.milliseconds &+ Int64(rule.wholeSeconds) * 1000)
    }
}

/// How many alerts there are of one kind.
struct AlertCount: Sendable {
    /// How bad they are where they fire, and else where they stand.
    let word: String
    let look: Span
    var count: Int

    /// How many there are of each kind, in the order of the alerts.
    static func all(_ alerts: some Sequence<Alert>) -> [AlertCount] {
        var counts: [AlertCount] = []
        for alert in alerts {
            let word = alert.kind
            if let place = counts.firstIndex(where: { $0.word == word }) {
                counts[place].count += 1
            } else {
                counts.append(AlertCount(word: word, look: alert.look, count: 1))
            }
        }
        return counts
    }
}

extension [AlertCount] {
    /// The number of each sign.
    var signs: [(look: Span, count: Int)] {
        ["◆", "▲", "●", "◇", "◦"].compactMap { sign in
            let own = filter { $0.look.text == sign }
            return own.first.map { ($0.look, own.reduce(0) { $0 + $1.count }) }
        }
    }

    /// As in `◆2 ▲1`.
    var line: Line {
        var line: Line = []
        for (look, count) in signs {
            let gap = line.spans.isEmpty ? "" : " "
            line.append("\(gap)\(look.text)\(Format.count(count))", look.role)
        }
        return line
    }
}

extension Alert {
    /// What it is counted as.
    fileprivate var kind: String {
        guard state == .firing else { return state.rawValue }
        return severity == .unknown ? "firing" : severity.rawValue
    }
}

/// The end of an expression that compares what stands before it with a number: `… > 0.08`.
struct Comparison: Equatable {
    /// What is compared.
    let measured: String
    /// How.
    let sign: String
    /// With which number, as it is written.
    let limit: String

    /// The comparison of an expression; nil where it does not end with one.
    init?(_ expression: String) {
        let signs = [">=", "<=", "==", "!=", ">", "<"]
        let words = expression.split(whereSeparator: \.isWhitespace)
        guard words.count >= 3, let limit = words.last, Double(limit) != nil,
            signs.contains(String(words[words.count - 2]))
        else { return nil }
        sign = String(words[words.count - 2])
        self.limit = String(limit)
        measured = String(expression[..<words[words.count - 3].endIndex])
    }
}

extension Scene {
    /// The last change of what an alert is about that came before it, within a day: what was
    /// rolled out there, or else how an alias of its model moved.
    func cause(of alert: Alert, _ service: Health?) -> HealthMark? {
        guard let since = alert.since, let service else { return nil }
        let day: Int64 = 86_400_000
        let start = Instant(milliseconds: since.milliseconds &- day)
        let window = TimeWindow(start: start, step: day / 2, columns: 3)
        let served = deployment(of: service)
        let before = marks(in: window, beginnings: true).filter {
            $0.at <= since && $0.concerns(service, served)
        }
        return before.last { $0.deployment != nil } ?? before.last
    }
}
