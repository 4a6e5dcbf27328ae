import Client
import Entities
import SQLite

extension MLflowSQLite: DeployTarget {
    /// Every alias of a registered model.
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
        case .deploy(_, let id), .rollBack(let id, _):
            let place = try aliasPlace(id)
            if let version = order.version, version.id.model.name != place.model {
                let why = "\(id.name) is no alias of \(version.id.model.name)"
                throw failure(Failure.Reason.refused(why: why))
            }
            let model = try await model(place.model)
            return RegistryPlan.alias(model, place.alias, order, .sql)
        case .silence:
            throw failure(Failure.Reason.refused(why: "MLflow keeps no silences"))
        case .weigh, .scale:
            let why = "an alias stands for one version, and has no replicas"
            throw failure(Failure.Reason.refused(why: why))
        case .tag(let owner, let key, _):
            return RegistryPlan.tag(owner, key, try tag(key, of: owner), order, .sql)
        case .describe(let owner, _):
            return RegistryPlan.description(owner, try description(of: owner), order, .sql)
        }
    }

    /// What an alias stands for, or a tag or a description says.
    public func state(of step: Plan.Step) async throws(Failure) -> String {
        switch RegistryWork(step) {
        case .alias(let model, let alias, _):
            return RegistryPlan.written(try await self.model(model).aliases[alias])
        case .tag(let owner, let key, _): return RegistryPlan.written(try tag(key, of: owner))
        case .describe(let owner, _):
            return RegistryPlan.written(try description(of: owner) ?? "")
        case nil: throw failure(RegistryWork.unknown(step))
        }
    }

    /// Writes one row, in one transaction, in which what is there is compared once more.
    public func apply(_ step: Approved<Plan.Step>) async throws(Failure) -> Receipt {
        guard let work = RegistryWork(step.step) else {
            throw failure(RegistryWork.unknown(step.step))
        }
        do {
            let schema = try reading { $0.schema }
            guard !schema.hasWorkspaces || !work.model.contains("/") else {
                throw Failure.Reason.refused(why: "models of other workspaces are not written")
            }
            let database = try Database(writing: path, busyTimeout: 5000)
            let write = RegistryWrite(work, database, schema)
            try write.run(comparing: step.step)
        } catch {
            throw failure(error)
        }
        bell.ring()
        return Receipt(words: "written into \(path)")
    }

    private func aliasPlace(
        _ id: Deployment.ID
    ) throws(Failure) -> (model: String, alias: String) {
        guard let place = AliasPlace.parts(of: id.name) else {
            let what = "\(id.name); an alias is written MODEL@ALIAS"
            throw failure(Failure.Reason.notFound(what))
        }
        return place
    }

    private func model(_ name: String) async throws(Failure) -> RegisteredModel {
        guard let model = try await models().first(where: { $0.id.name == name }) else {
            throw failure(Failure.Reason.notFound("model '\(name)'"))
        }
        return model
    }

    private func tag(_ key: String, of owner: TagOwner) throws(Failure) -> String? {
        try reading { connection in
            try RegistryWrite.text(
                "value",
                in: RegistryTable.tags(of: owner),
                key: key,
                connection.database
            )
        }
    }

    private func description(of owner: TagOwner) throws(Failure) -> String? {
        if case .run = owner { return try tag(RegistryPlan.note, of: owner) }
        return try reading { connection in
            try RegistryWrite.text(
                "description",
                in: RegistryTable.own(owner),
                connection.database
            ) ?? ""
        }
    }
}
