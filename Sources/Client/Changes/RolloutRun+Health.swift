import Entities

/// Looks at what is measured of a deployment while one of its versions is watched.
struct CanaryLook: Sendable {
    let connectors: [any Connector]
    let judge: CanaryJudge
    let deployment: Deployment.ID
    let version: Int
    let before: Int?

    /// What is said of the version, `seconds` after it is watched; nil where nobody measures it.
    ///
    /// An alert that pages, of the deployment and since then, says that it is bad at once.
    func verdict(after seconds: Int, since start: Instant) async -> CanaryJudge.Verdict? {
        for connector in connectors {
            guard let source = connector as? any HealthSource,
                let health = await health(by: source, seconds)
            else { continue }
            if let page = await alerts().first(where: { $0.pages(health, since: start) }) {
                return .bad("\(page.name) fires: \(page.summary)")
            }
            return judged(health, over: Double(max(Self.shortest, seconds) + 15))
        }
        return nil
    }

    /// What all sources tell together: only then is known what somebody has silenced.
    private func alerts() async -> [Alert] {
        var all: [Alert] = []
        for connector in connectors {
            guard let source = connector as? any AlertSource else { continue }
            all += (try? await source.alerts().alerts) ?? []
        }
        return Alert.merged(all)
    }

    /// A rate looks back no shorter than this, in seconds.
    private static let shortest = 60

    private func health(by source: any HealthSource, _ seconds: Int) async -> Health? {
        let span = Int64(max(Self.shortest, seconds))
        let fleet = try? await source.health(Healths(span: span, columns: 1))
        guard let known = fleet?.services.first(where: { $0.deployment == deployment }) else {
            return nil
        }
        let question = Healths(span: span, columns: 1, of: known.id)
        return try? await source.health(question).services.first
    }

    private func judged(_ health: Health, over seconds: Double) -> CanaryJudge.Verdict? {
        guard let new = sample(health, of: version, seconds) else {
            return health.versions.isEmpty ? nil : .insufficient("none of its requests is measured")
        }
        let old = before.flatMap { sample(health, of: $0, seconds) }
        return judge.judge(new, beside: old, health.objectives)
    }

    private func sample(
        _ health: Health,
        of version: Int,
        _ seconds: Double
    ) -> CanaryJudge.Sample? {
        guard let lines = health.lines(ofVersion: version),
            let rate = lines[.rate]?.last, !rate.isNaN
        else { return nil }
        let share = lines[.errors]?.last.flatMap { $0.isNaN ? nil : $0 } ?? 0
        let latency = (lines[.p95] ?? lines[.mean])?.last.flatMap { $0.isNaN ? nil : $0 }
        let requests = rate * seconds
        return CanaryJudge.Sample(requests: requests, errors: requests * share, latency: latency)
    }
}

extension Health {
    /// What was measured of a version by its number: `13`, `v13`, `churn-v13`.
    func lines(ofVersion number: Int) -> Lines? {
        let digits = "\(number)"
        return versions.first { name, _ in
            name.hasSuffix(digits) && !(name.dropLast(digits.count).last?.isNumber ?? false)
        }?.value
    }
}

extension Alert {
    /// Whether it pages somebody because of a service, since a moment.
    fileprivate func pages(_ health: Health, since start: Instant) -> Bool {
        guard state == .firing, severity == .critical, let since else { return false }
        return since >= start && concerns(health)
    }
}
