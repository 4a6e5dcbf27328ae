import Dashboard
import Entities
import TUI
import TestKit

/// A log as a model server writes it, and what is answered of it.
enum SampleLog {
    static let source = Source(
        id: Logs.source(of: "churn-api", context: ""),
        kind: Logs.kind,
        location: "/var/log/models/churn-api.log"
    )

    /// One line for each second before now.
    static let lines: [LogLine] = {
        var offset = 0
        return (1...400).map { number in
            let text = text(number)
            defer { offset += text.utf8.count + 1 }
            return LogLine(at: offset, number: number, text: text)
        }
    }()

    private static func text(_ number: Int) -> String {
        let (minute, second) = (107 + number / 60, 100 + number % 60)
        let time = "2026-11-23 09:\("\(minute)".suffix(2)):\("\(second)".suffix(2)),120"
        switch number % 10 {
        case 1: return "\(time) WARNING serving: request queue is 80 % full"
        case 4:
            return "\(time) ERROR serving: timeout after 3000 ms, model churn/13, request \(number)"
        case 5: return "Traceback (most recent call last):"
        case 6: return "  File \"/srv/churn/serve.py\", line 88, in predict\tscore = model(row)"
        case 7:
            let message = "\"message\": \"feature store answered 503\""
            return "{\"level\": \"error\", \(message), \"n\": \(number)}"
        case 8: return "\(time) DEBUG serving: \u{1B}[32mcache\u{1B}[0m hit 0.93"
        default: return "\(time) INFO  serving: POST /invocations 200 in \(10 + number % 7) ms"
        }
    }

    /// What is answered to a question about it.
    static func answer(_ question: Logs, _ window: Window) -> Logs.Answer {
        let filter = question.filter
        let hits = lines.filter { line in
            guard let filter else { return true }
            if let pattern = filter.pattern { return pattern.matches(line.text) }
            return line.text.utf8.contains(filter.written.utf8)
        }
        let split =
            switch window.origin {
            case .start: 0
            case .end: hits.count
            case .offset(let offset): hits.firstIndex { $0.id >= offset } ?? hits.count
            }
        let first = max(0, split + min(0, window.rows.lowerBound))
        let end = min(hits.count, split + max(0, window.rows.upperBound))
        var answer = Logs.Answer(to: window)
        answer.lines = Array(hits[first..<end])
        (answer.isAtStart, answer.isAtEnd) = (first == 0, end == hits.count)
        (answer.count, answer.found) = (.exactly(lines.count), .exactly(hits.count))
        answer.size = (lines.last?.id ?? 0) + 70
        answer.written = SampleRuns.now
        return answer
    }
}

extension Dashboard {
    /// A dashboard of a log to which everything is answered that it asks.
    static func logged(
        _ locator: String = "log/churn-api",
        size: Size = Size(120, 36)
    ) -> Dashboard {
        var dashboard = Dashboard(
            opening: Locator(locator),
            sources: [SampleLog.source],
            session: Session(theme: "dark", themes: ["dark"]),
            size: size,
            now: SampleRuns.now
        )
        dashboard.answerLogs()
        return dashboard
    }

    /// Answers what is asked now.
    mutating func answerLogs() {
        for ask in questions {
            guard let question = ask.question.base as? Logs else { continue }
            land(question, from: SampleLog.source.id.name, SampleLog.answer(question, ask.window))
        }
    }

    /// Presses keys, each after everything is answered.
    @discardableResult
    mutating func browse(_ keys: String) -> [Effect] {
        Key.sequence(keys).flatMap { key in
            let effects = update(.input(.key(key)))
            answerLogs()
            return effects
        }
    }
}
