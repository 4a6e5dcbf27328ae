import Entities

extension Governance {
    /// Looks for each need in tags and descriptions, and for what is not there in the files.
    static func look(
        for needs: [Need],
        of version: ModelVersion,
        in registry: any ModelRegistry,
        _ store: (any ArtifactStore)?
    ) async throws(Failure) -> [Governance] {
        let model = try await registry.models().first { $0.id == version.id.model }
        let said = Said(version, model)
        var found = needs.map { Governance($0.rawValue, place: said.place(of: $0)) }
        guard found.contains(where: { $0.place == nil }) else { return found }
        do throws(Failure) {
            guard let store else {
                let why = Failure.Reason.refused(why: "it cannot tell of files")
                throw Failure(source: version.id.model.source, reason: why)
            }
            let all = try await store.files(Artifacts(of: .version(version.id)))
            let names = all.filter { !$0.isFolder }.map(\.name)
            for index in found.indices where found[index].place == nil {
                found[index].place = needs[index].file(in: names)
            }
        } catch {
            for index in found.indices where found[index].place == nil {
                found[index].trouble = error.message
            }
        }
        return found
    }
}

/// What is said of a version and its model.
private struct Said {
    let tags: [String: String]
    let descriptions: [String]

    init(_ version: ModelVersion, _ model: RegisteredModel?) {
        descriptions = [version.description, model?.description ?? ""]
        let all = Array(version.tags) + Array(model?.tags ?? [:])
        let said = all.filter { !$0.value.trimmed.isEmpty }.map { ($0.key.lowercased(), $0.value) }
        tags = Dictionary(said) { own, _ in own }
    }

    /// Where it is said: a tag's value, or the description.
    func place(of need: Need) -> String? {
        if let tag = need.tags.lazy.compactMap({ tags[$0] }).first { return tag }
        return descriptions.contains(where: need.isSaid) ? "in the description" : nil
    }
}
