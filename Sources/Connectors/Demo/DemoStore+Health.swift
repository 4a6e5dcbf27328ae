import Client
import Entities

extension DemoStore: HealthSource {
    /// What is measured of all, or of one with its versions and its error budgets.
    public func health(_ question: Healths) async throws(Failure) -> Healths.Answer {
        let window = look(question.span, question.columns)
        guard let id = question.service else {
            return Healths.Answer(window: window, services: meters().map { measured($0, window) })
        }
        let all = meters()
        guard let meter = all.first(where: { $0.service.name == id.name }) else {
            throw failure(.notFound("'\(id.name)' among what it measures"))
        }
        var service = measured(meter, window)
        service.versions = meter.versions(in: window)
        service.budgets = service.objectives.map {
            DemoBurn(meter, $0, from: window.end, until: window.end).budget(at: window.end)
        }
        return Healths.Answer(window: window, services: [service])
    }

    private func measured(_ meter: DemoMeter, _ window: TimeWindow) -> Health {
        let name = meter.service.name
        return Health(
            id: Health.ID(source: source.id, name: name),
            family: "demo",
            deployment: Deployment.ID(source: source.id, name: name),
            labels: ["deployment": name, "model": meter.service.model],
            lines: meter.lines(in: window),
            objectives: meter.service.objectives
        )
    }

    private func look(_ seconds: Int64, _ columns: Int) -> TimeWindow {
        TimeWindow(span: seconds * 1000, columns: columns, until: time.now())
    }

    /// What measures each service.
    func meters() -> [DemoMeter] {
        advance()
        return Demo.services.map { service in
            let state = application(ofModel: service.model)
            return DemoMeter(
                service: service,
                traffic: state.traffic,
                newest: newest(of: service.model),
                replicas: state.replicas,
                opened: opened
            )
        }
    }
}

extension DemoStore: TimeSeriesStore {
    /// A measure of the services over time, as in `p95{deployment="churn-api"}`, or how fast the
    /// first of its error budgets burns: `burn_1h`.
    public func range(_ question: RangeQuery) async throws(Failure) -> RangeQuery.Answer {
        guard let asked = DemoQuery(question.query) else {
            throw failure(.refused(why: DemoQuery.help))
        }
        let window = look(question.span, question.columns)
        let lines = meters().compactMap { meter -> RangeQuery.Line? in
            let labels = ["deployment": meter.service.name]
            guard asked.deployment == nil || asked.deployment == meter.service.name,
                let values = meter.line(of: asked.quantity, in: window)
            else { return nil }
            return RangeQuery.Line(labels: labels, values: values)
        }
        return RangeQuery.Answer(window: window, series: lines)
    }
}

extension DemoMeter {
    /// All that is measured of the service.
    fileprivate func lines(in window: TimeWindow, of version: Int? = nil) -> Health.Lines {
        let measures = service.usual.keys.filter { version == nil || $0 != .ready }
        let lines = measures.map { measure in
            (
                measure,
                (0..<window.columns).map { column in
                    value(measure, of: version, at: window.moment(column))
                }
            )
        }
        return Dictionary(uniqueKeysWithValues: lines)
    }

    /// The same of each version that had requests within the window.
    fileprivate func versions(in window: TimeWindow) -> [String: Health.Lines] {
        var all: [String: Health.Lines] = [:]
        for version in traffic.versions {
            let own = lines(in: window, of: version)
            guard own[.rate]?.contains(where: { $0 > 0 }) == true else { continue }
            all["\(version)"] = own
        }
        return all
    }

    fileprivate func line(of quantity: DemoQuantity, in window: TimeWindow) -> [Double]? {
        let moments = (0..<window.columns).map { window.moment($0) }
        switch quantity {
        case .measure(let measure):
            return service.usual[measure] == nil ? nil : moments.map { value(measure, at: $0) }
        case .burn:
            guard let objective = service.objectives.first else { return nil }
            let burn = DemoBurn(self, objective, from: window.start, until: window.end)
            return moments.map { burn.rate(over: ErrorBudget.hour, at: $0) }
        }
    }
}
