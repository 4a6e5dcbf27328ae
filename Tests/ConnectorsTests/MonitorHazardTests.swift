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
        case alertmanager
        // Its other questions.
        case rules
        case range
    }

    /// What is not of a server that measures: MLflow's own answers.
    private static let notTheirs: Set<ServerHazard> = [.unknownName, .upgraded, .emptied]

    private static let all = ServerHazard.allCases.filter { !notTheirs.contains($0) }
    private static let secret = "planted-password"

    /// Asks what one asks.
    private func ask(_ asker: Asker, _ address: String) async throws(Failure) {
        guard let base = HTTPAddress.read(address)?.address else {
            throw Failure(source: Source.ID("far"), reason: .cancelled)
        }
        let prometheus = Prometheus(id: Source.ID("far"), address: base, patience: .seconds(2)) {
            () throws(Failure.Reason) in Self.access(base)
        }
        switch asker {
        case .prometheus: _ = try await prometheus.health(Healths(span: 300, columns: 10))
        case .rules: _ = try await prometheus.alerts()
        case .range: _ = try await prometheus.range(RangeQuery("up", span: 60, columns: 2))
        case .scrape:
            // The page is the last part of the address: the hazard's own.
            let scrape = Scrape(id: Source.ID("far"), address: base, patience: .seconds(2)) {
                base throws(Failure.Reason) in Self.access(base)
            }
            _ = try await scrape.health(Healths(span: 300, columns: 10))
        case .alertmanager:
            _ = try await Alertmanager(
                id: Source.ID("far"),
                address: base,
                patience: .seconds(2)
            ) { () throws(Failure.Reason) in Self.access(base) }.alerts()
        }
    }

    private static func access(_ base: HTTPAddress) -> HTTPAccess {
        var access = HTTPAccess(base: base)
        access.credential = .basic(user: "ana", password: secret)
        return access
    }

    private func prometheus(_ address: String) throws -> Prometheus {
        let base = try #require(HTTPAddress.read(address)?.address)
        return Prometheus(id: Source.ID("far"), address: base, patience: .seconds(2)) {
            () throws(Failure.Reason) in Self.access(base)
        }
    }

    @Test(arguments: Asker.allCases, all)
    func isSurvived(_ asker: Asker, _ hazard: ServerHazard) async throws {
        // What only stores series has no such page, and no rules.
        if asker == .rules, hazard == .missing { return }
        try await FaultServer.run { server in
            do throws(Failure) {
                try await ask(asker, hazard.address(server))
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
                for path in [
                    "api/v1/label/__name__/values", "api/v1/query_range", "api/v1/rules",
                ] {
                    let file = folder.file(path)
                    try FileManager.default.createDirectory(
                        atPath: URL(filePath: file).deletingLastPathComponent().path,
                        withIntermediateDirectories: true
                    )
                    try Data(body.utf8).write(to: URL(filePath: file))
                }
                let address = "\(server.address)/file\(folder.path)"
                let connector = try prometheus(address)
                let answer = try? await connector.health(Healths(span: 300, columns: 10))
                #expect(answer?.services.isEmpty ?? true)
            }
        }
    }

    @Test func aServerThatIsOverloadedSaysSo() async throws {
        try await FaultServer.run { server in
            let connector = try prometheus(server.address + "/status/503")
            await #expect { try await connector.health(Healths(span: 300, columns: 10)) } throws: {
                ($0 as? Failure)?.reason == .status(503)
            }
        }
    }
}
