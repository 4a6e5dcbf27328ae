import Entities
import TUI

/// A model's version with what its files say of it.
struct WholeVersionRow {
    let version: ModelVersion
    /// What its files say; nil where they cannot be read.
    let content: VersionContent?
    /// What is said of it, and where; nil where that cannot be looked up.
    let governance: [Governance]?
}

extension WholeVersionRow: Encodable {
    private enum CodingKeys: String, CodingKey {
        case signature, flavors, requirements, governance
        case size = "model_size_bytes"
    }

    /// What `get versions` prints of a version, and more.
    func encode(to encoder: any Encoder) throws {
        try VersionRow(version: version).encode(to: encoder)
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(content?.signature, forKey: .signature)
        try container.encode(content?.flavors, forKey: .flavors)
        try container.encode(content?.requirements, forKey: .requirements)
        try container.encode(content?.size, forKey: .size)
        try container.encode(governance, forKey: .governance)
    }
}

extension Signature: Encodable {
    private enum CodingKeys: String, CodingKey {
        case inputs, outputs, params
    }

    /// Its three lists.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(inputs, forKey: .inputs)
        try container.encode(outputs, forKey: .outputs)
        try container.encode(params, forKey: .params)
    }
}

extension Signature.Column: Encodable {
    private enum CodingKeys: String, CodingKey {
        case name, type, required
    }

    /// Its name, its type, and whether it must be given.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(name, forKey: .name)
        try container.encode(type, forKey: .type)
        try container.encode(isRequired, forKey: .required)
    }
}

extension Governance: Encodable {
    private enum CodingKeys: String, CodingKey {
        case need, place
    }

    /// What ought to be said, and where it is.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(need, forKey: .need)
        try container.encode(place, forKey: .place)
    }
}

extension WholeVersionRow: Shown {
    var title: String { "\(version.id.model.name)/\(version.id.number)" }

    var facts: [[String]] {
        [
            ["source", version.id.model.source.name],
            ["aliases", version.aliases.joined(separator: " ")],
            ["stage", version.stage],
            ["status", version.status.rawValue],
            ["status_message", version.statusMessage],
            ["creation_time", version.created?.iso8601 ?? ""],
            ["user", version.user],
            ["run_id", version.run?.key ?? ""],
            ["source_path", version.source],
            ["flavors", (content?.flavors ?? []).joined(separator: " ")],
            ["model_size", content?.size.map(Format.bytes) ?? ""],
            ["description", version.description],
        ]
    }

    var sections: [Section] {
        let signature = content?.signature
        func rows(_ columns: [Signature.Column]?) -> [[String]] {
            (columns ?? []).map { [$0.name, $0.type, $0.isRequired ? "" : "optional"] }
        }
        return [
            Section("Metrics", version.metrics.sorted { $0.key < $1.key }.map { [$0, "\($1)"] }),
            Section("Inputs", rows(signature?.inputs)),
            Section("Outputs", rows(signature?.outputs)),
            Section("Params", rows(signature?.params)),
            Section("Requirements", (content?.requirements ?? []).map { [$0] }),
            Section("Governance", (governance ?? []).map { [$0.need, $0.place ?? "missing"] }),
            Section("Tags", version.tags.sorted { $0.key < $1.key }.map { [$0, $1] }),
        ]
    }
}
