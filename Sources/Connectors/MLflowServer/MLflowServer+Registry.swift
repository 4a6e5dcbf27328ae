import Client
import Entities

/// Versions as they were read, with the model as it was then.
struct VersionsKnown: Sendable {
    var versions: [ModelVersion]
    var model: RegisteredModel?
    var at = ContinuousClock.now

    /// What a model says of its versions tells of new ones: the rest is looked at rarely.
    private static let patience = Duration.seconds(30)

    /// Whether it need not be read again.
    func isGood(for model: RegisteredModel?, isFresh: Bool) -> Bool {
        isFresh || model != nil && model == self.model && .now - at < Self.patience
    }
}

extension MLflowServer: ModelRegistry {
    /// How many versions of one model have the metrics of their runs.
    private static let measured = 200

    /// All models, by name.
    public func models() async throws(Failure) -> [RegisteredModel] {
        if let known = registryKnown, isFresh(known.at) { return known.value }
        var models: [RegisteredModel] = []
        try await pages("registered-models/search", "registered_models", 1000) {
            reader throws(JSONError) in
            models.append(try RegisteredModel(&reader, source.id))
        }
        models.sort { $0.id < $1.id }
        registryKnown = Known(value: models, at: .now)
        return models
    }

    /// The versions of a model with the metrics of their runs, or of all models.
    public func versions(
        of model: RegisteredModel.ID?
    ) async throws(Failure) -> [ModelVersion] {
        let models = try await models()
        let current = models.first { $0.id == model }
        if let known = versionsKnown[model], isRemembered(known.at),
            known.isGood(for: current, isFresh: isFresh(known.at))
        {
            return known.versions
        }
        var query: [HTTPRequest.Parameter] = []
        if let model {
            let filter = Filter.compare(.attribute(.name), .text(.equal, model.name))
            // A name with both quotes cannot be asked for.
            guard let written = filter.mlflow(as: .versions) else {
                return try await versions(of: nil).filter { $0.id.model == model }
            }
            query.append(HTTPRequest.Parameter("filter", written))
        }
        var versions: [ModelVersion] = []
        try await pages("model-versions/search", "model_versions", 10_000, query) {
            reader throws(JSONError) in
            versions.append(try ModelVersion(&reader, source.id))
        }
        let named = model == nil ? models : current.map { [$0] } ?? []
        let aliases = Dictionary(named.map { ($0.id, $0.aliases) }) { first, _ in first }
        for index in versions.indices {
            let id = versions[index].id
            versions[index].aliases = (aliases[id.model] ?? [:])
                .filter { $0.value == id.number }.keys.sorted()
        }
        versions.sort { ($0.id.model, $1.id.number) < ($1.id.model, $0.id.number) }
        if model != nil { try await addMetrics(to: &versions) }
        if versionsKnown.count > Listing.page { versionsKnown = [:] }
        versionsKnown[model] = VersionsKnown(versions: versions, model: current)
        return versions
    }

    /// What the files of a version say; they do not change.
    public func content(of version: ModelVersion.ID) async throws(Failure) -> VersionContent {
        if let known = contentsKnown[version] { return known }
        let content = try await read(version)
        if contentsKnown.count > Listing.longPage { contentsKnown = [:] }
        contentsKnown[version] = content
        return content
    }

    private func addMetrics(to versions: inout [ModelVersion]) async throws(Failure) {
        let runs = try await gathered(versions.prefix(Self.measured).compactMap(\.run?.key))
        for index in versions.indices {
            let metrics = versions[index].run.flatMap { runs[$0.key]?.metrics } ?? []
            for metric in metrics { versions[index].metrics[metric.key] = metric.value }
        }
    }

    /// Reads all pages of a search and hands every element over.
    private func pages(
        _ call: String,
        _ list: String,
        _ size: Int,
        _ query: [HTTPRequest.Parameter] = [],
        _ take: (inout JSONReader) throws(JSONError) -> Void
    ) async throws(Failure) {
        var (token, asked): (String?, String?)
        repeat {
            asked = token
            let next = token.map { [HTTPRequest.Parameter("page_token", $0)] } ?? []
            let most = HTTPRequest.Parameter("max_results", "\(size)")
            token = nil
            try await read(call, query + [most] + next) { reader throws(JSONError) in
                try reader.members { name, reader throws(JSONError) in
                    switch name {
                    case list: try reader.elements(take)
                    case "next_page_token":
                        token = try reader.text().flatMap { $0.isEmpty ? nil : $0 }
                    default: try reader.skip()
                    }
                }
            }
        } while token != nil && token != asked
    }
}
