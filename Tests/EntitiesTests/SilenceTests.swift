import Entities
import Testing

/// Silences: what they are for, and for how long.
struct SilenceTests {
    private typealias Matcher = Silence.Matcher

    @Test(arguments: [
        ("model=churn", Silence.Matcher("model", "churn")),
        ("model!=churn", Silence.Matcher("model", "churn", isEqual: false)),
        ("model=~churn.*", Silence.Matcher("model", "churn.*", isRegex: true)),
        ("model!~churn.*", Silence.Matcher("model", "churn.*", isRegex: true, isEqual: false)),
        ("model=", Silence.Matcher("model", "")), ("model==a", Silence.Matcher("model", "=a")),
        (" model = \"churn\" ", Silence.Matcher("model", "churn")),
        ("model=~\"a\\\\.b\"", Silence.Matcher("model", "a\\.b", isRegex: true)),
        ("model=\"", Silence.Matcher("model", "\"")),
    ])
    func matchersAreRead(_ written: String, _ matcher: Silence.Matcher) {
        #expect(Silence.Matcher(written: written) == matcher)
    }

    @Test(arguments: ["", "model", "=churn", " =churn", "!", "model!", "model!churn", "model~a"])
    func whatIsNoMatcherIsNone(_ written: String) {
        #expect(Silence.Matcher(written: written) == nil)
    }

    @Test func whatIsWrittenIsReadBack() {
        let values = [
            "churn", "", "a b", "\"", "\\", "\\\"n\\n", "two\nlines", "=~!", "漢字🦊", " x ",
        ]
        for value in values {
            for (isRegex, isEqual) in [(true, true), (true, false), (false, true), (false, false)] {
                let matcher = Matcher("model", value, isRegex: isRegex, isEqual: isEqual)
                #expect(Matcher(written: matcher.written) == matcher, "\(matcher.written)")
            }
        }
    }

    @Test func severalAreWrittenAsASelector() {
        let all = [Matcher("job", "a"), Matcher("model", "x.*", isRegex: true, isEqual: false)]
        #expect(all.written == "{job=\"a\", model!~\"x.*\"}")
    }

    @Test(arguments: [
        ("90m", 5400), ("2h", 7200), ("1h30m", 5400), ("3d", 259_200), ("1w", 604_800),
        ("45s", 45), ("1h 30m", 5400), ("0h5m", 300), ("999999w", 604_799_395_200),
    ])
    func durationsAreRead(_ written: String, _ seconds: Int) {
        #expect(SilenceChange.seconds(written) == seconds)
    }

    @Test(arguments: [
        "", "h", "2", "2x", "0m", "-2h", "2h3", "1.5h", "1000000s", "99999999999999999999h", "٣h",
        "1\u{301}h", "2H",
    ])
    func whatIsNoDurationIsNone(_ written: String) {
        #expect(SilenceChange.seconds(written) == nil)
    }

    @Test(arguments: [
        (5400, "90 min"), (7200, "2 h"), (259_200, "3 d"), (90, "90 s"), (0, "0 s"), (-60, "-60 s"),
    ])
    func durationsAreWrittenInTheLargestWholeUnit(_ seconds: Int, _ written: String) {
        #expect(SilenceChange.written(seconds) == written)
    }

    @Test func changesAreSentencesOfTheirKeeper() {
        let id = Silence.ID(source: Source.ID("am"), key: "5f1c")
        let changes: [(SilenceChange, String)] = [
            (
                .create(at: id.source, [Matcher("job", "a")], seconds: 7200, comment: "why"),
                "silence {job=\"a\"} for 2 h"
            ),
            (.extend(id, seconds: 5400), "extend silence 5f1c to 90 min from now"),
            (.expire(id), "end silence 5f1c"),
        ]
        for (change, sentence) in changes {
            #expect(change.sentence == sentence && change.source == id.source)
            #expect(Change.silence(change).source == id.source)
        }
    }
}
