import Entities
import TUI

/// A run with all that was logged but its samples and the contents of its files.
struct WholeRunRow {
    let detail: RunDetail
    /// The files of the uppermost folder; nil where the store cannot list them.
    let artifacts: [Artifact]?
}

extension WholeRunRow: Encodable {
    private enum CodingKeys: String, CodingKey {
        case source, datasets, artifacts
        case artifactURI = "artifact_uri"
    }

    /// What `get runs` prints of a run, and more.
    func encode(to encoder: any Encoder) throws {
        try RunRow(run: detail.run).encode(to: encoder)
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(detail.run.id.source.name, forKey: .source)
        try container.encode(detail.artifactURI, forKey: .artifactURI)
        try container.encode(detail.datasets, forKey: .datasets)
        try container.encode(artifacts, forKey: .artifacts)
    }
}

extension Dataset: Encodable {
    private enum CodingKeys: String, CodingKey {
        case name, digest, context, source, profile
    }

    /// All that the tool wrote.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(name, forKey: .name)
        try container.encode(digest, forKey: .digest)
        try container.encode(context, forKey: .context)
        try container.encode(source, forKey: .source)
        try container.encode(profile, forKey: .profile)
    }
}

extension Artifact: Encodable {
    private enum CodingKeys: String, CodingKey {
        case path, folder, size
    }

    /// Its path, whether it is a folder, and its bytes.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(path, forKey: .path)
        try container.encode(isFolder, forKey: .folder)
        try container.encode(size, forKey: .size)
    }
}

extension WholeRunRow: Shown {
    var title: String { detail.run.name }

    var sections: [Section] {
        let run = detail.run
        return [
            Section("Metrics", run.metrics.sorted { $0.key < $1.key }.map { [$0, "\($1)"] }),
            Section("Params", run.params.sorted { $0.key < $1.key }.map { [$0, $1] }),
            Section("Tags", run.tags.sorted { $0.key < $1.key }.map { [$0, $1] }),
            Section("Datasets", detail.datasets.map { [$0.name, $0.digest, $0.context] }),
            Section("Files", (artifacts ?? []).map(\.line)),
        ]
    }

    var facts: [[String]] {
        let run = detail.run
        return [
            ["id", run.id.key],
            ["experiment", run.experimentName],
            ["source", run.id.source.name],
            ["status", run.status.name],
            ["start_time", run.start?.iso8601 ?? ""],
            ["end_time", run.end?.iso8601 ?? ""],
            ["took", run.took ?? ""],
            ["user", run.user],
            ["artifact_uri", detail.artifactURI],
        ]
    }
}

extension Artifact {
    fileprivate var line: [String] {
        [isFolder ? name + "/" : name, size.map(Format.bytes) ?? ""]
    }
}

extension Run {
    /// How long it took; nil where it has not ended.
    fileprivate var took: String? {
        guard let start, let end else { return nil }
        return Format.duration(milliseconds: end.milliseconds(since: start))
    }
}
