import Entities
import Testing

/// What an alert says of itself, and what it is about.
struct AlertTests {
    private func alert(_ labels: [String: String], context: String = "") -> Alert {
        Alert(
            id: Alert.ID(source: Source.ID("prometheus", context: context), key: "Slow"),
            name: "Slow",
            state: .firing,
            labels: labels
        )
    }

    private func health(_ name: String, _ labels: [String: String] = [:]) -> Health {
        Health(
            id: Health.ID(source: Source.ID("scrape"), name: name),
            family: "mlserver",
            deployment: Deployment.ID(source: Source.ID("ray"), name: name + "-deployed"),
            labels: labels
        )
    }

    @Test(arguments: [
        ("page", Alert.Severity.critical), ("CRITICAL", .critical), ("ticket", .warning),
        ("warning", .warning), ("info", .info), ("none", .info), ("purple", .unknown),
    ])
    func theLabelSaysHowBadItIs(_ label: String, _ severity: Alert.Severity) {
        #expect(alert(["severity": label]).severity == severity)
        #expect(alert([:]).severity == .unknown)
    }

    @Test func aLabelNamesWhatItIsAbout() {
        #expect(alert(["anything": "churn-api"]).concerns(health("churn-api")))
        #expect(alert(["deployment": "churn-api-deployed"]).names(health("churn-api")))
        #expect(!alert(["team": "churn-api"]).concerns(health("churn-api")))
        #expect(!alert([:]).concerns(health("churn-api", ["job": "a"])))
    }

    @Test func labelsInCommonSayItTooButNoneMayDiffer() {
        let served = health("churn-api", ["job": "serve", "model": "churn"])
        #expect(alert(["job": "serve"]).concerns(served) && !alert(["job": "serve"]).names(served))
        #expect(alert(["job": "serve", "pod": "x"]).concerns(served))
        #expect(!alert(["job": "serve", "model": "fraud"]).concerns(served))
        #expect(!alert(["pod": "x", "severity": "page"]).concerns(served))
    }

    @Test func anotherContextIsAnotherWorld() {
        #expect(!alert(["model": "churn-api"], context: "staging").concerns(health("churn-api")))
    }

    @Test(arguments: [
        (60.9, 60), (0, 0), (-5, 0), (.nan, 0), (.infinity, 1_000_000_000), (-.infinity, 0),
        (1e300, 1_000_000_000),
    ])
    func noForeignDurationCrashes(_ hold: Double, _ seconds: Int) {
        #expect(Alert.Rule(expression: "", hold: hold).wholeSeconds == seconds)
    }

    @Test func whatIsToBeKnownIsFoundUnderItsNames() {
        var one = alert(["runbook": "RB-1"])
        #expect(one.runbook == "RB-1" && one.summary.isEmpty)
        one.annotations = ["description": "d", "runbook_url": "https://a/b"]
        #expect(one.summary == "d" && one.runbook == "https://a/b")
        one.annotations["summary"] = "s"
        #expect(one.summary == "s")
    }

    @Test func theKeyDoesNotDependOnOrder() {
        let labels = ["b": "2", "a": "1", "alertname": "Slow"]
        #expect(Alert.key("Slow", labels) == "Slow{a=\"1\",b=\"2\"}")
    }
}
