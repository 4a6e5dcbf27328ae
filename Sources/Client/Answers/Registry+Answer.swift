import Entities

extension RegisteredModels: Answerable {
    /// One registry's models, as far as they fulfil the filter.
    public func answer(
        from connector: any Connector,
        in inquiry: Inquiry
    ) async throws(Failure) -> [RegisteredModel]? {
        guard let registry = connector as? any ModelRegistry else { return nil }
        let models = try await registry.models()
        guard let filter else { return models }
        return models.filter(filter.test { $0.value(of: $1) })
    }
}

extension ModelVersions: Answerable {
    /// One registry's versions, as far as they fulfil the filter.
    public func answer(
        from connector: any Connector,
        in inquiry: Inquiry
    ) async throws(Failure) -> [ModelVersion]? {
        guard let registry = connector as? any ModelRegistry else { return nil }
        let versions = try await registry.versions(of: model)
        guard let filter else { return versions }
        return versions.filter(filter.test { $0.value(of: $1) })
    }
}

extension VersionContents: Answerable {
    /// What the files say, from the version's own registry.
    public func answer(
        from connector: any Connector,
        in inquiry: Inquiry
    ) async throws(Failure) -> VersionContent? {
        try await (connector as? any ModelRegistry)?.content(of: version)
    }
}

extension Governances: Answerable {
    /// What is said of the version, from its own registry.
    public func answer(
        from connector: any Connector,
        in inquiry: Inquiry
    ) async throws(Failure) -> [Governance]? {
        guard let registry = connector as? any ModelRegistry else { return nil }
        let versions = try await registry.versions(of: version.model)
        guard let found = versions.first(where: { $0.id == version }) else {
            let what = "version \(version.number) of '\(version.model.name)'"
            throw Failure(source: connector.source.id, reason: .notFound(what))
        }
        let store = connector as? any ArtifactStore
        return try await Governance.look(for: Need.allCases, of: found, in: registry, store)
    }
}
