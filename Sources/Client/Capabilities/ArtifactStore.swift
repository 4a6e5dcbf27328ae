import Entities

/// Holds the files that runs have left.
public protocol ArtifactStore: Connector {
    /// The files of one folder, by name.
    func files(_ question: Artifacts) async throws(Failure) -> [Artifact]
    /// The beginning of one file.
    func preview(_ question: ArtifactPreview) async throws(Failure) -> ArtifactPreview.Answer
}
