import Client
import Entities

extension MLflowServer: DeployTarget {
    /// Every alias of a registered model: consumers ask for `models:/NAME@ALIAS`.
    public func deployments() async throws(Failure) -> [Deployment] {
        try await models().flatMap { model in
            model.aliases.keys.sorted().map { AliasPlace(model, $0).deployment }
        }
    }

    /// An alias as the registry has it now.
    public func observe(_ id: Deployment.ID) async throws(Failure) -> Deployment {
        let place = try aliasPlace(id)
        return AliasPlace(try await model(place.model), place.alias).deployment
    }

    /// What a change would do.
    public func plan(_ order: ChangeOrder) async throws(Failure) -> Plan {
        switch order.change {
        case .deploy(let version, let id):
            let place = try aliasPlace(id)
            guard version.model.name == place.model else {
                throw failure(.refused(why: "\(id.name) is no alias of \(version.model.name)"))
            }
            return RegistryPlan.alias(try await model(place.model), place.alias, order, .rest)
        case .rollBack(let id, _):
            let place = try aliasPlace(id)
            return RegistryPlan.alias(try await model(place.model), place.alias, order, .rest)
        case .silence: throw failure(.refused(why: "MLflow keeps no silences"))
        case .weigh, .scale:
            throw failure(.refused(why: "an alias stands for one version, and has no replicas"))
        case .tag(let owner, let key, _):
            return RegistryPlan.tag(owner, key, try await tag(key, of: owner), order, .rest)
        case .describe(let owner, _):
            return RegistryPlan.description(owner, try await description(of: owner), order, .rest)
        }
    }

    /// What an alias stands for, or a tag or a description says.
    public func state(of step: Plan.Step) async throws(Failure) -> String {
        guard let work = RegistryWork(step) else { throw failure(RegistryWork.unknown(step)) }
        switch work {
        case .alias(let model, let alias, _):
            return RegistryPlan.written(try await self.model(model).aliases[alias])
        case .tag(let owner, let key, _):
            return RegistryPlan.written(try await tag(key, of: owner))
        case .describe(let owner, _):
            return RegistryPlan.written(try await description(of: owner) ?? "")
        }
    }

    /// Sets or takes away an alias or a tag, or writes a description.
    public func apply(_ step: Approved<Plan.Step>) async throws(Failure) -> Receipt {
        guard let work = RegistryWork(step.step) else {
            throw failure(RegistryWork.unknown(step.step))
        }
        let call = RegistryCall(work)
        let body = Array(call.body.jsonLine.utf8)
        let answer = try await ask(
            HTTPRequest(call.method, "api/2.0/mlflow/" + call.path, body: body, isReading: false)
        )
        guard answer.first != UInt8(ascii: "<") else {
            let detail = "a web page came instead of JSON"
            throw failure(.malformed(where: call.path, detail: detail))
        }
        registryKnown = nil
        versionsKnown = [:]
        bell.ring()
        return Receipt(status: 200, body: body.sha256)
    }

    private func aliasPlace(
        _ id: Deployment.ID
    ) throws(Failure) -> (model: String, alias: String) {
        guard let place = AliasPlace.parts(of: id.name) else {
            throw failure(.notFound("\(id.name); an alias is written MODEL@ALIAS"))
        }
        return place
    }
}

extension MLflowServer {
    /// A model as the server has it now, whatever was read before.
    private func model(_ name: String) async throws(Failure) -> RegisteredModel {
        var found: RegisteredModel?
        try await read("registered-models/get", [HTTPRequest.Parameter("name", name)]) {
            [id = source.id] reader throws(JSONError) in
            try reader.members { key, reader throws(JSONError) in
                if key == "registered_model" {
                    found = try RegisteredModel(&reader, id)
                } else {
                    try reader.skip()
                }
            }
        }
        guard let found else { throw failure(.notFound("model '\(name)'")) }
        return found
    }

    private func version(_ id: ModelVersion.ID) async throws(Failure) -> ModelVersion {
        let query = [
            HTTPRequest.Parameter("name", id.model.name),
            HTTPRequest.Parameter("version", "\(id.number)"),
        ]
        var found: ModelVersion?
        try await read("model-versions/get", query) { [id = source.id] reader throws(JSONError) in
            try reader.members { key, reader throws(JSONError) in
                if key == "model_version" {
                    found = try ModelVersion(&reader, id)
                } else {
                    try reader.skip()
                }
            }
        }
        guard let found else { throw failure(.notFound("\(id.model.name)/\(id.number)")) }
        return found
    }

    private func tag(_ key: String, of owner: TagOwner) async throws(Failure) -> String? {
        switch owner {
        case .model(let id): try await model(id.name).tags[key]
        case .version(let id): try await version(id).tags[key]
        case .run(let id): try await detail(WholeRun(id)).run.tags[key]
        }
    }

    private func description(of owner: TagOwner) async throws(Failure) -> String? {
        switch owner {
        case .model(let id): try await model(id.name).description
        case .version(let id): try await version(id).description
        case .run: try await tag(RegistryPlan.note, of: owner)
        }
    }
}
