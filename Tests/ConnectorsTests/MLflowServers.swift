import Client
import Connectors
import Entities
import Foundation
import TestKit
import Testing

/// The MLflow servers that `Tests/Services/start` has started.
struct MLflowServers: CustomTestStringConvertible, Sendable {
    let name: String
    let fixture: String
    let hasUsers: Bool

    var testDescription: String { name }

    static let all = [
        MLflowServers(name: "MLFLOW3", fixture: "mlflow-3", hasUsers: false),
        MLflowServers(name: "MLFLOW2", fixture: "mlflow-2", hasUsers: false),
        MLflowServers(name: "MLFLOW3_AUTH", fixture: "mlflow-3", hasUsers: true),
        MLflowServers(name: "MLFLOW2_AUTH", fixture: "mlflow-2", hasUsers: true),
    ]

    /// On the store of the golden filters.
    static let golden = MLflowServers(name: "GOLDEN", fixture: "mlflow-3", hasUsers: false)

    private static let environment = ProcessInfo.processInfo.environment

    static let open = all.filter { !$0.hasUsers }
    static let areThere = all.allSatisfy { $0.uri != nil }
    static let missing: Comment = "MLDECK_MLFLOW3_URL and its like are not set; Tests/run sets them"

    /// The Python with the MLflow of the server's version.
    var python: String? {
        Self.environment[fixture == "mlflow-3" ? "MLDECK_PYTHON3" : "MLDECK_PYTHON2"]
    }

    var uri: String? { Self.environment["MLDECK_\(name)_URL"] }

    /// The server with credentials, where it wants them.
    func access() throws -> HTTPAccess {
        let user = Self.environment["MLDECK_MLFLOW_USER"] ?? ""
        let password = Self.environment["MLDECK_MLFLOW_PASSWORD"] ?? ""
        let told = [
            "MLFLOW_TRACKING_USERNAME": user, "MLFLOW_TRACKING_PASSWORD": password,
        ]
        let uri = try #require(uri)
        return try HTTPAccess.tracking(uri, hasUsers ? told : [:])
    }

    func store(_ id: String = "mlflow") throws -> MLflowServer {
        MLflowServer(id: Source.ID(id), access: try access(), budget: Budget(bytes: 1 << 30))
    }

    /// The file of which the server has a copy.
    func file(_ id: String = "mlflow") throws -> MLflowSQLite {
        let golden = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "Golden/mlflow/mlflow.db").path(percentEncoded: false)
        return MLflowSQLite(
            id: Source.ID(id),
            path: name == "GOLDEN" ? golden : try Fixtures.path("\(fixture)/mlflow.db"),
            budget: Budget(bytes: 1 << 30)
        )
    }

    /// Takes a registered model away again.
    func delete(model name: String) async throws {
        let call = HTTPRequest(
            .delete,
            "api/2.0/mlflow/registered-models/delete",
            body: Array(#"{"name": "\#(name)"}"#.utf8)
        )
        #expect(try await HTTP(try access()).send(call).status == 200)
    }

    /// Tells the server to do something.
    func tell(_ call: String, _ body: String) async throws -> [String: Any] {
        let request = HTTPRequest(.post, "api/2.0/mlflow/" + call, body: Array(body.utf8))
        let answer = try await HTTP(try access()).send(request)
        #expect(answer.status == 200, "\(call): \(String(decoding: answer.body, as: UTF8.self))")
        let json = try JSONSerialization.jsonObject(with: Data(answer.body))
        return json as? [String: Any] ?? [:]
    }
}

extension HTTPAccess {
    /// As the program gets it from MLflow's own variables.
    static func tracking(_ uri: String, _ told: [String: String] = [:]) throws -> HTTPAccess {
        let environment = told.merging(["MLFLOW_TRACKING_URI": uri]) { $1 }
        return try #require(ServerSettings(tracking: environment)).access(environment: environment)
    }
}
