import Entities
import Testing

/// Run alone, after all other tests.
@Suite(.serialized)
struct FilterTimedTests {
    @Test(arguments: [
        "(", "NOT ", "'", "`", "``.", "'b'' ", "params.a='b'' AND ", "params.a='\\' AND ", "9", ".",
        "x", "=", "min(", "👨‍👩‍👧", "\u{301}", "fox ", "a.`b`.", "1e", "-",
    ])
    func aMillionBytesAreReadOrRefusedInLittleTime(_ piece: String) {
        let text = String(repeating: piece, count: (1 << 20) / piece.utf8.count)
        for start in ["", "params.a = ", "metrics.a > ", "params.a ~ '"] {
            let time = ContinuousClock().measure {
                _ = try? Filter.parse(
                    String((start + text).utf8.prefix(1 << 20)) ?? "",
                    now: Instant(milliseconds: 0)
                )
            }
            #expect(time < .seconds(8), "\(start)\(piece)…: \(time)")
        }
    }
}
