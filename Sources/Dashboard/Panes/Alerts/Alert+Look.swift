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

    /// Since when it fires: when it became so, and the time that it has to be so before.
    var firingSince: Instant? {
        guard let since, let rule, state != .pending else { return since }
        return Instant(milliseconds: since.milliseconds + Int64(min(rule.hold, 1e9) * 1000))
    }
}

extension Alert {
    /// How many there are of each sign, as in `◆2 ▲1`; absent where there is none.
    static func counts(_ alerts: [Alert]) -> Table.Content {
        let looks = alerts.map(\.look)
        let signs = ["◆", "▲", "●", "◇", "◦"].flatMap { sign -> [Span] in
            let own = looks.filter { $0.text == sign }
            guard let first = own.first else { return [] }
            return [Span("\(sign)\(own.count) ", first.role)]
        }
        return signs.isEmpty ? .absent : .line(Line(signs))
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
    /// The last change of what an alert is about that came before it, within a day.
    func cause(of alert: Alert, _ service: Health?) -> HealthMark? {
        guard let since = alert.since, let service else { return nil }
        let day: Int64 = 86_400_000
        let start = Instant(milliseconds: since.milliseconds - day)
        let window = TimeWindow(start: start, step: day / 2, columns: 3)
        let served = deployment(of: service)
        return marks(in: window, beginnings: true).last {
            $0.at <= since && $0.concerns(service, served)
        }
    }
}
