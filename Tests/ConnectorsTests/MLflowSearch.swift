import Client
import Entities
import Foundation
import TestKit

/// Asks the real MLflow for what it finds in a store.
struct MLflowSearch {
    /// One question; MLflow refuses either part alone too.
    struct Search: Encodable {
        var filter: String
        var order: [String] = []

        enum CodingKeys: String, CodingKey {
            case filter
            case order = "order_by"
        }
    }

    /// What it says.
    struct Answer: Decodable {
        /// All that there is, for kinds that it lists.
        var things: [Thing]
        /// The ids that each search finds, in order; nil where it is refused.
        var answers: [[String]?]
    }

    private struct Question: Encodable {
        var kind: String
        var searches: [Search]
    }

    /// What it answers to searches for a kind of thing in the file at `path`.
    static func answer(_ kind: Filter.Kind, _ searches: [Search], in path: String) async throws
        -> Answer
    {
        let tests = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        let script = tests.appending(path: "Fixtures/search").path(percentEncoded: false)
        guard let python = Fixtures.python else { throw CocoaError(.fileNoSuchFile) }
        let question = Question(kind: kind.noun, searches: searches)
        return try await offPool {
            let process = Process()
            process.executableURL = URL(filePath: python)
            process.arguments = [script, path]
            let (input, output) = (Pipe(), Pipe())
            process.standardInput = input
            process.standardOutput = output
            try process.run()
            try input.fileHandleForWriting.write(contentsOf: JSONEncoder().encode(question))
            try input.fileHandleForWriting.close()
            let data = output.fileHandleForReading.readDataToEndOfFile()
            return try JSONDecoder().decode(Answer.self, from: data)
        }
    }
}

/// An experiment, model or version as its store describes it: what a small list is made of.
struct Thing: Decodable {
    /// A number or a text.
    enum Value: Decodable {
        case number(Double)
        case text(String)

        init(from decoder: any Decoder) throws {
            let container = try decoder.singleValueContainer()
            if let number = try? container.decode(Double.self) {
                self = .number(number)
            } else {
                self = .text(try container.decode(String.self))
            }
        }
    }

    var id: String
    /// By MLflow's names.
    var fields: [String: Value?]
    var tags: [String: String]

    /// What a field is for it.
    func value(_ field: Field, of kind: Filter.Kind) -> SortValue {
        switch field {
        case .tag(let key): return tags[key].map(SortValue.text) ?? .missing
        case .several: return .several(tags.values.sorted())
        default: break
        }
        for (name, value) in fields where Field(name, of: kind) == field {
            switch value {
            case .number(let number): return .number(number)
            case .text(let text): return .text(text)
            case nil: return .missing
            }
        }
        return .missing
    }
}

/// What mldeck makes of a written search where only MLflow's language is read.
struct StrictSearch {
    var filter: Filter?
    var order: [SortKey]

    /// Refuses what MLflow refuses.
    init(_ kind: Filter.Kind, _ search: MLflowSearch.Search) throws(FilterError) {
        filter = try Filter.parse(
            search.filter,
            as: kind,
            now: SampleRuns.now,
            dialect: .mlflow
        )
        order = try kind.order(search.order)
    }
}
