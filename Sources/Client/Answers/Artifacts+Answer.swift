import Entities

extension Artifacts: Answerable {
    /// The files, from the run's own store.
    public func answer(
        from connector: any Connector,
        in inquiry: Inquiry
    ) async throws(Failure) -> [Artifact]? {
        try await (connector as? any ArtifactStore)?.files(self)
    }
}

extension ArtifactPreview: Answerable {
    /// The beginning of the file, from the run's own store.
    public func answer(
        from connector: any Connector,
        in inquiry: Inquiry
    ) async throws(Failure) -> ArtifactPreview.Answer? {
        try await (connector as? any ArtifactStore)?.preview(self)
    }
}
