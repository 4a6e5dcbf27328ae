import Dashboard
import Entities
import Testing

/// What holds for every view.
struct ViewsTests {
    private static let locators = [
        "overview", "experiments", "experiments?filter=name%20%3d%20'a'", "runs/churn",
        "runs/*", "models", "deployments", "deployments?text=churn", "health",
        "health?span=6h&text=api", "health/prometheus/churn-api?span=6h&context=prod", "alerts",
        "alerts?text=churn&inactive=true", "silences", "query",
        "query?q=rate%28a%5b5m%5d%29&span=6h&source=prometheus&context=prod", "journal",
        "journal?text=churn", "sources", "log/churn-api", "rollout/3", "versions/ray/ranker",
        "run/mlflow/run-0",
    ]

    @Test(arguments: locators)
    func aLocatorOpensTheViewThatItNames(_ written: String) {
        let dashboard = Dashboard.of(["mlflow"], opening: written)
        #expect(dashboard.locator.description == "mldeck:" + written)
    }

    @Test func everyViewHasALocatorAndAKeyTable() {
        let named = Set(Self.locators.map { String($0.prefix { $0 != "/" && $0 != "?" }) })
        let tables = Set(KeyTables.all.map(\.pane))
        for view in KeyTables.views {
            #expect(tables.contains(view), "\(view) is in no key table")
            // What is opened from a run only is tested with it.
            #expect(named.contains(view) || ["chart", "files"].contains(view), "\(view)")
        }
    }
}
