import Dashboard
import Entities
import TUI
import TestKit

/// What is measured of some models that serve, at 09:14: one is bad since it was changed.
enum SampleHealth {
    static let source = Source.ID("prometheus")

    /// What is answered to a question: columns that end now.
    static func answer(_ question: Healths, warnings: [String] = []) -> Healths.Answer {
        let window = TimeWindow(
            span: question.span * 1000,
            columns: question.columns,
            until: SampleRuns.now
        )
        let all = [
            churn, ranker, support, tagger, batch, embed, fraud, ltv,
        ].map { $0(window) }
        let services = all.filter { question.service == nil || question.service == $0.id }
        return Healths.Answer(
            window: window,
            services: services.map { health in
                var health = health
                if question.service == nil { health.versions = [:] }
                return health
            },
            warnings: warnings
        )
    }

    /// A line over the minutes before now, with small and repeatable noise.
    static func line(
        _ window: TimeWindow,
        noise: Double = 0.06,
        _ value: (_ minutesAgo: Double) -> Double
    ) -> [Double] {
        (0..<window.columns).map { column in
            let ago = SampleRuns.now.milliseconds(since: window.moment(column))
            let random = Double((column &* 7919 &+ 104_729) % 31) / 31 - 0.5
            return value(Double(ago) / 60_000) * (1 + noise * random)
        }
    }

    static func deployment(_ name: String) -> Deployment.ID {
        Deployment.ID(source: Source.ID("ray"), name: name)
    }

    private static func health(
        _ name: String,
        of family: String = "ray-serve",
        _ lines: Health.Lines,
        objectives: [Objective] = [],
        _ state: Health.State,
        _ why: String = ""
    ) -> Health {
        Health(
            id: Health.ID(source: source, name: name),
            family: family,
            deployment: deployment(name),
            lines: lines,
            objectives: objectives,
            state: state,
            why: why
        )
    }

    private static func churn(_ window: TimeWindow) -> Health {
        let slow = { (ago: Double) in ago > 30 ? 1 : 1 + (30 - ago) / 16 }
        var health = health(
            "churn-api",
            [
                .rate: line(window) { _ in 407 },
                .errors: line(window) { $0 > 20 ? 0.0006 : 0.0006 + (20 - $0) * 0.0007 },
                .p50: line(window) { 0.021 * slow($0) }, .p95: line(window) { 0.046 * slow($0) },
                .p99: line(window) { 0.074 * slow($0) }, .queue: line(window) { 14 * slow($0) },
                .inProgress: line(window) { _ in 22 }, .ready: line(window, noise: 0) { _ in 6 },
                .saturation: line(window) { min(0.94, 0.3 * slow($0)) },
            ],
            objectives: [
                Objective(.p95, limit: 0.08, target: 0.995),
                Objective(.errors, limit: 0.005, target: 0.999),
            ],
            .critical,
            "p95 131 ms, objective 80 ms"
        )
        let (old, new) = (
            line(window) { $0 > 60 ? 407 : $0 > 25 ? 200 : .nan },
            line(window) { $0 > 60 ? .nan : $0 > 25 ? 207 : 407 }
        )
        health.versions = [
            "12": [
                .rate: old, .p95: line(window) { $0 > 25 ? 0.048 : .nan },
                .errors: line(window) { $0 > 25 ? 0.0008 : .nan },
            ],
            "13": [
                .rate: new, .p95: line(window) { $0 > 60 ? .nan : 0.046 * slow($0) },
                .errors: line(window) { $0 > 60 ? .nan : 0.0142 },
            ],
        ]
        return health
    }

    private static func ranker(_ window: TimeWindow) -> Health {
        health(
            "ranker-api",
            [
                .rate: line(window) { _ in 880 }, .errors: line(window) { _ in 0.0011 },
                .p95: line(window) { $0 > 70 && $0 < 74 ? 0.068 : 0.058 },
            ],
            objectives: [Objective(.p95, limit: 0.065)],
            .warning,
            "p95 61 ms, objective 65 ms"
        )
    }

    private static func support(_ window: TimeWindow) -> Health {
        health(
            "support-llm",
            of: "vllm",
            [
                .rate: line(window) { _ in 3.1 }, .errors: line(window) { _ in 0.004 },
                .p50: line(window) { _ in 4.2 }, .p95: line(window) { _ in 11.8 },
                .p99: line(window) { _ in 19 },
                .firstToken: line(window) { $0 > 45 ? 0.4 : 0.95 },
                .interToken: line(window) { _ in 0.034 },
                .generatedTokens: line(window) { _ in 1840 },
                .promptTokens: line(window) { _ in 5210 },
                .cacheUse: line(window) { $0 > 45 ? 0.5 : 0.88 },
                .prefixHits: line(window) { _ in 0.41 }, .queue: line(window) { _ in 3 },
                .inProgress: line(window) { _ in 12 }, .ready: line(window, noise: 0) { _ in 2 },
            ],
            objectives: [Objective(.firstToken, limit: 1, target: 0.99)],
            .warning,
            "ttft_p95 950 ms, objective 1 s"
        )
    }

