import Client
import Connectors
import Entities
import Foundation
import TestKit
import Testing

/// The Alertmanager that `Tests/Services/start` has started.
enum AlertServers {
    private static let url = ProcessInfo.processInfo.environment["MLDECK_ALERTMANAGER_URL"]

    static let isThere = url != nil
    static let missing: Comment = "MLDECK_ALERTMANAGER_URL is not set; Tests/run sets it"

    static func connector() throws -> Alertmanager {
        let base = try #require(url.flatMap { HTTPAddress.read($0)?.address })
        return Alertmanager(id: Source.ID("alerts"), address: base) {
            () throws(Failure.Reason) in HTTPAccess(base: base)
        }
    }
}

/// What a real Alertmanager and a real Prometheus tell of the rules of the services.
@Suite(.enabled(if: MonitoringServers.areThere && AlertServers.isThere, AlertServers.missing))
struct AlertsTests {
    @Test func whatFiresIsToldOnceWithItsRuleAndItsReceivers() async throws {
        try await eventually("it does not become so") {
            let judged = try await MonitoringServers.prometheus.connector().alerts()
            let told = try await AlertServers.connector().alerts()
            let all = Alert.merged(judged.alerts + told.alerts)
            let own = all.filter { $0.name == "ModelRequestsFail" }
            guard own.count == 1, let alert = own.first else { return false }
            return alert.state == .firing && alert.severity == .warning
                && alert.receivers == ["nobody"] && (alert.value ?? 0) > 0
                && alert.rule?.expression.contains("failure_total") == true
                && alert.runbook == "https://runbooks.example.org/model-requests-fail"
                && alert.labels["model"] == "churn-v1"
        }
    }

    @Test func whatIsPendingIsNoneThatFires() async throws {
        let alerts = try await MonitoringServers.prometheus.connector().alerts().alerts
        let pending = try #require(alerts.first { $0.name == "DriftNotMeasured" })
        #expect(pending.state == .pending && pending.rule?.hold == 3600 && pending.since != nil)
    }

    @Test func aStoreWithoutRulesHasNone() async throws {
        #expect(try await MonitoringServers.victoriaMetrics.connector().alerts().alerts.isEmpty)
    }

    @Test func itsVersionIsTold() async throws {
        #expect(try await AlertServers.connector().check().hasPrefix("0."))
    }

    @Test func aSilenceOfNothingIsNotPlanned() async throws {
        let server = try AlertServers.connector()
        let rehearsal = Rehearsal([server])
        let id = Silence.ID(source: server.source.id, key: "00000000-0000-0000-0000-000000000000")
        for change in [
            SilenceChange.expire(id), .extend(id, seconds: 60),
            .create(at: server.source.id, [], seconds: 60, comment: "why"),
            .create(at: server.source.id, [.init("a", "b")], seconds: 60, comment: "  "),
        ] {
            await #expect(throws: Failure.self) { try await rehearsal.make(.silence(change)) }
        }
        #expect(try rehearsal.entries().isEmpty)
    }

    @Test(arguments: MonitoringServers.allCases)
    func anExpressionGivesItsSeries(_ server: MonitoringServers) async throws {
        let question = RangeQuery("sum by (job) (up)", span: 60, columns: 10)
        let answer = try await server.connector().range(question)
        #expect(answer.window.columns == 10)
        #expect(answer.series.contains { $0.labels == ["job": "mlserver"] && $0.last == 1 })
        await #expect(throws: Failure.self) {
            try await server.connector().range(RangeQuery("rate(", span: 60, columns: 10))
        }
    }
}
