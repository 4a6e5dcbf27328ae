import Entities
import Testing

/// What each kind of thing is filtered by, and what of it MLflow reads.
struct FilterKindTests {
    private let now = Instant(milliseconds: 1_000_000_000)

    private func parse(
        _ text: String,
        as kind: Filter.Kind = .runs,
        _ dialect: Filter.Dialect = .mldeck
    ) throws(FilterError) -> Filter? {
        try Filter.parse(text, as: kind, now: now, dialect: dialect)
    }

    @Test(arguments: [
        ("metrics.acc > 1 OR metrics.acc < 0", 16), ("NOT metrics.acc > 1", 0),
        ("(metrics.acc > 1)", 0), ("metrics.acc == 1", 12), ("metrics.acc <> 1", 12),
        ("metrics.acc > 1e+5", 14), ("metrics.acc > +1", 14), ("metrics.a-b > 1", 0),
        ("Metrics.acc > 1", 0), ("STATUS = 'x'", 0), ("name = 'x'", 0), ("duration > 1", 0),
        ("fox", 0), ("params.a ~ 'x'", 9), ("params.a IN ('x')", 9), ("params.a > 1", 11),
        ("params.a < 'x'", 11), ("params.a NOT LIKE 'x'", 13), ("start_time > -7d", 13),
        ("min(metrics.acc) > 1", 0), ("metrics.acc@3 > 1", 0), ("metrics.acc IS NULL", 15),
        ("status IS NOT NULL", 14), ("run_name IN ('x')", 9), ("start_time > '1'", 13),
    ])
    func whatIsBeyondMLflowIsSaid(_ text: String, _ position: Int) throws {
        let error = #expect(throws: FilterError.self) { try parse(text, .mlflow) }
        #expect(error?.position == position, "\(text): \(error?.message ?? "")")
        if !text.hasPrefix("start_time > '") { #expect(try parse(text) != nil) }
    }

    private func parse(_ text: String, _ dialect: Filter.Dialect) throws(FilterError) -> Filter? {
        try parse(text, as: .runs, dialect)
    }

    @Test(arguments: [
        ("metrics.a-b == 1e+5", "metrics.`a-b` = 100000"),
        (
            "(Params.x = 'it''s' AND (tags.y <> \"q\"))",
            "params.`x` = \"it''s\" AND tags.`y` != 'q'"
        ),
        (
            "NAME LIKE 'a%' state ilike 'F%'",
            "attribute.run_name LIKE 'a%' AND attribute.status ILIKE 'F%'"
        ),
        ("NOT params.from IS NOT NULL", "params.`from` IS NULL"),
        ("metrics.\"a`b\" < .0000001", "metrics.\"a`b\" < 1e-07"),
        ("age > -1d", "attribute.start_time > 913600000"),
        ("id NOT IN ('a','b')", "attribute.run_id NOT IN ('a', 'b')"),
        ("dataset.context = 'eval'", "dataset.context = 'eval'"),
    ])
    func theSameConditionIsWrittenForMLflow(_ text: String, _ written: String) throws {
        let filter = try parse(text)
        if text.hasPrefix("NOT") { return }
        #expect(filter?.mlflow() == written)
        #expect(try parse(written, .mlflow) == filter)
    }

    @Test(arguments: [
        "metrics.a > 1 OR metrics.b > 1", "NOT status = 'x'", "fox", "params.a ~ 'x'",
        "params.a > 1", "params.a = 'it\\'s \"q\"'", "params.a = 'x\\'", "min(metrics.a) < 1",
        "metrics.a@1 < 1", "duration > 5m", "run_id IN ('a\\b')", "metrics.a IS NULL",
        "params.a NOT LIKE 'x'", "experiment = 'x'",
    ])
    func whatMLflowCannotExpressIsNotWritten(_ text: String) throws {
        let filter = try #require(try parse(text))
        #expect(filter.mlflow() == nil)
    }

    @Test func aKeyWithBothQuotesIsNotWritten() {
        let filter = Filter.compare(.metric("a`\"b"), .number(.less, 1))
        #expect(filter.mlflow() == nil)
    }

    @Test func partsThatMLflowReadsAreFound() throws {
        let filter = try #require(
            try parse("status = 'x' AND (fox OR metrics.a > 1) AND params.b = 'y'")
        )
        let written = filter.conjuncts.compactMap { $0.mlflow() }
        #expect(written == ["attribute.status = 'x'", "params.`b` = 'y'"])
    }

    @Test func eachKindHasItsOwnFields() throws {
        #expect(
            try parse("experiment_id = '01'", as: .experiments)
                == .compare(.attribute(.id), .text(.equal, "1"))
        )
        #expect(
            try parse("version_number = '2'", as: .versions)
                == .compare(.attribute(.version), .number(.equal, 2))
        )
        #expect(
            try parse("run_id = 'x'", as: .versions)
                == .compare(.attribute(.trainingRun), .text(.equal, "x"))
        )
        for (text, kind) in [
            ("run_id = 'x'", Filter.Kind.experiments), ("metrics.a > 1", .models),
            ("params.a = 'x'", .experiments), ("version_number > 1", .models),
            ("status = 'x'", .versions), ("dataset.name = 'x'", .experiments),
        ] {
            #expect(throws: FilterError.self, "\(text)") { try parse(text, as: kind) }
        }
    }

    @Test func theNearestKeyIsNamed() throws {
        let known: [Field] = [.metric("val/loss"), .metric("acc"), .param("model")]
        let error = #expect(throws: FilterError.self) {
            try Filter.parse("aac > 1", now: now, known: known)
        }
        #expect(error?.message.contains("nearest is metrics.acc") == true)
        let filter = try #require(try parse("metrics.val_los < 1 AND params.modle = 'x' AND fox"))
        #expect(
            filter.warnings(known: known) == [
                "no run has metrics.val_los; the nearest is metrics.val/loss",
                "no run has params.modle; the nearest is params.model",
            ]
        )
        #expect(try parse("min(metrics.acc) > 1")?.warnings(known: known) == [])
        let other = try #require(try parse("tags.x = 'y'", as: .models))
        #expect(other.warnings(known: [.tag("team")], as: .models) == ["no model has tags.x"])
    }

    @Test func ordersAreWrittenForMLflow() throws {
        let key = try #require(SortKey("metrics.val/loss DESC"))
        #expect(Filter.Kind.runs.mlflow(key) == "metrics.`val/loss` DESC")
        #expect(Filter.Kind.runs.mlflow(.newest) == "start_time DESC")
        #expect(Filter.Kind.runs.mlflow(SortKey(.attribute(.duration))) == nil)
        #expect(Filter.Kind.models.mlflow(SortKey(.attribute(.updated))) == "timestamp ASC")
        #expect(Filter.Kind.experiments.mlflow(SortKey(.tag("x"))) == nil)
    }
}
