import Client
import Entities

/// A call of MLflow's REST interface that writes into a registry or a run.
struct RegistryCall {
    let method: HTTPRequest.Method
    /// Below `api/2.0/mlflow/`.
    let path: String
    let body: [String: String]

    init(_ work: RegistryWork) {
        switch work {
        case .alias(let model, let alias, let version?):
            (method, path) = (.post, "registered-models/alias")
            body = ["name": model, "alias": alias, "version": "\(version)"]
        case .alias(let model, let alias, nil):
            (method, path) = (.delete, "registered-models/alias")
            body = ["name": model, "alias": alias]
        case .tag(let owner, let key, let value):
            let folder = RegistryCallName.of(owner)
            var body = Self.names(of: owner)
            body["key"] = key
            body["value"] = value
            self.body = body
            path = folder + (value == nil ? "/delete-tag" : "/set-tag")
            // A run's tag is taken away by POST, a model's by DELETE.
            if case .run = owner { method = .post } else { method = value == nil ? .delete : .post }
        case .describe(let owner, let text):
            if case .run = owner {
                method = .post
                path = "runs/set-tag"
                body = Self.names(of: owner).merging(["key": RegistryPlan.note, "value": text]) {
                    $1
                }
            } else {
                method = .patch
                path = RegistryCallName.of(owner) + "/update"
                body = Self.names(of: owner).merging(["description": text]) { $1 }
            }
        }
    }

    private static func names(of owner: TagOwner) -> [String: String] {
        switch owner {
        case .run(let id): ["run_id": id.key]
        case .model(let id): ["name": id.name]
        case .version(let id): ["name": id.model.name, "version": "\(id.number)"]
        }
    }
}
