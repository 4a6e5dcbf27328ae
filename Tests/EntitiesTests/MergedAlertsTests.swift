import Entities
import Testing

/// The alerts of all sources as one list.
struct MergedAlertsTests {
    private let prometheus = Source.ID("prometheus")
    private let alertmanager = Source.ID("alertmanager")

    private func judged(
        _ name: String,
        _ labels: [String: String] = [:],
        _ state: Alert.State = .firing,
        by source: Source.ID? = nil
    ) -> Alert {
        Alert(
            id: Alert.ID(source: source ?? prometheus, key: Alert.key(name, labels)),
            name: name,
            state: state,
            labels: labels,
            annotations: ["summary": "judged"],
            since: Instant(milliseconds: 1000),
            value: 7,
            rule: Alert.Rule(expression: "x > 1", hold: 60)
        )
    }

    private func told(
        _ name: String,
        _ labels: [String: String] = [:],
        _ state: Alert.State = .firing,
        by source: Source.ID? = nil,
        silences: [String] = []
    ) -> Alert {
        Alert(
            id: Alert.ID(source: source ?? alertmanager, key: Alert.key(name, labels)),
            name: name,
            state: state,
            labels: labels,
            annotations: ["summary": "told", "note": "told"],
            since: Instant(milliseconds: 2000),
            receivers: ["ops"],
            silences: silences
        )
    }

    @Test func theSameToldByTwoIsOneThatKnowsBoth() throws {
        let all = Alert.merged([
            told("Slow", ["model": "a"], .silenced, silences: ["s1"]),
            judged("Slow", ["model": "a"]),
        ])
        let alert = try #require(all.first)
        #expect(all.count == 1 && alert.id.source == prometheus && alert.teller == alertmanager)
        #expect(alert.state == .silenced && alert.silences == ["s1"] && alert.receivers == ["ops"])
        #expect(alert.value == 7 && alert.rule?.expression == "x > 1")
        #expect(alert.annotations == ["summary": "judged", "note": "told"])
        #expect(alert.since == Instant(milliseconds: 1000))
    }

    @Test func labelsThatAServerAddsToAllDoNotTellApart() {
        let added = ["cluster": "eu-1", "replica": "b"]
        let labels = [["model": "a"], ["model": "b"]]
        let all = Alert.merged(
            labels.map { judged("Slow", $0) }
                + labels.map { told("Slow", $0.merging(added) { $1 }, .inhibited) }
        )
        #expect(all.count == 2 && all.allSatisfy { $0.state == .inhibited })
        #expect(all.allSatisfy { $0.teller == alertmanager && $0.labels["cluster"] == nil })
    }

    @Test func twoThatJudgeTheSameAreEachToldOnce() {
        let second = Source.ID("second")
        let all = Alert.merged([
            judged("Slow"), judged("Slow", by: second), told("Slow", ["replica": "1"]),
            told("Slow", ["replica": "2"]),
        ])
        #expect(all.count == 2 && all.allSatisfy { $0.teller == alertmanager })
        // Where the label was taken off on the way, both are told as one.
        let one = Alert.merged([judged("Slow"), judged("Slow", by: second), told("Slow")])
        #expect(one.count == 2 && one.allSatisfy { $0.teller == alertmanager })
    }

    @Test func otherNamesLabelsAndContextsAreOtherAlerts() {
        let elsewhere = Source.ID("alertmanager", context: "staging")
        let all = Alert.merged([
            judged("Slow", ["model": "a"]), told("Fast", ["model": "a"]),
            told("Slow", ["model": "b"]), told("Slow", ["model": "a"], by: elsewhere),
        ])
        #expect(all.count == 4 && all.allSatisfy { $0.teller == nil })
    }

    @Test func whatIsAboutToFireOrDoesNotStaysSo() {
        let pending = Alert.merged([judged("Slow", [:], .pending), told("Slow")])
        #expect(pending.map(\.state) == [.pending])
        let inactive = Alert.merged([judged("Slow", [:], .inactive), told("Slow")])
        #expect(inactive.map(\.state) == [.firing, .inactive])
    }

    @Test func theFirstAreThoseThatSomebodyHasToLookAt() {
        func one(_ name: String, _ state: Alert.State, _ severity: String, _ since: Int64?) -> Alert
        {
            var alert = told(name, ["severity": severity], state)
            alert.since = since.map { Instant(milliseconds: $0) }
            return alert
        }
        let sorted = [
            one("a", .firing, "page", 9), one("b", .firing, "critical", 5),
            one("d", .firing, "error", nil), one("c", .firing, "high", .min),
            one("e", .firing, "ticket", 100), one("f", .firing, "info", 3),
            one("g", .firing, "", 3), one("h", .pending, "page", 3), one("i", .silenced, "page", 3),
            one("j", .inhibited, "page", 3), one("k", .inactive, "page", 3),
        ]
        for _ in 0..<20 {
            let names = Alert.merged(sorted.shuffled()).map(\.name)
            #expect(names.prefix(2) == ["a", "b"] && names.dropFirst(4).joined() == "efghijk")
            #expect(Set(names[2..<4]) == ["c", "d"])
        }
    }
}
