import Client
import Entities

/// A registry of given models, for tests of everything above it.
public actor MemoryRegistry: ModelRegistry {
    /// Where the models are said to be.
    public nonisolated let source: Source
    /// Changes ring.
    public nonisolated let interval: Duration? = nil
    private let bell = Doorbell()
    private var content: [RegisteredModel]
    private let all: [ModelVersion]
    private var failure: Failure.Reason?

    /// A registry of these models and versions, which take its own source.
    public init(_ name: String, _ models: [RegisteredModel], _ versions: [ModelVersion]) {
        let id = Source.ID(name)
        source = Source(id: id, kind: "memory", location: "memory")
        content = models.map { model in
            var own = model
            own.id.source = id
            return own
        }
        all = versions.map { version in
            var own = version
            own.id.model.source = id
            return own
        }
    }

    /// Fails from now on.
    public func fail(_ reason: Failure.Reason) {
        failure = reason
        bell.ring()
    }

    /// Always there.
    public func check() async throws(Failure) -> String { "memory" }

    /// Rings when it fails.
    public nonisolated func changes() -> AsyncStream<Void> { bell.rings() }

    /// The models, by name.
    public func models() async throws(Failure) -> [RegisteredModel] {
        if let failure { throw Failure(source: source.id, reason: failure) }
        return content.sorted { $0.id < $1.id }
    }

    /// The versions, the newest first.
    public func versions(
        of model: RegisteredModel.ID?
    ) async throws(Failure) -> [ModelVersion] {
        if let failure { throw Failure(source: source.id, reason: failure) }
        return all.filter { model == nil || $0.id.model == model }
            .sorted { ($0.id.model, $1.id.number) < ($1.id.model, $0.id.number) }
    }
}

extension MemoryRegistry {
    /// A signature that changes with the number.
    public func content(of version: ModelVersion.ID) async throws(Failure) -> VersionContent {
        SampleModels.content(version.number)
    }
}

/// Models for tests: what they hold follows from their names and numbers.
public enum SampleModels {
    /// So many versions of a model, a day apart, the newest two hours old.
    public static func versions(_ count: Int, of name: String) -> [ModelVersion] {
        let model = RegisteredModel.ID(source: Source.ID("memory"), name: name)
        return (0..<count).map { index in
            let ago = Int64(count - 1 - index) * 86_400_000 + 7_200_000
            let made = Instant(milliseconds: SampleRuns.now.milliseconds - ago)
            let aliases = [count - 1: "champion", count: "candidate"][index + 1]
            return ModelVersion(
                id: ModelVersion.ID(model: model, number: index + 1),
                description: index + 1 == count ? "features v7" : "",
                created: made,
                updated: made,
                user: ["ana", "mei", "ci"][index % 3],
                source: "s3://models/\(name)/\(index + 1)",
                run: index == 0 ? nil : Run.ID(source: Source.ID("memory"), key: "run-\(index)"),
                tags: ["data": "2026-\(10 + index % 2)"],
                aliases: aliases.map { [$0] } ?? [],
                metrics: [
                    "val/auc": index == 2 ? .nan : 0.88 + Double(index % 7) * 0.005,
                    "val/loss": 0.4 - Double(index) * 0.01, "train/size": Double(index % 2) + 7,
                    "system/memory_gigabytes": 11,
                ]
            )
        }
    }

    /// What the files of a version say: each has an input more, and its tools change.
    public static func content(_ number: Int) -> VersionContent {
        let inputs = (0..<3 + number % 2).map { Signature.Column("feature_\($0)", "double") }
        return VersionContent(
            signature: Signature(
                inputs: inputs + [Signature.Column("plan", number > 12 ? "string" : "long")],
                outputs: [Signature.Column("probability", "double")]
            ),
            flavors: ["python_function", "xgboost"],
            requirements: ["mlflow==3.17.2", "xgboost==3.\(number / 10).\(number % 10)"],
            size: Int64(number) * 1_000_000
        )
    }

    /// A model with so many versions, the last but one its champion.
    public static func model(
        _ name: String,
        _ count: Int,
        description: String = ""
    ) -> RegisteredModel {
        let id = RegisteredModel.ID(source: Source.ID("memory"), name: name)
        let versions = versions(count, of: name)
        var aliases: [String: Int] = [:]
        for version in versions {
            for alias in version.aliases { aliases[alias] = version.id.number }
        }
        return RegisteredModel(
            id: id,
            description: description,
            created: versions.first?.created,
            updated: versions.last?.updated,
            tags: ["owner": "ana"],
            aliases: aliases,
            latest: count > 0 ? count : nil
        )
    }

    /// A registry with a few models, one of them without versions.
    public static func registry() -> MemoryRegistry {
        let counts = ["churn": 13, "ranker": 4, "fraud-eu": 1, "nothing-yet": 0]
        let card = "Who may leave within 30 days. Not for pricing, credit or employment."
        return MemoryRegistry(
            "mlflow",
            counts.map { model($0.key, $0.value, description: $0.key == "churn" ? card : "") },
            counts.flatMap { versions($0.value, of: $0.key) }
        )
    }
}
