import Entities
import Testing

struct FilterCompletionTests {
    private let fields: [Field] = [
        .metric("acc"), .metric("val/loss"), .metric("f1 score"), .param("lr"), .tag("team"),
    ]

    /// `|` is the cursor.
    private func complete(_ text: String, as kind: Filter.Kind = .runs) -> FilterCompletion {
        let parts = text.split(separator: "|", omittingEmptySubsequences: false)
        return FilterCompletion(
            parts.joined(),
            cursor: parts[0].count,
            as: kind,
            fields: fields,
            values: { $0 == .param("lr") ? ["0.1", "0.01"] : [] }
        )
    }

    @Test(arguments: [
        ("met|", 0..<3, "metrics.acc"), ("metrics.v|", 0..<9, "metrics.val/loss"),
        ("metrics.f|", 0..<9, "metrics.`f1 score`"), ("STA|", 0..<3, "status"),
        ("metrics.acc > 1 AND par|", 20..<23, "params.lr"), ("(NOT te| ", 5..<7, nil),
        ("metrics.acc |", 12..<12, "<"), ("params.lr |", 10..<10, "="),
        ("params.lr LI|", 10..<12, "LIKE"), ("params.lr = |", 12..<12, "'0.1'"),
        ("params.lr = '0.0|", 12..<16, "'0.01'"), ("status = |", 9..<9, "'RUNNING'"),
        ("status IN ('FIN|", 11..<15, "'FINISHED'"), ("start_time > |", 13..<13, "-1h"),
        ("params.lr IS |", 13..<13, "NULL"), ("metrics.acc > 1 |", 16..<16, "AND"),
        ("metrics.acc > 1 O|", 16..<17, "OR"), ("(params.lr = 'x') |", 18..<18, "AND"),
        ("par| = 'x'", 0..<3, "params.lr"), ("params.a = '👍' OR met|", 18..<21, "metrics.acc"),
    ])
    func whatMayFollowIsOffered(_ text: String, _ range: Range<Int>, _ first: String?) {
        let completion = complete(text)
        #expect(completion.range == range, "\(text)")
        #expect(completion.choices.first == first, "\(text): \(completion.choices.prefix(4))")
    }

    @Test func eachKindOffersItsOwnFields() {
        #expect(complete("ver|", as: .versions).choices == ["version_number"])
        #expect(complete("exp|", as: .experiments).choices == ["experiment_id"])
        #expect(complete("tags.|", as: .models).choices == ["tags.team"])
        #expect(complete("metrics.|", as: .models).choices.isEmpty)
    }

    @Test func whatIsOfferedCanBeRead() throws {
        for text in ["|", "metrics.|", "params.lr = |", "status IN (|", "params.lr IS |"] {
            let completion = complete(text)
            for choice in completion.choices where !["NOT", "IN", "NOT IN"].contains(choice) {
                let written = text.dropLast() + choice
                let whole =
                    text == "|" || text == "metrics.|" ? "\(choice) IS NULL" : String(written)
                let closed = whole.contains("(") && !whole.hasSuffix(")") ? whole + ")" : whole
                let read = text == "metrics.|" ? "\(choice) > 1" : closed
                #expect(throws: Never.self, "\(read)") {
                    try Filter.parse(read, now: Instant(milliseconds: 0))
                }
            }
        }
    }

    @Test func noTextCrashes() {
        var random = SystemRandomNumberGenerator()
        let pieces = [
            "metrics.", "`", "'", "(", ")", " AND ", "IN", "~", ">=", "-7d", "👍", "\u{301}",
        ]
        for _ in 0..<5000 {
            let text = (0..<Int.random(in: 0..<8, using: &random))
                .map { _ in pieces.randomElement(using: &random) ?? "" }.joined()
            let cursor = Int.random(in: 0...(text.count + 1), using: &random)
            let completion = FilterCompletion(text, cursor: cursor, fields: fields)
            let isInside =
                completion.range.lowerBound >= 0 && completion.range.upperBound <= text.count
            #expect(isInside, "\(text.debugDescription) at \(cursor)")
        }
    }
}
