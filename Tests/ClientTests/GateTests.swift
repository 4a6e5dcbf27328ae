import Client
import Entities
import Testing

struct GateTests {
    /// Both versions with a metric, that which serves nil where it has none.
    private func metrics(_ before: Double?, _ after: Double?) -> GateTrial {
        var trial = GateTrial()
        trial.champion?.metrics["auc"] = before
        trial.challenger.metrics["auc"] = after
        return trial
    }

    // MARK: metric

    @Test(
        arguments: [
            // Before, after, what is asked, and what MLflow's MetricThreshold says to it.
            (0.9, 0.9143, ["threshold": "0.9107"], "pass"),
            (0.9, 0.91, ["threshold": "0.9107"], "fail"),
            (0.9, 0.9107, ["threshold": "0.9107"], "pass"), (0.9, .nan, ["threshold": "0"], "fail"),
            (0.4, 0.3, ["threshold": "0.35", "greater_is_better": "false"], "pass"),
            (0.4, 0.36, ["threshold": "0.35", "greater_is_better": "false"], "fail"),
            (0.5, 0.625, ["min_absolute_change": "0.125"], "pass"),
            (0.5, 0.6, ["min_absolute_change": "0.125"], "fail"),
            (0.5, 0.25, ["min_absolute_change": "0.25", "greater_is_better": "false"], "pass"),
            (.nan, 0.9, ["min_absolute_change": "0.1"], "fail"),
            (.nan, 0.9, ["min_relative_change": "0"], "fail"),
            (0.5, 0.625, ["min_relative_change": "0.25"], "pass"),
            (0.5, 0.62, ["min_relative_change": "0.25"], "fail"),
            // The share is of the magnitude: −0.3 is better than −0.4.
            (-0.4, -0.3, ["min_relative_change": "0.2"], "pass"),
            (-0.4, -0.5, ["min_relative_change": "0.2"], "fail"),
            // Of 0 there is no share: better is enough.
            (0, 0.001, ["min_relative_change": "0.5"], "pass"),
            (0, 0, ["min_relative_change": "0.5"], "fail"),
            (0.9, 0.95, ["threshold": "0.9", "min_absolute_change": "0.1"], "fail"),
            (0.9, 0.85, ["threshold": "0.9", "min_relative_change": "0"], "fail"),
        ] as [(Double, Double, [String: String], String)]
    )
    func aMetricIsJudgedAsMLflowJudgesIt(
        _ row: (before: Double, after: Double, asked: [String: String], expected: String)
    ) async throws {
        let values = row.asked.mapValues { [$0] }.merging(["key": ["auc"]]) { $1 }
        let result = try await metrics(row.before, row.after).judge("metric", values)
        #expect(result.verdict.rawValue == row.expected, "\(row) \(result.evidence)")
        #expect(result.name == "metric auc")
    }

