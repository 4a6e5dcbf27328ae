import Entities

/// What serves a model of the demo when all is well, and what may go wrong with it.
struct DemoService: Sendable {
    /// The model.
    let model: String
    /// Who looks after it.
    let team: String
    /// Its measures when all is well.
    let usual: [Measure: Double]
    /// What it is to hold.
    let objectives: [Objective]
    /// The share of time in which a limit usually is exceeded.
    var lapses = 0.003
    /// What goes wrong with versions, by how many came after them when the demo opened.
    var troubles: [Int: Incident] = [:]
    /// What goes wrong whatever serves, and how many seconds of it are over when the demo opens.
    var crowd: (incident: Incident, seconds: Double)?

    /// What it is called as a deployment.
    var name: String { "\(model)-api" }
}

extension Demo {
    /// What is measured in the demo.
    static let services = [
        DemoService(
            model: "churn",
            team: "ml",
            usual: web(rate: 407, p95: 0.048, errors: 0.0008, saturation: 0.56),
            objectives: [
                Objective(.p95, limit: 0.08, target: 0.99),
                Objective(.errors, limit: 0.005, target: 0.995),
            ],
            lapses: 0.0055,
            troubles: [0: .broken, 1: .slowing]
        ),
        DemoService(
            model: "ranker",
            team: "search",
            usual: web(rate: 880, p95: 0.062, errors: 0.0011, saturation: 0.63),
            objectives: [
                Objective(.p95, limit: 0.066, target: 0.99),
                Objective(.errors, limit: 0.005, target: 0.995),
            ],
            lapses: 0.0042
        ),
        DemoService(
            model: "fraud",
            team: "payments",
            usual: web(rate: 1204, p95: 0.022, errors: 0.0003, saturation: 0.41),
            objectives: [
                Objective(.p95, limit: 0.04, target: 0.999),
                Objective(.errors, limit: 0.002, target: 0.998),
            ],
            lapses: 0.0002
        ),
        DemoService(
            model: "support-8b",
            team: "nlp",
            usual: language,
            objectives: [
                Objective(.firstToken, limit: 0.8, target: 0.99),
                Objective(.errors, limit: 0.01, target: 0.99),
            ],
            crowd: (.crowd, 300)
        ),
    ]

    private static func web(
        rate: Double,
        p95: Double,
        errors: Double,
        saturation: Double
    ) -> [Measure: Double] {
        [
            .rate: rate, .errors: errors, .p50: p95 * 0.46, .p95: p95, .p99: p95 * 1.52,
            .inProgress: rate * p95 * 0.6, .saturation: saturation, .ready: 1,
        ]
    }

    private static let language: [Measure: Double] = [
        .rate: 6.2, .errors: 0.004, .p50: 0.92, .p95: 1.84, .p99: 2.71, .inProgress: 9,
        .queue: 0.8, .saturation: 0.94, .ready: 1, .firstToken: 0.42, .interToken: 0.024,
        .promptTokens: 3120, .generatedTokens: 840, .cacheUse: 0.61, .prefixHits: 0.38,
    ]
}
