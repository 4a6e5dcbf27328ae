import Entities

/// Something that is known of how a run came about.
struct RunFact: Equatable, Sendable {
    var label: String
    var value: String

    /// MLflow's own tags in words, with those that others have set after them.
    static func all(of detail: RunDetail) -> [RunFact] {
        let tags = detail.run.tags
        let known = words.compactMap { label, tag in
            tags[tag].flatMap { $0.isEmpty ? nil : RunFact(label: label, value: $0) }
        }
        let others = tags.filter { !$0.key.hasPrefix("mlflow.") }.sorted { $0.key < $1.key }
        let place = RunFact(label: "artifacts", value: detail.artifactURI)
        return detail.datasets.flatMap(facts) + known
            + others.map { RunFact(label: $0.key, value: $0.value) }
            + (detail.artifactURI.isEmpty ? [] : [place])
    }

    private static let words = [
        ("note", "mlflow.note.content"), ("code", "mlflow.source.name"),
        ("kind", "mlflow.source.type"), ("branch", "mlflow.source.git.branch"),
        ("commit", "mlflow.source.git.commit"), ("repository", "mlflow.source.git.repoURL"),
        ("entry point", "mlflow.project.entryPoint"), ("environment", "mlflow.project.env"),
        ("image", "mlflow.docker.image.name"), ("parent", "mlflow.parentRunId"),
    ]

    private static func facts(_ dataset: Dataset) -> [RunFact] {
        let context = dataset.context.isEmpty ? "data" : dataset.context
        let name = dataset.name + (dataset.digest.isEmpty ? "" : " · \(dataset.digest)")
        return [RunFact(label: context, value: name)]
            + [("from", dataset.source), ("profile", dataset.profile)]
            .filter { !$0.1.isEmpty && $0.1 != "{}" }.map { RunFact(label: $0.0, value: $0.1) }
    }
}
