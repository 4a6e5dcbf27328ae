import Client
import Connectors
import Entities
import Foundation
import TestKit
import Testing

/// An alert from its beginning to its end: a real MLServer is killed while a real Prometheus looks
/// at it and a real Alertmanager tells of it.
@Suite(
    .serialized,
    .enabled(
        if: MonitoringServers.areThere && AlertServers.isThere && ModelServer.canStart,
        AlertServers.missing
    )
)
struct ServerDeathAlertTests {
    /// The alert of a server that is told by its label, as both together tell it.
    private func alert(_ trial: String) async throws -> Alert? {
        let judged = try await MonitoringServers.prometheus.connector().alerts().alerts
        let told = try await AlertServers.connector().alerts().alerts
        return Alert.merged(judged + told).first { $0.labels["trial"] == trial }
    }

    /// Has Prometheus look at a server for as long as `body` takes.
    private func watched(
        _ server: ModelServer,
        as trial: String,
        _ body: () async throws -> Void
    ) async throws {
        let flags = try await MonitoringServers.prometheus.ask("status/flags", [])
        let configuration = try #require(flags["config.file"]?.text)
        let folder = URL(filePath: configuration).deletingLastPathComponent()
        let file = folder.appending(path: "targets/\(trial).json")
        let text =
            "[{\"targets\": [\"\(server.metricsTarget)\"],"
            + " \"labels\": {\"trial\": \"\(trial)\"}}]"
        try Data(text.utf8).write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        try await body()
    }

    @Test func itFiresIsSilencedSoundsAgainAndIsOver() async throws {
        let trial = "trial-\(UInt32.random(in: 0 ... .max))"
        let alertmanager = try AlertServers.connector()
        let rehearsal = Rehearsal([alertmanager])
        try await ModelServer.run { server in
            try await watched(server, as: trial) {
                let query = RangeQuery("up{trial=\"\(trial)\"}", span: 60, columns: 1)
                let prometheus = try MonitoringServers.prometheus.connector()
                try await eventually("Prometheus does not see the server") {
                    try await prometheus.range(query).series.first?.last == 1
                }
                server.kill()
                try await eventually("no alert fires") {
                    let alert = try await alert(trial)
                    return alert?.state == .firing && alert?.teller != nil
                }
                let fires = try #require(try await alert(trial))
                #expect(fires.name == "ModelServerDown" && fires.severity == .critical)
                #expect(fires.receivers == ["on-call"] && fires.since != nil)
                let matchers = [
                    Silence.Matcher("alertname", fires.name), Silence.Matcher("trial", trial),
                ]
                let change = SilenceChange.create(
                    at: alertmanager.source.id,
                    matchers,
                    seconds: 600,
                    comment: "killed by a test"
                )
                #expect(try await rehearsal.make(.silence(change)).phase == .done)
                try await eventually("it is not silenced") {
                    try await alert(trial)?.state == .silenced
                }
                let silence = try await own(alertmanager, matchers)
                #expect(silence.by == "tester" && silence.comment == "killed by a test")
                let longer = SilenceChange.extend(silence.id, seconds: 7200)
                #expect(try await rehearsal.make(.silence(longer)).phase == .done)
                let extended = try await own(alertmanager, matchers)
                #expect(extended.end.milliseconds - silence.end.milliseconds > 6_000_000)
                let end = try await rehearsal.make(.silence(.expire(extended.id)))
                #expect(end.phase == .done, "\(end.end)")
                try await eventually("it stays silenced") {
                    try await alert(trial)?.state == .firing
                }
                try await server.start()
                try await eventually("it is not over") {
                    let alert = try await alert(trial)
                    return alert == nil || alert?.state == .inactive
                }
            }
        }
        let entries = try rehearsal.entries()
        #expect(entries.count { $0.action == .result && $0.status == 200 } == 3)
        #expect(entries.contains { $0.what.contains("trial=\"\(trial)\"") })
    }

    private func own(_ server: Alertmanager, _ matchers: [Silence.Matcher]) async throws -> Silence
    {
        let all = try #require(try await server.alerts().silences)
        return try #require(all.first { $0.matchers == matchers && $0.state == .active })
    }
}
