import Entities
import TUI

/// Why what was typed is no change.
struct NoChange: Error {
    let sentence: String
}

extension AskPane {
    var title: String {
        switch purpose {
        case .alias(let version): "Alias of \(version.id.written)"
        case .tag(let owner): "Tag or note of \(owner.written)"
        case .target(let id): "Deploy \(id.written) to"
        case .version(let deployment): "Deploy to \(deployment.id.name), now \(deployment.written)"
        case .weights(let deployment): "Traffic of \(deployment.id.name), now \(deployment.written)"
        case .replicas(let deployment): "Replicas of \(deployment.id.name)"
        case .silence(_, let matchers): "Silence \(matchers.written)"
        case .extension(let silence): "Extend the silence of \(silence.matchers.written)"
        }
    }

    /// What may be typed.
    var example: String {
        switch purpose {
        case .alias: "a name, as in champion"
        case .tag: "key=value sets a tag, key- takes it away, note: text describes"
        case .target: "a deployment, or @ALIAS"
        case .version: "a version's number"
        case .weights: "as in 12=95 13=5"
        case .replicas: "a number"
        case .silence: "for how long and why, as in 2h gpu-b is being repaired"
        case .extension: "for how long from now, as in 90m, 2h, 3d"
        }
    }

    var sign: String {
        switch purpose {
        case .alias: "alias"
        case .tag: "tag"
        case .target: "to"
        case .version: "version"
        case .weights: "weights"
        case .replicas: "replicas"
        case .silence: "silence for"
        case .extension: "go on for"
        }
    }

    /// The change that a text means.
    func change(_ text: String, _ scene: Scene) -> Result<Change, NoChange> {
        switch purpose {
        case .alias(let version): .success(.deploy(version.id, to: alias(text, of: version.id)))
        case .tag(let owner): tag(text, owner)
        case .target(let id): target(text, id, scene)
        case .version(let deployment): version(text, deployment, scene)
        case .weights(let deployment): weights(text, deployment)
        case .replicas(let deployment): replicas(text, deployment)
        case .silence(let source, let matchers): silence(text, source, matchers)
        case .extension(let silence):
            Self.seconds(text).map { .silence(.extend(silence.id, seconds: $0)) }
        }
    }

    private func alias(_ name: String, of version: ModelVersion.ID) -> Deployment.ID {
        let bare = name.hasPrefix("@") ? String(name.dropFirst()) : name
        return Deployment.ID(
            source: version.model.source,
            name: "\(version.model.name)@\(bare)"
        )
    }

    private func tag(_ text: String, _ owner: TagOwner) -> Result<Change, NoChange> {
        if text.hasPrefix("note:") {
            return .success(.describe(owner, String(text.dropFirst(5)).trimmed))
        }
        if let sign = text.firstIndex(of: "="), sign != text.startIndex {
            let (key, value) = (text[..<sign], text[text.index(after: sign)...])
            return .success(.tag(owner, key: String(key).trimmed, value: String(value).trimmed))
        }
        guard text.hasSuffix("-"), text.count > 1 else {
            return .failure(NoChange(sentence: "write key=value, key- or note: text"))
        }
        return .success(.tag(owner, key: String(text.dropLast()), value: nil))
    }

    private func target(
        _ text: String,
        _ id: ModelVersion.ID,
        _ scene: Scene
    ) -> Result<Change, NoChange> {
        if text.hasPrefix("@") { return .success(.deploy(id, to: alias(text, of: id))) }
        guard let found = scene.targets(of: id.model).first(where: { $0.id.name == text }) else {
            return .failure(NoChange(sentence: "\(id.model.name) has no deployment \(text)"))
        }
        return .success(.deploy(id, to: found.id))
    }

