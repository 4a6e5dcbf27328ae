import Entities

/// Holds registered models and their versions.
public protocol ModelRegistry: Connector {
    /// All models, by name; filters are evaluated elsewhere.
    func models() async throws(Failure) -> [RegisteredModel]
    /// The versions of a model, or of all, by model, the newest first; of one with its metrics.
    func versions(of model: RegisteredModel.ID?) async throws(Failure) -> [ModelVersion]
    /// What the files of a version say of it.
    func content(of version: ModelVersion.ID) async throws(Failure) -> VersionContent
}
