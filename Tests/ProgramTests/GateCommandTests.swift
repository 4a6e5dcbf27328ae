import Foundation
import TestKit
import Testing

private let server = ProcessInfo.processInfo.environment["MLDECK_MLFLOW3_URL"]

@Suite(.enabled(if: server != nil, "MLDECK_MLFLOW3_URL is not set; Tests/run sets it"))
struct GateCommandTests {
    private func gate(_ version: String, _ more: String...) async throws -> Printed {
        let server = try #require(server)
        let common = ["gate", version, "--for", "@champion", "--at", server]
        return try await Printed.by(common + more)
    }

    @Test func withoutGatesEveryVersionPasses() async throws {
        let text = try await gate("churn/12")
        #expect((text.status, text.output) == (0, "no gates\n"))
        let json = try await gate("churn@candidate", "-o", "json")
        #expect(json.status == 0)
        #expect(try json.object["kind"] as? String == "gates")
        #expect((try json.object["rows"] as? [Any])?.isEmpty == true)
    }

    @Test func aVersionThatIsNotThereIsANo() async throws {
        let printed = try await gate("churn/999")
        #expect(printed.status == 1)
        #expect(printed.errors.contains("version 999 of 'churn'"))
    }
}
