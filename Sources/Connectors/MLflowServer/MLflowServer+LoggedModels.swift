import Client
import Entities

/// A model that a run has logged: a server of version 3 keeps it apart from the run's artifacts.
private struct LoggedModel {
    var id = ""
    var name = ""
    var created: Int64 = 0
}

extension MLflowServer {
    /// How many models of a run are listed at most.
    private static let mostModels = 10_000

    /// The ids of a run's models that are no folders of its artifacts, by name; the last of a name.
    func loggedModels(of run: String) async throws(Failure) -> [String: String] {
        if let known = modelsKnown[run], isFresh(known.at) { return known.value }
        let found = try await self.run(run)
        var ids: [String: String] = [:]
        if found.hasModels {
            let models = try await search(found).sorted { $0.created < $1.created }
            for model in models { ids[model.name] = model.id }
            for file in try await ownFiles(of: run, in: "") { ids[file.path] = nil }
        }
        if modelsKnown.count > Listing.page { modelsKnown = [:] }
        modelsKnown[run] = Known(value: ids, at: .now)
        return ids
    }

    private func search(_ run: ServerRun) async throws(Failure) -> [LoggedModel] {
        let filter = "source_run_id = '\(run.id)'"
        let members = [
            "\"experiment_ids\":[\(run.experiment.asJSON)]", "\"max_results\":50",
            "\"filter\":\(filter.asJSON)",
        ]
        var models: [LoggedModel] = []
        var (token, asked): (String?, String?)
        repeat {
            asked = token
            var members = members
            if let token { members.append("\"page_token\":\(token.asJSON)") }
            let body = Array("{\(members.joined(separator: ","))}".utf8)
            token = nil
            try await read("logged-models/search", body: body) { reader throws(JSONError) in
                try reader.members { name, reader throws(JSONError) in
                    switch name {
                    case "models":
                        try reader.elements { reader throws(JSONError) in
                            models.append(try LoggedModel(&reader))
                        }
                    case "next_page_token":
                        token = try reader.text().flatMap { $0.isEmpty ? nil : $0 }
                    default: break
                    }
                }
            }
        } while token != nil && token != asked && models.count < Self.mostModels
        return models.filter { !$0.id.isEmpty && !$0.name.isEmpty && !$0.name.contains("/") }
    }
}

extension LoggedModel {
    fileprivate init(_ reader: inout JSONReader) throws(JSONError) {
        try reader.members { name, reader throws(JSONError) in
            guard name == "info" else { return }
            try reader.members { name, reader throws(JSONError) in
                switch name {
                case "model_id": id = try reader.text() ?? ""
                case "name": self.name = try reader.text() ?? ""
                case "creation_timestamp_ms": created = try reader.integer() ?? 0
                default: break
                }
            }
        }
    }
}
