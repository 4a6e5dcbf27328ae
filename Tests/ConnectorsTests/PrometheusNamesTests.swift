import Client
import Connectors
import Entities
import Foundation
import TestKit
import Testing

/// What services are called, by a server that gives the answers of a file.
@Suite(.enabled(if: FaultServer.canStart, Comment(rawValue: FaultServer.missing)))
struct PrometheusNamesTests {
    private func series(_ job: String, _ rate: Int) -> String {
        let labels =
            "{\"job\":\"\(job)\",\"model\":\"churn\",\"mldeck_measure\":\"rate\"}"
        return "{\"metric\":\(labels),\"values\":[[1790000000,\"\(rate)\"]]}"
    }

    private func answering<Result>(
        _ result: String,
        _ body: (Prometheus) async throws -> Result
    ) async throws -> Result {
        try await FaultServer.run { server in
            try await withTemporaryFolder { folder in
                let names = "[\"model_infer_request_success_total\"]"
                let data = "{\"resultType\":\"matrix\",\"result\":[\(result)]}"
                for (path, data) in [("label/__name__/values", names), ("query_range", data)] {
                    let file = URL(filePath: folder.file("api/v1/\(path)"))
                    try FileManager.default.createDirectory(
                        at: file.deletingLastPathComponent(),
                        withIntermediateDirectories: true
                    )
                    let answer = "{\"status\":\"success\",\"data\":\(data)}"
                    try Data(answer.utf8).write(to: file)
                }
                let written = "\(server.address)/file\(folder.path)"
                let base = try #require(HTTPAddress.read(written)?.address)
                let clock = TurnedClock()
                return try await body(
                    Prometheus(id: Source.ID("prom"), address: base, time: clock.time) {
                        () throws(Failure.Reason) in HTTPAccess(base: base)
                    }
                )
            }
        }
    }

    @Test func twoOfANameTellTheirJobAndCanBeLookedAt() async throws {
        try await answering([series("eu", 3), series("us", 4)].joined(separator: ",")) { server in
            let fleet = try await server.health(Healths(span: 300, columns: 10)).services
            #expect(fleet.map(\.id.name).sorted() == ["churn eu", "churn us"])
            #expect(Set(fleet.compactMap { $0[.rate] }) == [3, 4])
            let id = Health.ID(source: Source.ID("prom"), name: "churn us")
            let one = try await server.health(Healths(span: 300, columns: 10, of: id)).services
            #expect(one.map(\.id) == [id])
        }
    }

    @Test func oneAloneHasTheNameOfItsModel() async throws {
        try await answering(series("eu", 3)) { server in
            let fleet = try await server.health(Healths(span: 300, columns: 10)).services
            #expect(fleet.map(\.id.name) == ["churn"])
        }
    }

    @Test func whatIsNotMeasuredIsNotFound() async throws {
        try await answering(series("eu", 3)) { server in
            let id = Health.ID(source: Source.ID("prom"), name: "gone")
            await #expect(throws: Failure.self) {
                try await server.health(Healths(span: 300, columns: 10, of: id))
            }
        }
    }
}
