import Entities
import Testing

struct LocatorTests {
    @Test(arguments: [
        Locator(pane: "runs"),
        Locator(pane: "runs", path: ["churn"]),
        Locator(pane: "runs", path: ["a/b?c=d&e", "ünïcode 🦊", "100%"]),
        Locator(
            pane: "runs",
            path: ["*"],
            query: [.init("sort", "metrics.`val/loss` DESC"), .init("sort", "params.lr ASC")]
        ),
    ])
    func whatIsWrittenIsReadBack(_ locator: Locator) {
        #expect(Locator(locator.description) == locator)
    }

    @Test func aNameNeedsNoScheme() {
        #expect(Locator("runs/churn") == Locator(pane: "runs", path: ["churn"]))
    }

    @Test(arguments: ["", "mldeck:", "mldeck:?sort=x", "%", "mldeck:%zz/%4"])
    func anythingIsReadWithoutCrashing(_ text: String) {
        if let locator = Locator(text) { #expect(!locator.pane.isEmpty) }
    }
}
