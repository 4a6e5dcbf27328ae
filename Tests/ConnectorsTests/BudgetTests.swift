import Client
import Connectors
import Entities
import TestKit
import Testing

struct BudgetTests {
    private final class Owner {}

    @Test func whatIsTooMuchIsAskedBackFromWhoTakesMore() {
        let budget = Budget(bytes: 100)
        let (first, second) = (Owner(), Owner())
        #expect(budget.charge(first, bytes: 60) == 0)
        #expect(budget.charge(second, bytes: 70) == 30)
        #expect(budget.charge(second, bytes: 40) == 0)
        #expect(budget.charge(first, bytes: 500) == 440)
    }

    @Test(.enabled(if: Fixtures.areThere, Comment(rawValue: Fixtures.missing)))
    func aStoreWithoutRoomStillAnswers() async throws {
        let store = MLflowSQLite(
            id: Source.ID("small"),
            path: try Fixtures.path("mlflow-3/mlflow.db"),
            budget: Budget(bytes: 1)
        )
        try await checkTrackingStore(store)
    }
}
