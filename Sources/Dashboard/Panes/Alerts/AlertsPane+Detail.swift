import Entities
import TUI

extension AlertsPane {
    /// What is known of an alert: its rule, what it says, its labels, who is told, its silences.
    func draw(_ row: AlertRow, _ scene: Scene, on canvas: inout Canvas, in rect: Rect) {
        guard !rect.isEmpty else { return }
        var rest = rect
        let alert = row.alert
        let title: Line = [
            alert.look, Span(" \(alert.name.cutMiddle(to: 40))", .title),
            Span(" \(alert.subject(row.service).cutMiddle(to: 30))", .muted),
        ]
        TitleRule(title, note: note(alert), isFocused: false)
            .draw(on: &canvas, in: rest.takeTop())
        Detail(facts(scene, in: rect.width)).draw(on: &canvas, in: rest)
    }

    private func note(_ alert: Alert) -> Line {
        let hold = alert.rule?.wholeSeconds ?? 0
        let parts = [
            hold > 0 ? "for \(SilenceChange.written(hold))" : "",
            alert.labels["severity"].map { "severity \($0)" } ?? "", alert.rule?.group ?? "",
        ]
        return [Span(parts.filter { !$0.isEmpty }.joined(separator: " · "), .muted)]
    }

    /// What is known of the alert under the cursor, in so many cells.
    func facts(_ scene: Scene, in width: Int) -> [Detail.Row] {
        guard let alert = current?.alert else { return [] }
        let room = width - 16
        let description = alert.annotations["description"] ?? ""
        var facts: [(String, String)] = [
            ("says", alert.summary.oneLine.cut(to: room)),
            ("", description == alert.summary ? "" : description.oneLine.cut(to: room)),
            ("rule", (alert.rule?.expression ?? "").oneLine),
            ("trouble", (alert.rule?.trouble ?? "").oneLine.cut(to: room)),
            ("since", since(alert, scene)),
        ]
        facts += alert.labelLines(in: room).enumerated().map { ($0 == 0 ? "labels" : "", $1) }
        facts.append(("runbook", alert.runbook ?? ""))
        facts += silences(of: alert).map { silence in
            let sentence = "until \(scene.moment(silence.end)) by \(silence.by): \(silence.comment)"
            return ("silenced", sentence.oneLine.cut(to: room))
        }
        let to = alert.receivers.isEmpty ? "" : " to \(alert.receivers.joined(separator: ", "))"
        let teller = alert.teller.map { $0 == alert.id.source ? "" : " and \($0.name)" } ?? ""
        facts.append(("told by", alert.id.source.name + teller + to))
        return facts.filter { !$0.1.isEmpty }.map { Detail.Row($0.0, [Span($0.1, .text)]) }
    }

    /// The silences that apply to an alert.
    func silences(of alert: Alert) -> [Silence] {
        landed.silences.filter { alert.silences.contains($0.id.key) && $0.state == .active }
    }

    private func since(_ alert: Alert, _ scene: Scene) -> String {
        guard let since = alert.since else { return "" }
        let (start, firing) = (scene.moment(since), alert.firingSince.map(scene.moment) ?? "")
        return firing == start ? start : "\(start), firing since \(firing)"
    }

    /// What changed of the thing before the alert and since, the oldest first, with the alert.
    func drawBefore(_ row: AlertRow, _ scene: Scene, on canvas: inout Canvas, in rect: Rect) {
        guard !rect.isEmpty else { return }
        var rest = rect
        TitleRule([Span("Just before", .title)], note: [Span("24 h", .muted)], isFocused: false)
            .draw(on: &canvas, in: rest.takeTop())
        let lines = events(row, scene)
        guard !lines.isEmpty else {
            let sentence =
                row.service == nil
                ? "nothing that is measured is known by its labels" : "nothing changed"
            canvas.put(sentence.cut(to: rest.width - 4), rest.x + 3, rest.y, .muted)
            return
        }
        for (moment, sign, words) in lines.suffix(rest.height) {
            let line = rest.takeTop()
            var x = canvas.put(scene.moment(moment), line.x + 3, line.y, .muted) + 2
            x = canvas.put(sign.text, x, line.y, sign.role) + 1
            canvas.put(words.cut(to: line.right - 1 - x), x, line.y, .text)
        }
    }

    private static let day: Int64 = 86_400_000

    /// What changed within a day of the thing that an alert is about.
    func changes(of row: AlertRow, _ scene: Scene) -> [HealthMark] {
        guard let service = row.service else { return [] }
        let start = Instant(milliseconds: scene.now.milliseconds - Self.day)
        let window = TimeWindow(start: start, step: Self.day / 2, columns: 3)
        let served = scene.deployment(of: service)
        return scene.marks(in: window, beginnings: true).filter { $0.concerns(service, served) }
    }

    private func events(_ row: AlertRow, _ scene: Scene) -> [(Instant, Span, String)] {
        guard let service = row.service else { return [] }
        let start = Instant(milliseconds: scene.now.milliseconds - Self.day)
        let changes = changes(of: row, scene).map { ($0.at, $0.sign, $0.what) }
        let others = rows.filter { $0.service?.id == service.id }.flatMap { other in
            other.alert.moments.map { ($0.at, $0.sign, "\(other.alert.name) \($0.word)") }
        }
        return (changes + others).filter { $0.0 > start }.sorted { $0.0 < $1.0 }
    }
}

extension Alert {
    /// Its labels in lines of so many cells, three at most.
    fileprivate func labelLines(in width: Int) -> [String] {
        var lines: [String] = []
        for (name, value) in labels.sorted(by: { $0.key < $1.key }) {
            let pair = "\(name)=\(value)".oneLine.cutMiddle(to: min(60, width))
            if let last = lines.last, Width.of(last) + 2 + Width.of(pair) <= width {
                lines[lines.count - 1] = last + "  " + pair
            } else {
                guard lines.count < 3 else { return lines.dropLast() + [lines[2] + " …"] }
                lines.append(pair)
            }
        }
        return lines
    }

    /// The last part of its runbook's address; nil where there is none.
    var runbookName: String? {
        runbook.map { $0.split(separator: "/").last.map(String.init) ?? $0 }
    }

    /// When it became pending, and when it fired.
    var moments: [(at: Instant, sign: Span, word: String)] {
        guard let since else { return [] }
        let pending = (since, Span("◇", .warn), "pending")
        guard isActive else { return [pending] }
        let firing = (firingSince ?? since, Span("◆", .critical), "firing")
        return firingSince == since ? [firing] : [pending, firing]
    }
}

extension String {
    /// Its words in one line.
    fileprivate var oneLine: String {
        contains(where: \.isNewline)
            ? split(whereSeparator: \.isWhitespace).joined(separator: " ") : self
    }
}
