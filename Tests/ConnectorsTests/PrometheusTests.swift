import Client
import Connectors
import Entities
import TestKit
import Testing

/// What real servers measure of a real MLServer that is asked all the time, and now and then badly.
@Suite(.enabled(if: MonitoringServers.areThere, MonitoringServers.missing))
struct PrometheusTests {
    private let fleet = Healths(span: 300, columns: 60)

    /// The health of a model once all of it is known.
    private func service(
        _ name: String,
        _ prometheus: Prometheus,
        _ isKnown: (Health) -> Bool = { $0[.rate] ?? 0 > 0 && $0[.errors] ?? 0 > 0 }
    ) async throws -> Health {
        var found: Health?
        try await eventually("there is no \(name) of which all is known") {
            found = try await prometheus.health(fleet).services.first { $0.id.name == name }
            return found.map(isKnown) ?? false
        }
        return try #require(found)
    }

    @Test(arguments: MonitoringServers.allCases)
    func aModelIsMeasuredThatNobodySetDown(_ server: MonitoringServers) async throws {
        let service = try await service("churn-v1", try server.connector())
        #expect(service.family == "mlserver" && service.deployment == nil)
        let (rate, errors) = (service[.rate] ?? 0, service[.errors] ?? 1)
        // The loop asks five times a second.
        #expect(rate > 1 && rate < 10 && errors > 0 && errors < 0.5)
        let mean = try #require(service[.mean])
        #expect(mean > 0 && mean < 1)
        #expect((service[.ready] ?? 0) >= 1)
    }

    @Test(arguments: MonitoringServers.allCases)
    func theServerSaysWhatItIs(_ server: MonitoringServers) async throws {
        let version = try await server.connector().check()
        if server == .prometheus { #expect(version.hasPrefix("2.")) }
    }

    @Test func anApplicationOfRayIsMeasuredWithItsVersions() async throws {
        let prometheus = try MonitoringServers.prometheus.connector()
        let service = try await service("churn-api", prometheus) {
            $0[.rate] ?? 0 > 0 && $0[.p95] != nil
        }
        #expect(service.family == "ray-serve")
        let (p50, p99) = (service[.p50] ?? .nan, service[.p99] ?? .nan)
        #expect(p50 > 0 && p50 <= p99 && p99 < 60)
        let question = Healths(span: 300, columns: 60, of: service.id)
        let whole = try #require(try await prometheus.health(question).services.first)
        #expect(whole.versions.keys.contains { $0.hasPrefix("v1") }, "\(whole.versions.keys)")
    }

    @Test func whatAPersonSetDownIsJudgedByItsObjectives() async throws {
        let place = Deployment.ID(source: Source.ID("mlserver"), name: "churn-live")
        let monitor = MonitorSettings(
            place,
            by: Source.ID("prom"),
            labels: ["model": "churn-v1", "job": "mlserver"],
            objectives: [Objective(.errors, limit: 0.001)]
        )
        let prometheus = try MonitoringServers.prometheus.connector([monitor])
        let service = try await service("churn-live", prometheus)
        #expect(service.deployment == place)
        let answer = try await prometheus.health(fleet).judged()
        let first = try #require(answer.services.first { $0.id.name == "churn-live" })
        #expect(
            first.state == .critical && first.why.contains("objective 0.1 %"),
            "\(first.why)"
        )
        #expect(answer.services.first?.state == .critical)
    }
}
