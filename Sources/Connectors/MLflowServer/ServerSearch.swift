import Client
import Entities

/// What a server is asked for: `runs/search`.
struct ServerSearch: Hashable, Sendable {
    /// The ids of experiments.
    var experiments: [String]
    /// A filter as MLflow writes it.
    var filter: String?
    /// Keys as MLflow writes them.
    var order: [String]

    /// The newest runs first.
    static let newest = ["start_time DESC"]

    /// The body of a request for so many runs.
    func body(_ count: Int, _ token: String?) -> [UInt8] {
        var members = [
            "\"experiment_ids\":[\(experiments.map(\.asJSON).joined(separator: ","))]",
            "\"max_results\":\(count)", "\"run_view_type\":\"ACTIVE_ONLY\"",
            "\"order_by\":[\(order.map(\.asJSON).joined(separator: ","))]",
        ]
        if let filter { members.append("\"filter\":\(filter.asJSON)") }
        if let token { members.append("\"page_token\":\(token.asJSON)") }
        return Array("{\(members.joined(separator: ","))}".utf8)
    }
}

/// What a search answers.
struct ServerPage: Sendable {
    var runs: [ServerRun] = []
    /// Where it goes on; nil at the end.
    var next: String?

    init() {}

    init(_ reader: inout JSONReader) throws(JSONError) {
        try reader.members { name, reader throws(JSONError) in
            switch name {
            case "runs":
                try reader.elements { reader throws(JSONError) in
                    runs.append(try ServerRun(&reader))
                }
            case "next_page_token": next = try reader.text().flatMap { $0.isEmpty ? nil : $0 }
            default: try reader.skip()
            }
        }
    }
}

/// MLflow's tokens, into which its own stores write nothing but an offset.
///
/// So any page can be asked for: `SearchUtils.create_page_token`.
enum PageToken {
    /// The token of the page that begins at a rank.
    static func written(_ offset: Int) -> String { Array("{\"offset\": \(offset)}".utf8).base64 }
}
