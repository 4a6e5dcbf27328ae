import Entities
import Testing

/// Run alone, after all other tests.
@Suite(.serialized)
struct MergedAlertsTimedTests {
    private func alert(_ number: Int, _ source: String, isJudged: Bool) -> Alert {
        let name = "Slow"
        var labels = ["model": "m\(number)", "severity": "page"]
        // Some have labels that no other has.
        if number % 3 == 0 { labels["only\(number)"] = "x" }
        if !isJudged { labels["cluster"] = "eu" }
        return Alert(
            id: Alert.ID(source: Source.ID(source), key: Alert.key(name, labels)),
            name: name,
            state: isJudged ? .firing : .silenced,
            labels: labels,
            rule: isJudged ? Alert.Rule(expression: "x > 1") : nil
        )
    }

    @Test(arguments: [10_000])
    func manyOfOneNameTakeLittleWork(_ count: Int) {
        let all = (0..<count).flatMap { number in
            [
                alert(number, "prometheus", isJudged: true),
                alert(number, "alertmanager", isJudged: false),
            ]
        }
        var merged: [Alert] = []
        let time = ContinuousClock().measure { merged = Alert.merged(all) }
        #expect(merged.count == count && merged.allSatisfy { $0.state == .silenced })
        #expect(time < .seconds(4), "\(time)")
    }
}
