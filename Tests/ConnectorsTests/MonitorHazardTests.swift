import Client
import Connectors
import Entities
import Foundation
import TestKit
import Testing

/// Servers that measure, and go wrong: one sentence each, and the others are seen.
@Suite(.enabled(if: FaultServer.canStart, Comment(rawValue: FaultServer.missing)))
struct MonitorHazardTests {
    /// Who asks.
    enum Asker: String, CaseIterable, Sendable {
        // As they are configured.
        case prometheus
        case scrape
    }

    /// What is not of a server that measures: MLflow's own answers.
    private static let notTheirs: Set<ServerHazard> = [.unknownName, .upgraded, .emptied]

    private static let all = ServerHazard.allCases.filter { !notTheirs.contains($0) }
    private static let secret = "planted-password"

    private func connector(_ asker: Asker, _ address: String) throws -> any HealthSource {
        let base = try #require(HTTPAddress.read(address)?.address)
        let source = Source.ID("far")
        @Sendable func access(_ base: HTTPAddress) -> HTTPAccess {
            var access = HTTPAccess(base: base)
            access.credential = .basic(user: "ana", password: Self.secret)
            return access
        }
        switch asker {
        case .prometheus:
            return Prometheus(id: source, address: base, patience: .seconds(2)) {
                () throws(Failure.Reason) in access(base)
            }
        case .scrape:
            // The page is the last part of the address: the hazard's own.
            return Scrape(id: source, address: base, patience: .seconds(2)) {
                base throws(Failure.Reason) in access(base)
            }
        }
    }

    @Test(arguments: Asker.allCases, all)
    func isSurvived(_ asker: Asker, _ hazard: ServerHazard) async throws {
        try await FaultServer.run { server in
            let connector = try connector(asker, hazard.address(server))
            do throws(Failure) {
                _ = try await connector.health(Healths(span: 300, columns: 10))
                Issue.record("\(hazard) was taken for an answer")
            } catch {
                let message = error.message
                #expect(message.hasPrefix("far ") && message.count < 300, "\(message)")
                #expect(!message.contains { $0.isNewline || $0 == "\u{1B}" }, "\(message)")
                #expect(!message.contains(Self.secret))
            }
        }
    }

    @Test(arguments: [
        ("{\"status\":\"success\",\"data\":{\"resultType\":\"matrix\",\"result\":3}}"),
        ("{\"status\":\"success\",\"data\":[[[[[]]]]]}"), ("[1,2,3]"), ("{\"data\":null}"),
        ("{\"status\":\"success\",\"data\":{\"result\":[{\"metric\":3,\"values\":[[1,\"x\"],"
            + "[\"NaN\",\"1\"],[9e99,\"2\"],[],[1],null,{}]}]}}"),
        ("{\"status\":\"error\",\"error\":\"\u{1B}[2J out of memory\"}"),
    ])
    func whatIsOfAnotherShapeEndsNothing(_ body: String) async throws {
        try await FaultServer.run { server in
            try await withTemporaryFolder { folder in
                for path in ["api/v1/label/__name__/values", "api/v1/query_range"] {
                    let file = folder.file(path)
                    try FileManager.default.createDirectory(
                        atPath: URL(filePath: file).deletingLastPathComponent().path,
                        withIntermediateDirectories: true
                    )
                    try Data(body.utf8).write(to: URL(filePath: file))
                }
                let address = "\(server.address)/file\(folder.path)"
                let connector = try connector(.prometheus, address)
                let answer = try? await connector.health(Healths(span: 300, columns: 10))
                #expect(answer?.services.isEmpty ?? true)
            }
        }
    }

    @Test func aServerThatIsOverloadedSaysSo() async throws {
        try await FaultServer.run { server in
            let connector = try connector(.prometheus, server.address + "/status/503")
            await #expect { try await connector.health(Healths(span: 300, columns: 10)) } throws: {
                ($0 as? Failure)?.reason == .status(503)
            }
        }
    }
}