    private func version(
        _ text: String,
        _ deployment: Deployment,
        _ scene: Scene
    ) -> Result<Change, NoChange> {
        let number = Int(text.first == "v" ? text.dropFirst() : Substring(text))
        guard let number, let model = models(scene).first else {
            return .failure(NoChange(sentence: "'\(text)' is no version of \(deployment.model)"))
        }
        let id = ModelVersion.ID(model: model, number: number)
        return .success(.deploy(id, to: deployment.id))
    }

    private func weights(_ text: String, _ deployment: Deployment) -> Result<Change, NoChange> {
        var weights: [Int: Int] = [:]
        for pair in text.split(whereSeparator: { " ,".contains($0) }) {
            let sides = pair.split(separator: "=").map { Int($0.drop { $0 == "v" }) }
            guard sides.count == 2, let version = sides[0], let share = sides[1] else {
                return .failure(NoChange(sentence: "'\(pair)' is no weight; one looks like 13=5"))
            }
            weights[version] = share
        }
        guard weights.values.allSatisfy({ (0...100) ~= $0 }), weights.values.reduce(0, +) == 100
        else { return .failure(NoChange(sentence: "the weights are to be 100 together")) }
        return .success(.weigh(deployment.id, weights))
    }

    /// A duration, and behind it the comment.
    private func silence(
        _ text: String,
        _ source: Source.ID,
        _ matchers: [Silence.Matcher]
    ) -> Result<Change, NoChange> {
        let parts = text.split(separator: " ", maxSplits: 1).map(String.init)
        return Self.seconds(parts.first ?? "").flatMap { seconds in
            guard parts.count == 2 else {
                return .failure(NoChange(sentence: "write behind it why: others will read it"))
            }
            let comment = parts[1].trimmed
            return .success(
                .silence(.create(at: source, matchers, seconds: seconds, comment: comment))
            )
        }
    }

    private static func seconds(_ text: String) -> Result<Int, NoChange> {
        SilenceChange.seconds(text).map { .success($0) }
            ?? .failure(
                NoChange(sentence: "'\(text)' is no duration; one looks like 90m, 2h or 3d")
            )
    }

    private func replicas(_ text: String, _ deployment: Deployment) -> Result<Change, NoChange> {
        guard let count = Int(text), (0...1000) ~= count else {
            return .failure(NoChange(sentence: "'\(text)' is no number of replicas"))
        }
        return .success(.scale(deployment.id, count))
    }
}

extension AskPane {
    /// The model of a deployment in every registry that has it.
    func models(_ scene: Scene) -> [RegisteredModel.ID] {
        guard case .version(let deployment) = purpose else { return [] }
        return scene.catalog[RegisteredModels()].values.flatMap { $0.answer ?? [] }.map(\.id)
            .filter { $0.name == deployment.model && deployment.isOf($0) }.sorted()
    }

    /// What the text may become.
    func completions(_ scene: Scene) -> [Completions.Item] {
        let all: [Completions.Item]
        switch purpose {
        case .alias(let version):
            all = (["champion", "candidate"] + version.aliases).map { Completions.Item($0) }
        case .target(let id):
            all = scene.targets(of: id.model).map {
                Completions.Item($0.id.name, "\($0.kind), now \($0.written)")
            }
        case .version:
            all = models(scene).flatMap { model in
                (scene.catalog.feed(ModelVersions(of: model))?.answer ?? []).map {
                    Completions.Item("\($0.id.number)", $0.aliases.joined(separator: ", "))
                }
            }
        case .silence:
            all = ["30m ", "2h ", "8h ", "1d "].map { Completions.Item($0) }
        case .extension: all = ["30m", "2h", "8h", "1d"].map { Completions.Item($0) }
        case .tag, .weights, .replicas: all = []
        }
        return all.filter { $0.text.hasPrefix(self.text) }
    }
}

extension Deployment {
    /// Whether a model is the one that it serves.
    func isOf(_ model: RegisteredModel.ID) -> Bool {
        (registry == nil || registry == model.source.name)
            && model.source.context == id.source.context
    }
}
