import Client
import Entities

extension DemoStore {
    /// What is told to have been done before the demo opened: who rolled out what churn-api serves,
    /// and when that began and ended.
    ///
    /// It is what a journal needs to know of it, so that there is a way back.
    public func history() -> (begun: Instant, ended: Instant, entries: [JournalEntry]) {
        advance()
        let id = Deployment.ID(source: source.id, name: "churn-api")
        let now = application(ofModel: "churn")
        let (ended, serving) = (now.since, max(2, newest(of: "churn") - 1))
        let model = RegisteredModel.ID(source: source.id, name: "churn")
        let version = ModelVersion(id: ModelVersion.ID(model: model, number: serving))
        let order = ChangeOrder(.deploy(version.id, to: id), version: version)
        let before = DemoApplication(
            traffic: DemoTraffic([serving - 1: 100]),
            replicas: now.replicas,
            since: .distantPast
        )
        let begun = Instant(milliseconds: ended.milliseconds - 61_000)
        return (begun, ended, Self.entries(of: DemoPlan(id, before, order).plan, source.id))
    }

    private static func entries(of plan: Plan, _ source: Source.ID) -> [JournalEntry] {
        func entry(
            _ action: JournalEntry.Action,
            _ what: String,
            body: Plan? = nil,
            step: Int? = nil
        ) -> JournalEntry {
            JournalEntry(
                action,
                what,
                source: source,
                subject: plan.lock,
                rollout: 1,
                body: body,
                step: step
            )
        }
        return [entry(.plan, plan.change.sentence, body: plan)]
            + plan.steps.enumerated().map { index, step in
                entry(step.kind == .bake ? .observe : .result, step.call, step: index)
            } + [entry(.end, "\(plan.summary): done")]
    }
}
