import Entities
import Testing

struct FilterTests {
    private let now = Instant(milliseconds: 1_000_000_000)

    private func parse(_ text: String) throws(FilterError) -> Filter? {
        try Filter.parse(text, now: now)
    }

    @Test(arguments: [
        "metrics.acc > 0.5", "metric.acc>0.5", " metrics.`acc`\n>\n.5 ", "metrics.\"acc\" > 5e-1",
    ])
    func oneComparisonIsWrittenInManyWays(_ text: String) throws {
        #expect(try parse(text) == .compare(.metric("acc"), .number(.greater, 0.5)))
    }

    @Test func wordsAreOfAnyCaseAndAndMayBeLeftOut() throws {
        let both = Filter.all([
            .compare(.metric("a"), .number(.less, 1)), .compare(.param("b"), .text(.equal, "x")),
        ])
        for middle in ["AND", "and", "AnD", ""] {
            #expect(try parse("metrics.a < 1 \(middle) params.b = 'x'") == both)
        }
    }

    @Test func andBindsMoreThanOrAndParenthesesMost() throws {
        let (a, b, c) = (
            Filter.compare(.metric("a"), .number(.greater, 1)),
            Filter.compare(.metric("b"), .number(.greater, 1)),
            Filter.compare(.metric("c"), .number(.greater, 1))
        )
        #expect(
            try parse("metrics.a > 1 OR metrics.b > 1 AND metrics.c > 1")
                == .any([a, .all([b, c])])
        )
        #expect(
            try parse("(metrics.a > 1 OR metrics.b > 1) AND NOT metrics.c > 1")
                == .all([.any([a, b]), .not(c)])
        )
    }

    @Test func listsPatternsAndNothing() throws {
        let id = Field.attribute(.id)
        #expect(try parse("run_id IN ('a', \"b\",)") == .compare(id, .among(["a", "b"])))
        #expect(
            try parse("run_id NOT IN ('a')")
                == .compare(id, .outside(["a"]))
        )
        #expect(
            try parse("tags.x ILIKE '%A_'") == .compare(.tag("x"), .like("%A_", ignoringCase: true))
        )
        #expect(try parse("params.x IS NULL") == .not(.compare(.param("x"), .exists)))
        #expect(try parse("params.x is not null") == .compare(.param("x"), .exists))
        #expect(try parse("   ") == nil)
    }

    @Test func relativeTimesCountFromNow() throws {
        let day = Filter.compare(.attribute(.start), .number(.greater, 1_000_000_000 - 86_400_000))
        #expect(try parse("start_time > -1d") == day)
        #expect(try parse("created > -24h") == day)
    }

    @Test func valuesOfAMetricsCourseAreFields() throws {
        let written: [(String, Field)] = [
            ("min(metrics.x)", .history("x", .lowest)), ("MAX(metric.x)", .history("x", .highest)),
            ("last(metrics.`a b`)", .metric("a b")), ("metrics.x@100", .history("x", .step(100))),
            ("metrics.`x`@0", .history("x", .step(0))), ("metrics.`x@100`", .metric("x@100")),
        ]
        for (text, field) in written {
            #expect(try parse("\(text) < 1") == .compare(field, .number(.less, 1)), "\(text)")
            #expect(Field(field.mlflow) == field && Field(field.written) == field, "\(text)")
        }
        #expect(throws: FilterError.self) { try parse("min(params.x) < 1") }
    }

    @Test func bareWordsAreLookedForInNameIdAndTags() throws {
        let fox = Filter.any([
            .compare(.attribute(.name), .contains("swift-fox")),
            .compare(.attribute(.id), .contains("swift-fox")),
            .compare(.several(.tagValue), .contains("swift-fox")),
        ])
        #expect(try parse("swift-fox") == fox)
        #expect(try parse("'swift-fox'") == fox)
        #expect(try parse("NOT swift-fox") == .not(fox))
        guard case .all(let parts)? = try parse("swift-fox 2026-09 status = 'FAILED'") else {
            Issue.record("three conditions are no conjunction")
            return
        }
        #expect(parts.count == 3 && parts[0] == fox)
    }

    @Test func quotesEndAsTheyDoInMLflow() throws {
        func text(_ text: String) -> Filter { .compare(.param("a"), .text(.equal, text)) }
        #expect(try parse("params.a = 'it''s'") == text("it''s"))
        #expect(try parse("params.a = 'it\\'s'") == text("it\\'s"))
        #expect(try parse("params.a = 'C:\\'") == text("C:\\"))
        #expect(try parse("params.a = \"it's\"") == text("it's"))
        #expect(try parse("params.'a' = ''") == text(""))
    }

    @Test(arguments: Array("‘’‚‛“”„‟«»‹›′″＇＂´｀「」『』〝〞❛❜❝❞"))
    func everyOtherQuoteIsRefusedInOneSentence(_ quote: Character) {
        for text in ["params.a = \(quote)x\(quote)", "\(quote)x\(quote)"] {
            let error = #expect(throws: FilterError.self) { try parse(text) }
            #expect(error?.message == "\(quote) is no quote here; ' and \" are")
        }
    }

    @Test func whatIsWrongIsCountedInCharacters() {
        let error = #expect(throws: FilterError.self) { try parse("params.a = '👨‍👩‍👧' AND ;") }
        #expect(error?.position == 19)
    }

    @Test(arguments: [
        ("metrics.acc", 11), ("metrics.acc >", 13), ("> 0.5", 0), ("acc > 0.5", 0),
        ("metrics.acc > 'x'", 14), ("metrics.acc LIKE '0%'", 12), ("metrics.acc > 1_0", 14),
        ("metrics.acc >> 1", 12), ("(metrics.acc > 1", 0), ("metrics.acc > 1)", 15),
        ("params.a = 'x", 11), ("params.a = x", 11), ("run_id IN ()", 11),
        ("metrics.acc > inf", 14),
        ("statuss = 'x'", 0), ("metrics.acc > 1; 2", 15), ("NOT", 3), ("a RLIKE 'x'", 8),
    ])
    func whatIsWrongIsPointedAt(_ text: String, _ position: Int) {
        let error = #expect(throws: FilterError.self) { try parse(text) }
        #expect(error?.position == position, "\(text): \(error?.message ?? "")")
        #expect(error?.message.isEmpty == false)
    }

    @Test func theNearestFieldIsNamed() {
        let error = #expect(throws: FilterError.self) { try parse("statuss = 'x'") }
        #expect(error?.message.contains("nearest is status") == true)
    }

    @Test func deepLongAndHostileTextsAreRefusedOrRead() throws {
        let deep =
            String(repeating: "(", count: 1000) + "metrics.a > 1"
            + String(repeating: ")", count: 1000)
        let error = #expect(throws: FilterError.self) { try parse(deep) }
        #expect(error?.message == "this is nested more than 200 levels deep")
        #expect(throws: FilterError.self) { try parse(String(repeating: "x", count: 2 << 20)) }
        let many = Array(repeating: "metrics.a > 1", count: 10_000).joined(separator: " OR ")
        #expect(try parse(many) != nil)
    }

    @Test func noTextCrashes() {
        var random = SystemRandomNumberGenerator()
        let pieces = [
            "metrics.", "`", "'", "\"", "(", ")", "AND", "OR", "NOT", "IN", "LIKE", "IS", "NULL",
            "<",
            ">=", "!", "=", "1", "-", "1e", ".", "\\", " ", "\n", "ü", "👨‍👩‍👧", "\u{0}", "-7d",
            "params.a",
        ]
        for _ in 0..<20_000 {
            let count = Int.random(in: 0..<12, using: &random)
            let text = (0..<count).map { _ in pieces.randomElement(using: &random) ?? "" }.joined()
            do throws(FilterError) {
                _ = try parse(text)
            } catch {
                let isInside = (0...text.count).contains(error.position)
                #expect(isInside, "\(text)")
            }
        }
    }
}
