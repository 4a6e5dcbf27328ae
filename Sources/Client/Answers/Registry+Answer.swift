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