    @Test func aMetricsEvidenceSaysWhatWasCompared() async throws {
        let values = ["key": ["auc"], "threshold": ["0.9107"]]
        #expect(
            try await metrics(nil, 0.9143).judge("metric", values).evidence == "0.9143 ≥ 0.9107"
        )
        let close = try await metrics(nil, 0.910699999).judge("metric", values)
        #expect(close.evidence == "0.910699999 < 0.9107")
        let change = try await metrics(0.9, 0.9143)
            .judge("metric", ["key": ["auc"], "min_absolute_change": ["0.01"]])
        #expect(change.evidence == "0.9143 ≥ 0.91; v12 has 0.9")
        let unknown = try await metrics(.nan, 0.9143)
            .judge("metric", ["key": ["auc"], "min_absolute_change": ["0.01"]])
        #expect(unknown.evidence == "0.9143 cannot be compared with NaN; v12 has NaN")
    }

    @Test func aMetricThatIsMissingFails() async throws {
        let threshold = ["key": ["auc"], "threshold": ["0.9"]]
        #expect(try await metrics(0.9, nil).judge("metric", threshold).verdict == .fail)
        let change = ["key": ["auc"], "min_relative_change": ["0.1"]]
        #expect(try await metrics(nil, 0.9).judge("metric", change).verdict == .fail)
    }

    @Test func whereNothingServesChangesAreSkippedAndSaidSo() async throws {
        var trial = metrics(nil, 0.9)
        trial.champion = nil
        let change = ["key": ["auc"], "min_absolute_change": ["0.1"]]
        let skipped = try await trial.judge("metric", change)
        #expect(skipped.verdict == .skipped)
        #expect(skipped.evidence.contains("no other version serves"))
        let both = try await trial.judge("metric", change.merging(["threshold": ["0.8"]]) { $1 })
        #expect(both.verdict == .pass)
        #expect(both.evidence.contains("no other version serves"))
        let low = try await trial.judge("metric", change.merging(["threshold": ["0.95"]]) { $1 })
        #expect(low.verdict == .fail)
    }

    @Test func whatServesButIsNotInTheRegistryFails() async throws {
        var trial = metrics(0.9, 0.95)
        trial.champion?.id.model.name = "another"
        let result = try await trial.judge(
            "metric",
            ["key": ["auc"], "min_absolute_change": ["0.01"]]
        )
        #expect(result.verdict == .fail)
        #expect(result.evidence.contains("version 12 of 'churn', which serves now"))
    }

    // MARK: signature

    private func signatures(_ before: Signature?, _ after: Signature?) -> GateTrial {
        var trial = GateTrial()
        trial.signatures = [12: before, 13: after].compactMapValues { $0 }
        return trial
    }

    @Test func aSignatureIsComparedWithTheOneThatServes() async throws {
        let age = Signature.Column("age", "long")
        let plan = Signature.Column("plan", "string")
        let (one, two) = (Signature(inputs: [age]), Signature(inputs: [age, plan]))
        let same = try await signatures(one, one).judge("signature")
        #expect((same.verdict, same.evidence) == (.pass, "v13 can be called like v12"))
        let more = try await signatures(one, two).judge("signature")
        #expect((more.verdict, more.evidence) == (.fail, "new input plan must be given"))
        #expect(try await signatures(two, one).judge("signature").verdict == .warn)
    }

    @Test func whereASignatureIsMissingItOnlyWarns() async throws {
        let one = Signature(inputs: [Signature.Column("age", "long")])
        #expect(try await signatures(nil, nil).judge("signature").verdict == .warn)
        let new = try await signatures(nil, one).judge("signature")
        #expect((new.verdict, new.evidence) == (.warn, "v12, which serves, has no signature"))
        let old = try await signatures(one, nil).judge("signature")
        #expect((old.verdict, old.evidence) == (.warn, "v13 has no signature"))
        var first = signatures(nil, one)
        first.champion = nil
        #expect(try await first.judge("signature").verdict == .skipped)
    }

    @Test func aRegistryThatDoesNotAnswerFailsTheGate() async throws {
        var trial = GateTrial()
        trial.failure = .timedOut
        let result = try await trial.judge("signature")
        #expect(result.verdict == .fail)
        #expect(result.evidence.contains("did not answer in time"))
    }

    // MARK: data_age

    @Test func theAgeOfDataIsThatOfTheRunWhereNoDatasetTells() async throws {
        let trial = GateTrial()
        let young = try await trial.judge("data_age", ["max": ["7d"]])
        #expect(
            (young.verdict, young.evidence)
                == (.pass, "4 days old by the start of its run; at most 7d")
        )
        #expect(try await trial.judge("data_age", ["max": ["95h"]]).verdict == .fail)
        #expect(try await trial.judge("data_age", ["max": ["96h"]]).verdict == .pass)
    }

    @Test func aDateInTheTrainingDatasetIsTheAgeOfTheData() async throws {
        var trial = GateTrial()
        let source = #"{"uri": "s3://lake/churn/2026-09-01..2026-10-05/part.parquet"}"#
        trial.datasets = [
            Dataset(name: "churn", digest: "1", context: "training", source: source),
            Dataset(name: "2026-11-23", digest: "2", context: "validation"),
        ]
        let result = try await trial.judge("data_age", ["max": ["30d"]])
        #expect(result.verdict == .fail)
        #expect(result.evidence.hasPrefix("50 days old by the date in the dataset churn"))
        // No date: a month that there is not, and a longer number.
        trial.datasets[0].source = "s3://2026-13-01/12026-11-230"
        let other = try await trial.judge("data_age", ["max": ["30d"]])
        #expect(other.evidence.contains("the start of its run"))
    }

    @Test func whoseRunNobodyKnowsHasDataOfNoKnownAge() async throws {
        var trial = GateTrial()
        trial.challenger.run = nil
        #expect(try await trial.judge("data_age", ["max": ["30d"]]).verdict == .fail)
        trial.challenger.run = Run.ID(source: Source.ID("closed"), key: "1")
        let result = try await trial.judge("data_age", ["max": ["30d"]])
        #expect(result.verdict == .fail)
        #expect(result.evidence.contains("closed") && result.evidence.contains("not open"))
    }

    // MARK: governance

    private let everything = [
        "needs": ["card", "licence", "owner", "sbom", "signature", "intended_use"]
    ]

    @Test func governanceNamesWhatIsMissing() async throws {
        var trial = GateTrial()
        trial.registered.tags = ["Owner": "ana", "license": "  "]
        trial.challenger.description = "Who may leave."
        let result = try await trial.judge("governance", everything)
        #expect(
            (result.verdict, result.evidence)
                == (.fail, "missing: licence, sbom, signature, intended_use")
        )
    }

    @Test func governanceLooksIntoTagsDescriptionAndFiles() async throws {
        var trial = GateTrial()
        trial.registered.tags = ["owner": "ana"]
        trial.registered.description = "# Intended use\nNot for pricing."
        trial.challenger.tags = ["license": "MIT"]
        trial.files = ["MLmodel", "bom.cdx.json", "model.sig", "README.md/"]
        let result = try await trial.judge("governance", everything)
        #expect(result.verdict == .pass)
        #expect(
            result.evidence
                == "card: in the description, licence: MIT, owner: ana, sbom: bom.cdx.json,"
                + " signature: model.sig, intended_use: in the description"
        )
        trial.registered.description = ""
        let folder = try await trial.judge("governance", ["needs": ["card"]])
        #expect(folder.verdict == .fail)
        trial.files = ["Model_Card.md"]
        #expect(try await trial.judge("governance", ["needs": ["card"]]).verdict == .pass)
    }

    @Test func filesThatCannotBeReadAreSaidAndNothingIsFound() async throws {
        var trial = GateTrial()
        trial.failure = .unauthorized
        let result = try await trial.judge("governance", ["needs": ["sbom"]])
        #expect(result.verdict == .fail)
        #expect(result.evidence.contains("refused the credentials"))
    }

    // MARK: change_window

    @Test(
        arguments: [
            // It is Tuesday, 2026-11-24, 10:30 in UTC and 11:30 here.
            (["days": ["mon-fri"]], "pass"), (["days": ["sat", "sun"]], "fail"),
            (["days": ["sat-tue"]], "pass"), (["days": ["wed-mon"]], "fail"),
            (["hours": ["11:00-12:00"]], "pass"), (["hours": ["11:31-12:00"]], "fail"),
            (["hours": ["11:00-11:30"]], "fail"),
            (["hours": ["08:00-09:00", "11:30-12:00"]], "pass"),
            (["hours": ["10:00-11:00"]], "fail"),
            (["hours": ["10:00-11:00"], "zone": ["utc"]], "pass"),
            (["hours": ["00:00-24:00"], "days": ["mon"]], "fail"),
            (["freeze": ["2026-11-24"]], "fail"), (["freeze": ["2026-11-20..2026-11-24"]], "fail"),
            (["freeze": ["2026-11-25..2026-12-01"]], "pass"),
            (["days": ["tue"], "freeze": ["2026-11-01..2026-11-24"]], "fail"),
        ] as [([String: [String]], String)]
    )
    func changesHaveTheirTime(_ row: (values: [String: [String]], expected: String)) async throws {
        let result = try await GateTrial().judge("change_window", row.values)
        #expect(result.verdict.rawValue == row.expected, "\(row) \(result.evidence)")
    }

    @Test func theDayIsTheOneOfTheZone() async throws {
        var trial = GateTrial()
        trial.now = "2026-11-24T23:30:00.000Z"
        let here = try await trial.judge("change_window", ["days": ["wed"]])
        #expect(
            (here.verdict, here.evidence)
                == (.pass, "wed 2026-11-25 00:30 local is a time for changes")
        )
        let there = try await trial.judge("change_window", ["days": ["wed"], "zone": ["utc"]])
        #expect(
            (there.verdict, there.evidence) == (.fail, "tue 2026-11-24 23:30 utc is outside wed")
        )
        let frozen = try await trial.judge("change_window", ["freeze": ["2026-11-25"]])
        #expect(frozen.evidence == "wed 2026-11-25 00:30 local is in the freeze 2026-11-25")
    }
}
