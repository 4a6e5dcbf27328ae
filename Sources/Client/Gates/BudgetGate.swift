import Entities

/// Whether enough is left of the error budgets of what is to be deployed to.
enum BudgetGate: Gate {
    static let name = "slo_budget"
    static let keys = [
        GateKey("left", .share, "How much of each must be left; 0.1 unless told."),
        GateKey(
            "burn",
            .positive,
            "How fast each may burn within the last hour, 1 is sustainable."
        ),
    ]

    static func judge(_ one: GateCase, _ settings: GateSettings) async throws -> GateResult {
        guard let health = try await health(one) else {
            let why = "nobody measures it: `metrics` and `objectives` beside it say how"
            return settings.result(.fail, why)
        }
        guard !health.objectives.isEmpty else {
            return settings.result(.fail, "it has no objectives: `objectives` in config.yaml")
        }
        let budgets = health.budgets.filter { $0.left != nil }
        guard let tightest = budgets.min(by: { ($0.left ?? 0) < ($1.left ?? 0) }) else {
            return settings.result(.fail, "its error budgets are not known yet")
        }
        let least = settings.number("left") ?? 0.1
        let left = tightest.left ?? 0
        let evidence = "\(tightest.objective.measure.rawValue): \(percent(left)) of the budget left"
        if left < least { return settings.result(.fail, "\(evidence), \(percent(least)) needed") }
        guard let most = settings.number("burn") else { return settings.result(.pass, evidence) }
        let fastest = budgets.compactMap { $0.burn(over: ErrorBudget.hour) }.max() ?? 0
        let burn = "burns \((fastest * 10).rounded() / 10)x within the last hour"
        return settings.result(fastest > most ? .fail : .pass, "\(evidence), \(burn)")
    }

    /// What is measured of the deployment, in full.
    private static func health(_ one: GateCase) async throws -> Health? {
        for connector in one.changes.connectors {
            guard let source = connector as? any HealthSource else { continue }
            let fleet = try await source.health(Healths(span: 300, columns: 2)).services
            guard let known = fleet.first(where: { $0.deployment == one.order.change.deployment })
            else { continue }
            let question = Healths(span: 300, columns: 2, of: known.id)
            return try await source.health(question).services.first
        }
        return nil
    }

    private static func percent(_ share: Double) -> String { "\(Int((share * 100).rounded())) %" }
}
