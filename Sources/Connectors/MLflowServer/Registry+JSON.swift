import Client
import Entities

extension RegisteredModel {
    /// Reads one of `registered_models`.
    init(_ reader: inout JSONReader, _ source: Source.ID) throws(JSONError) {
        self.init(id: ID(source: source, name: ""))
        try reader.members { name, reader throws(JSONError) in
            switch name {
            case "name": id.name = try reader.text() ?? ""
            case "description": description = try reader.text() ?? ""
            case "creation_timestamp": created = try reader.moment()
            case "last_updated_timestamp": updated = try reader.moment()
            case "tags": tags = try reader.tags()
            case "aliases": try readAliases(&reader)
            case "latest_versions":
                // The newest of each stage.
                try reader.elements { reader throws(JSONError) in try readLatest(&reader) }
            default: try reader.skip()
            }
        }
    }

    private mutating func readLatest(_ reader: inout JSONReader) throws(JSONError) {
        try reader.members { name, reader throws(JSONError) in
            guard name == "version", let number = try reader.integer().map(Int.init) else { return }
            latest = max(latest ?? number, number)
        }
    }

    private mutating func readAliases(_ reader: inout JSONReader) throws(JSONError) {
        try reader.elements { reader throws(JSONError) in
            var (alias, version): (String?, Int?)
            try reader.members { name, reader throws(JSONError) in
                switch name {
                case "alias": alias = try reader.text()
                case "version": version = try reader.integer().map(Int.init)
                default: try reader.skip()
                }
            }
            if let alias, let version { aliases[alias] = version }
        }
    }
}

extension ModelVersion {
    /// Reads one of `model_versions`.
    init(_ reader: inout JSONReader, _ source: Source.ID) throws(JSONError) {
        self.init(id: ID(model: RegisteredModel.ID(source: source, name: ""), number: 0))
        try reader.members { name, reader throws(JSONError) in
            switch name {
            case "name": id.model.name = try reader.text() ?? ""
            case "version": id.number = try reader.integer().map(Int.init) ?? 0
            case "description": description = try reader.text() ?? ""
            case "creation_timestamp": created = try reader.moment()
            case "last_updated_timestamp": updated = try reader.moment()
            case "user_id": user = try reader.text() ?? ""
            case "current_stage":
                stage = try reader.text().flatMap { $0 == "None" ? nil : $0 } ?? ""
            case "source":
                self.source = ArtifactLocation.withoutSecrets(of: try reader.text() ?? "")
            case "run_id":
                let key = try reader.text() ?? ""
                run = key.isEmpty ? nil : Run.ID(source: source, key: key)
            case "status": status = try reader.text().flatMap(Status.init) ?? .ready
            case "status_message": statusMessage = try reader.text() ?? ""
            case "tags": tags = try reader.tags()
            default: try reader.skip()
            }
        }
    }
}

extension JSONReader {
    /// Milliseconds since 1970.
    mutating func moment() throws(JSONError) -> Instant? {
        try integer().map(Instant.init(milliseconds:))
    }

    /// Keys with values, as MLflow lists tags.
    mutating func tags() throws(JSONError) -> [String: String] {
        var tags: [String: String] = [:]
        try elements { reader throws(JSONError) in
            let tag = try ServerRun.Text(&reader)
            tags[tag.key] = tag.value
        }
        return tags
    }
}