    private static func tagger(_ window: TimeWindow) -> Health {
        health(
            "image-tagger",
            of: "triton",
            [
                .rate: line(window) { $0 < 40 ? .nan : 44 },
                .mean: line(window) { $0 < 40 ? .nan : 0.074 },
            ],
            .stale,
            "nothing is measured any more"
        )
    }

    private static func batch(_ window: TimeWindow) -> Health {
        health("churn-batch", [:], .noData, "nothing is measured of it")
    }

    private static func embed(_ window: TimeWindow) -> Health {
        health(
            "doc-embed",
            [.rate: line(window, noise: 0) { _ in 0.01 }, .p95: line(window) { _ in .nan }],
            objectives: [Objective(.p95, limit: 0.05)],
            .insufficient,
            "it is asked too seldom to say"
        )
    }

    private static func fraud(_ window: TimeWindow) -> Health {
        health(
            "fraud-api",
            [
                .rate: line(window) { _ in 1204 }, .errors: line(window) { _ in 0.0003 },
                .p95: line(window) { $0 > 95 && $0 < 99 ? 0.075 : 0.022 },
            ],
            objectives: [Objective(.p95, limit: 0.1)],
            .healthy
        )
    }

    private static func ltv(_ window: TimeWindow) -> Health {
        health(
            "ltv-api",
            of: "mlserver",
            [
                .rate: line(window) { _ in 96 }, .errors: line(window, noise: 0) { _ in 0 },
                .mean: line(window, noise: 0.4) { _ in 0.035 },
            ],
            .healthy
        )
    }
}

extension SampleHealth {
    /// What serves, of those that are measured.
    static var deployments: [Deployment] {
        [
            ("churn-api", "churn", [13]), ("ranker-api", "ranker", [208, 209]),
            ("fraud-api", "fraud", [41]),
        ]
        .map { name, model, versions in
            Deployment(
                id: deployment(name),
                kind: "ray serve",
                model: model,
                registry: "ray",
                serving: versions.map {
                    Deployment.Serving(version: $0, share: 100 / versions.count)
                },
                since: ago(25)
            )
        }
    }

    /// The canary of churn, all of it since 25 minutes, and a rollout of another that went back.
    static var rollouts: [Rollout] {
        [
            rollout(1, "churn-api", "churn", from: 12, to: 13, begun: 60, ended: 25),
            rollout(3, "fraud-api", "fraud", from: 41, to: 42, begun: 101, ended: 95, isBack: true),
        ].compactMap(\.self)
    }

    static func ago(_ minutes: Int64) -> Instant {
        Instant(milliseconds: SampleRuns.now.milliseconds - minutes * 60_000)
    }

    private static func rollout(
        _ number: Int,
        _ name: String,
        _ model: String,
        from: Int,
        to: Int,
        begun: Int64,
        ended: Int64,
        isBack: Bool = false
    ) -> Rollout? {
        let id = deployment(name)
        let model = RegisteredModel.ID(source: id.source, name: model)
        let plan = Plan(
            .deploy(ModelVersion.ID(model: model, number: to), to: id),
            from: from,
            steps: [],
            lock: name
        )
        var first = JournalEntry(.plan, "plan", source: id.source, subject: name, body: plan)
        (first.number, first.at, first.actor.user) = (number, ago(begun), "ana")
        var last = JournalEntry(.end, "end", source: id.source, subject: name, rollout: number)
        (last.number, last.at) = (number + 1, ago(ended))
        last.outcome = isBack ? .rolledBack : .done
        var rollout = Rollout(first)
        rollout?.take(last)
        return rollout
    }

    static var moves: [AliasMove] {
        [
            AliasMove(
                model: RegisteredModel.ID(source: Source.ID("mlflow"), name: "churn"),
                alias: "champion",
                version: 13,
                at: ago(22)
            )
        ]
    }
}

extension Dashboard {
    /// A dashboard of a monitor and what serves, to which everything is answered that it asks of
    /// them.
    static func measured(
        _ locator: String = "health",
        size: Size = Size(120, 36),
        _ sources: [String] = ["prometheus", "ray"]
    ) -> Dashboard {
        var dashboard = Dashboard.of(sources, opening: locator, size: size)
        dashboard.answerHealth()
        return dashboard
    }

    /// Answers what is asked now.
    mutating func answerHealth() {
        land(Deployments(), from: "ray", SampleHealth.deployments)
        land(Rollouts(), from: "ray", SampleHealth.rollouts)
        land(AliasMoves(), from: "ray", SampleHealth.moves)
        for ask in questions {
            guard let question = ask.question.base as? Healths else { continue }
            land(question, from: "prometheus", SampleHealth.answer(question))
        }
    }
}
