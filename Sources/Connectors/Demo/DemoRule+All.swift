import Entities

extension DemoRule {
    /// Every rule: of each service its slowness and its budget, of the language model what fills.
    static let all =
        Demo.services.flatMap { service in
            service.objectives.prefix(1).flatMap { objective in
                [
                    DemoRule(
                        name: objective.measure == .p95 ? "LatencyP95High" : "FirstTokenLate",
                        service: service.name,
                        quantity: .measure(objective.measure),
                        limit: objective.limit,
                        hold: 300,
                        severity: "page",
                        runbook: "RB-12"
                    ),
                    DemoRule(
                        name: "BudgetBurnFast",
                        service: service.name,
                        quantity: .burn,
                        limit: 14.4,
                        hold: 120,
                        severity: "ticket",
                        runbook: "RB-14"
                    ),
                ]
            }
        } + [
            DemoRule(
                name: "QueueGrows",
                service: "support-8b-api",
                quantity: .measure(.queue),
                limit: 5,
                hold: 600,
                severity: "ticket",
                runbook: "RB-08"
            ),
            DemoRule(
                name: "GpuMemoryHigh",
                service: "support-8b-api",
                quantity: .measure(.saturation),
                limit: 0.92,
                hold: 900,
                severity: "ticket",
                runbook: "RB-22",
                standing: 4 * 86_400
            ),
        ]
}
