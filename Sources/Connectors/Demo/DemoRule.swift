import Entities

/// A rule of the demo, on one of its services.
struct DemoRule {
    let name: String
    let service: String
    let quantity: DemoQuantity
    let limit: Double
    /// For how many seconds it must be so before it fires.
    let hold: Int64
    let severity: String
    let runbook: String
    /// Since how many seconds before the demo opened it is so, where it always is.
    var standing: Int64?
}

extension DemoRule {
    /// How far back it is looked for when it began, in steps of so many milliseconds.
    private static let (step, most): (Int64, Int64) = (15_000, 1440)
    /// What a fast burn must be above also within the last minutes.
    private static let short = 300

    /// What it says of its service at a moment.
    func alert(_ meter: DemoMeter, by source: Source.ID, now: Instant) -> Alert {
        let last = Instant(milliseconds: now.milliseconds / Self.step * Self.step)
        let value = measured(meter, at: last)
        var alert = quiet(meter, source)
        guard value > limit, let begun = beginning(meter, upTo: last) else { return alert }
        let isOld = now.milliseconds(since: begun) >= hold * 1000
        (alert.state, alert.since, alert.value) = (isOld ? .firing : .pending, begun, value)
        alert.annotations["summary"] = says(value)
        return alert
    }

    private func quiet(_ meter: DemoMeter, _ source: Source.ID) -> Alert {
        let labels = [
            "deployment": service, "model": meter.service.model, "severity": severity,
            "team": meter.service.team,
        ]
        return Alert(
            id: Alert.ID(source: source, key: Alert.key(name, labels)),
            name: name,
            state: .inactive,
            labels: labels,
            annotations: ["runbook_url": "https://runbooks.example.org/\(runbook)"],
            rule: Alert.Rule(
                expression: "\(quantity.word){deployment=\"\(service)\"} > \(limit)",
                hold: Double(hold),
                group: "demo",
                store: source
            )
        )
    }

    private func says(_ value: Double) -> String {
        let (now, most): (String, String)
        switch quantity {
        case .measure(let measure):
            (now, most) = (measure.written(value), measure.written(limit))
        case .burn:
            (now, most) = ("\((value * 10).rounded() / 10)x", "\(limit)x")
        }
        return switch quantity {
        case .measure(.p95): "95 % of requests take up to \(now), objective \(most)"
        case .measure(.firstToken): "first tokens take up to \(now), objective \(most)"
        case .burn: "the error budget burns \(now) as fast as it may, alarm from \(most)"
        case .measure(let measure): "\(measure.rawValue) \(now), alarm from \(most)"
        }
    }

    private func measured(_ meter: DemoMeter, at moment: Instant) -> Double {
        switch quantity {
        case .measure(let measure): return meter.value(measure, at: moment)
        case .burn:
            // Who holds the objective now and did a while ago is not looked at minute by minute.
            guard let objective = meter.service.objectives.first, isBad(objective, meter, moment)
            else { return 0 }
            return Self.rate(DemoBurn(meter, objective, from: moment, until: moment), moment)
        }
    }

    private func isBad(_ objective: Objective, _ meter: DemoMeter, _ moment: Instant) -> Bool {
        (Int64(0)...5).contains { back in
            let then = Instant(milliseconds: moment.milliseconds - back * 60_000)
            return !objective.holds(meter.value(objective.measure, at: then))
        }
    }

    /// The rate over an hour, as long as the last minutes are no better.
    private static func rate(_ burn: DemoBurn, _ moment: Instant) -> Double {
        let (long, now) = (
            burn.rate(over: ErrorBudget.hour, at: moment), burn.rate(over: short, at: moment)
        )
        return now > 14.4 ? long : min(long, now)
    }

    /// Since when it is so without a break.
    private func beginning(_ meter: DemoMeter, upTo last: Instant) -> Instant? {
        if let standing {
            return Instant(milliseconds: meter.opened.milliseconds - standing * 1000)
        }
        let from = Instant(milliseconds: last.milliseconds - Self.most * Self.step)
        let burn =
            quantity == .burn
            ? meter.service.objectives.first.map { DemoBurn(meter, $0, from: from, until: last) }
            : nil
        var begun: Instant?
        for back in 0...Self.most {
            let then = Instant(milliseconds: last.milliseconds - back * Self.step)
            let value = burn.map { Self.rate($0, then) } ?? measured(meter, at: then)
            guard value > limit else { break }
            begun = then
        }
        return begun
    }
}
