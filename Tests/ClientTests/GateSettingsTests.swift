import Client
import Entities
import Testing

/// What is said of gates that are set down wrongly.
struct GateSettingsGateTests {
    @Test(
        arguments: [
            ("metric", ["key": ["auc"], "threshold": ["0.9"]], []),
            ("metric", ["threshold": ["0.9"]], ["needs the key key: The metric, as in val/auc."]),
            (
                "metric", ["key": ["auc"], "treshold": ["0.9"]],
                [
                    "takes no key treshold; did you mean threshold?",
                    "asks nothing of the metric: set one of threshold, min_absolute_change,"
                        + " min_relative_change",
                ]
            ),
            (
                "metric", ["key": ["auc"], "threshold": ["high"], "greater_is_better": ["maybe"]],
                [
                    "threshold: 'high' is not a number",
                    "greater_is_better: 'maybe' is not true or false",
                ]
            ),
            (
                "metric", ["key": ["auc"], "threshold": ["nan"]],
                ["threshold: 'nan' is not a number"]
            ),
            (
                "metric",
                ["key": ["auc"], "min_absolute_change": ["0"], "min_relative_change": ["2"]],
                [
                    "min_absolute_change: '0' is not a number above 0",
                    "min_relative_change: '2' is not a number from 0 to 1",
                ]
            ),
            ("metrc", [:], ["there is no gate metrc; did you mean metric?"]),
            (
                "something_else", [:],
                [
                    "there is no gate something_else; there are metric, signature, data_age,"
                        + " governance, change_window, approvals, smoke, command, alerts_quiet, slo_budget"
                ]
            ),
            (
                "drift", [:],
                ["the gate drift comes with drift, and cannot be named yet"]
            ),
            (
                "data_age", ["max": ["a month"]],
                ["max: 'a month' is not a duration such as 30d, 12h or 60s"]
            ),
            (
                "data_age", ["max": ["30d", "12h"]],
                ["max takes one value: a duration such as 30d, 12h or 60s"]
            ),
            (
                "change_window",
                ["days": ["mon-fry"], "hours": ["17:00-09:00"], "freeze": ["2026-02-30"]],
                [
                    "days: 'mon-fry' is not a day or days such as mon-fri",
                    "hours: '17:00-09:00' is not hours such as 09:00-16:30",
                    "freeze: '2026-02-30' is not a date or dates such as 2026-12-20..2027-01-03",
                ]
            ),
            ("change_window", ["zone": ["utc"]], ["sets no time: give it days, hours or freeze"]),
            (
                "governance", ["needs": ["card", "sbon"]],
                [
                    "needs: 'sbon' is not one of card, licence, owner, sbom, signature, intended_use"
                ]
            ),
            (
                "approvals", ["signers": ["s"], "needed": ["0"]],
                ["needed: '0' is not a whole number from 1"]
            ),
            ("command", ["run": ["./check.sh", "{model}"]], []),
            (
                "command", ["run": ["python check.py"]],
                ["run takes a list, and no shell reads it: [python, check.py]"]
            ),
        ] as [(String, [String: [String]], [String])]
    )
    func whatIsSetDownWronglyIsSaid(
        _ row: (gate: String, values: [String: [String]], expected: [String])
    ) {
        #expect(GateSettings(row.gate, row.values).complaints() == row.expected)
    }

    @Test func everyGateThatWaitsForDriftIsNamed() {
        for name in ["drift"] {
            #expect(GateSettings(name).complaints().first?.contains("cannot be named yet") == true)
        }
    }

    @Test func aGateThatIsToldSomethingWrongFailsInPlaceOfPassing() async throws {
        var trial = GateTrial()
        trial.challenger.metrics["auc"] = 0.5
        let values = ["key": ["auc"], "threshold": ["0.1"], "treshold": ["0.9"]]
        let result = try await trial.judge("metric", values)
        #expect(result.verdict == .fail)
        #expect(result.evidence.contains("did you mean threshold?"))
        #expect(try await trial.judge("drift").verdict == .fail)
    }

    @Test func gatesOfOneNameCanBeWaivedOneByOne() async throws {
        let gate = GateSettings("change_window", ["days": ["sat"]])
        let names = try await GateTrial().propose([gate, gate, gate]).gates.map(\.name)
        #expect(names == ["change_window", "change_window #2", "change_window #3"])
    }
}
