import Dashboard
import Entities
import TUI
import TestKit

/// What rules say at 09:14: churn-api is slow since a deploy, and somebody has silenced a GPU.
enum SampleAlerts {
    static let prometheus = Source.ID("prometheus")
    static let alertmanager = Source.ID("alertmanager")

    private static func ago(_ minutes: Int64) -> Instant { SampleHealth.ago(minutes) }

    /// What the server that judges rules tells.
    static func judged(
        _ name: String,
        _ state: Alert.State,
        on service: String,
        _ expression: String = "",
        value: Double? = nil,
        since: Int64? = nil,
        hold: Double = 0,
        _ labels: [String: String] = [:],
        _ annotations: [String: String] = [:]
    ) -> Alert {
        let labels = labels.merging(["deployment": service]) { own, _ in own }
        return Alert(
            id: Alert.ID(source: prometheus, key: Alert.key(name, labels)),
            name: name,
            state: state,
            labels: labels,
            annotations: annotations,
            since: since.map(ago),
            value: value,
            rule: Alert.Rule(
                expression: expression,
                hold: hold,
                group: "serving",
                store: prometheus
            )
        )
    }

    /// What the server that tells people says of the same: with a label of its own, and without
    /// the expression.
    static func told(_ alert: Alert, _ state: Alert.State, silences: [String] = []) -> Alert {
        var told = alert
        told.labels["cluster"] = "eu-1"
        told.id = Alert.ID(source: alertmanager, key: Alert.key(alert.name, told.labels))
        (told.state, told.rule, told.value) = (state, nil, nil)
        (told.receivers, told.silences) = (["ml-oncall"], silences)
        return told
    }

    static let latency = judged(
        "LatencyP95High",
        .firing,
        on: "churn-api",
        "histogram_quantile(0.95, sum by (le, deployment) (rate(request_seconds_bucket[2m])))"
            + " > 0.08",
        value: 0.131,
        since: 13,
        hold: 300,
        ["severity": "page", "team": "ml", "model": "churn", "version": "13"],
        [
            "summary": "95 % of requests take up to 131 ms, objective 80 ms",
            "runbook_url": "https://wiki.example/RB-12",
        ]
    )

    private static let drift = judged(
        "DriftHigh",
        .firing,
        on: "churn-api",
        "max by (deployment) (drift_psi) > 0.22",
        value: 0.41,
        since: 5,
        ["severity": "critical", "team": "ml"],
        ["summary": "tenure has drifted"]
    )

    private static let budget = judged(
        "BudgetBurnFast",
        .firing,
        on: "churn-api",
        "slo:burn_rate:5m > 6",
        value: 6.1,
        since: 8,
        hold: 120,
        ["severity": "warning", "team": "ml"]
    )

    private static let rate = judged(
        "RateLow",
        .pending,
        on: "ranker-api",
        "sum by (deployment) (rate(requests_total[5m])) < 900",
        value: 880,
        since: 3,
        hold: 600,
        ["severity": "warning", "team": "growth"]
    )

    private static let memory = judged(
        "GpuMemoryHigh",
        .firing,
        on: "support-llm",
        "gpu_memory_used_ratio > 0.92",
        value: 0.94,
        since: 2890,
        hold: 600,
        ["severity": "warning", "team": "nlp"]
    )

    private static let queue = judged(
        "QueueLong",
        .firing,
        on: "churn-api",
        "max by (deployment) (queue_length) > 40",
        value: 43,
        since: 9,
        hold: 60,
        ["severity": "warning", "team": "ml"]
    )

    private static let down = judged(
        "Down",
        .inactive,
        on: "churn-api",
        "up == 0",
        ["severity": "critical"]
    )

    /// What nobody that is read judges.
    private static let backup = Alert(
        id: Alert.ID(source: alertmanager, key: "BackupLate{job=\"postgres\"}"),
        name: "BackupLate",
        state: .firing,
        labels: ["job": "postgres", "severity": "info"],
        annotations: ["description": "the last backup is a day old"],
        since: ago(190),
        receivers: ["platform"]
    )

    static var ofPrometheus: Alerts.Answer {
        Alerts.Answer(alerts: [down, rate, memory, queue, budget, drift, latency])
    }

    static var ofAlertmanager: Alerts.Answer {
        Alerts.Answer(
            alerts: [
                backup, told(latency, .firing), told(drift, .firing), told(budget, .firing),
                told(queue, .inhibited), told(memory, .silenced, silences: ["5f1c"]),
            ],
            silences: silences
        )
    }

    static var silences: [Silence] {
        [
            Silence(
                id: Silence.ID(source: alertmanager, key: "0a11"),
                matchers: [Silence.Matcher("alertname", "Down.*", isRegex: true)],
                start: ago(600),
                end: ago(120),
                by: "li",
                comment: "the rack moves",
                state: .expired
            ),
            Silence(
                id: Silence.ID(source: alertmanager, key: "5f1c"),
                matchers: [
                    Silence.Matcher("alertname", "GpuMemoryHigh"),
                    Silence.Matcher("deployment", "support-llm"),
                ],
                start: ago(2000),
                end: ago(-240),
                by: "mei",
                comment: "the long context needs it, see #812",
                state: .active
            ),
            Silence(
                id: Silence.ID(source: alertmanager, key: "77e0"),
                matchers: [Silence.Matcher("team", "growth", isEqual: false)],
                start: ago(-600),
                end: ago(-720),
                by: "ana",
                comment: "maintenance",
                state: .pending
            ),
        ]
    }

    /// What an expression gives: churn-api rises half an hour before now, ranker-api does not.
    static func answer(_ question: RangeQuery) -> RangeQuery.Answer {
        let window = TimeWindow(
            span: question.span * 1000,
            columns: question.columns,
            until: SampleRuns.now
        )
        let slow = SampleHealth.line(window) { $0 > 22 ? 0.052 : 0.052 + (22 - $0) * 0.0036 }
        return RangeQuery.Answer(
            window: window,
            series: [
                RangeQuery.Line(labels: ["deployment": "churn-api"], values: slow),
                RangeQuery.Line(
                    labels: ["deployment": "ranker-api"],
                    values: SampleHealth.line(window) { _ in 0.058 }
                ),
            ]
        )
    }
}

extension Dashboard {
    /// A dashboard of a monitor, of who tells people, and of what serves, all of it answered.
    static func alerting(
        _ locator: String = "alerts",
        size: Size = Size(120, 36)
    ) -> Dashboard {
        var dashboard = Dashboard.of(
            ["prometheus", "alertmanager", "ray"],
            opening: locator,
            size: size
        )
        dashboard.answerAlerts()
        return dashboard
    }

    /// The rows of the table of alerts.
    var alertRows: [Substring] {
        draw().text.split(separator: "\n").drop { !$0.hasPrefix("     state ") }
            .dropFirst().prefix { !$0.hasPrefix("──") }.map { $0 }
    }

    /// The row of an alert.
    func alertRow(_ name: String) -> Substring? { alertRows.first { $0.contains(" \(name) ") } }

    /// Answers what is asked now.
    mutating func answerAlerts() {
        land(Alerts(), from: "prometheus", SampleAlerts.ofPrometheus)
        land(Alerts(), from: "alertmanager", SampleAlerts.ofAlertmanager)
        answerHealth()
        for ask in questions {
            guard let question = ask.question.base as? RangeQuery else { continue }
            land(question, from: "prometheus", SampleAlerts.answer(question))
        }
    }
}
