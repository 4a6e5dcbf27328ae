import TUI
import Testing

struct EllipsisTests {
    @Test func namesKeepTheirEnds() {
        #expect("churn-experiment-heron-40".cutMiddle(to: 16) == "churn…t-heron-40")
        #expect("short".cutMiddle(to: 16) == "short")
        #expect("abcdefgh".cutMiddle(to: 3) == "ab…")
    }

    @Test(arguments: 0..<12)
    func nothingIsWiderThanItMayBe(_ width: Int) {
        for text in ["abcdefghijklmnop", "漢字漢字漢字漢字", "e\u{301}e\u{301}e\u{301}e\u{301}", ""] {
            #expect(Width.of(text.cut(to: width)) <= width)
            #expect(Width.of(text.cutMiddle(to: width)) <= width)
        }
    }
}
