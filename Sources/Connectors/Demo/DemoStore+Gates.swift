import Client
import Entities

extension DemoStore {
    /// What must hold before a version serves by the demo's router, by deployment.
    public nonisolated var gates: [Deployment.ID: [GateSettings]] {
        let gates = [
            GateSettings("metric", ["key": ["val/auc"], "threshold": ["0.85"]]),
            GateSettings("signature"),
            GateSettings("governance", ["needs": ["card", "owner"]]),
        ]
        let places = Demo.models.map { Deployment.ID(source: source.id, name: "\($0.name)-api") }
        return Dictionary(uniqueKeysWithValues: places.map { ($0, gates) })
    }
}
