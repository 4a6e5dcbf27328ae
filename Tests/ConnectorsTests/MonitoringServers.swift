import Client
import Connectors
import Entities
import Foundation
import TestKit
import Testing

/// The servers with Prometheus's interface that `Tests/Services/start` has started.
enum MonitoringServers: String, CaseIterable, Sendable {
    // As their variables are called.
    case prometheus = "PROMETHEUS"
    case victoriaMetrics = "VICTORIA"

    private static let environment = ProcessInfo.processInfo.environment

    static let areThere = allCases.allSatisfy { $0.url != nil }
    static let missing: Comment =
        "MLDECK_PROMETHEUS_URL and MLDECK_VICTORIA_URL are not set; Tests/run sets them"

    var url: String? { Self.environment["MLDECK_\(rawValue)_URL"] }

    func access() throws -> HTTPAccess {
        let url = try #require(url)
        return HTTPAccess(base: try #require(HTTPAddress.read(url)?.address))
    }

    func connector(_ monitors: [MonitorSettings] = []) throws -> Prometheus {
        let access = try access()
        return Prometheus(id: Source.ID("prom"), address: access.base, monitors: monitors) {
            () throws(Failure.Reason) in access
        }
    }

    /// The data of an answer.
    func ask(_ path: String, _ parameters: [HTTPRequest.Parameter]) async throws -> JSONValue {
        let request = HTTPRequest(.get, "api/v1/\(path)", query: parameters)
        let response = try await HTTP(try access()).send(request)
        let answer = try #require(JSONValue(response.body))
        #expect(answer["status"]?.text == "success", "\(answer["error"]?.text ?? "")")
        return try #require(answer["data"])
    }
}

/// Waits for something that becomes so by itself; fails at the deadline.
func eventually(
    within seconds: Double = 60,
    _ what: Comment,
    _ test: () async throws -> Bool
) async throws {
    let start = ContinuousClock.now
    while try await !test() {
        guard ContinuousClock.now - start < .seconds(seconds) else {
            Issue.record(what)
            return
        }
        try await Task.sleep(for: .milliseconds(300))
    }
}
