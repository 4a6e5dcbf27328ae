import Entities
import Testing

struct CatalogTests {
    private let question = Experiments()
    private let source = Source.ID("mlflow")
    private let failure = Failure(source: Source.ID("mlflow"), reason: .timedOut)

    private func landing(_ result: Result<any Sendable, Failure>, at time: Int64) -> Landing {
        Landing(
            question: AnyQuestion(question),
            source: source,
            at: Instant(milliseconds: time),
            result: result
        )
    }

    @Test func aFailedPollKeepsTheLastAnswer() throws {
        var catalog = Catalog()
        catalog.land(landing(.success(Experiments.Answer([])), at: 1))
        catalog.land(landing(.failure(failure), at: 2))
        catalog.land(landing(.failure(failure), at: 3))
        let feed = try #require(catalog[question][source])
        #expect(feed.answer == Experiments.Answer([]))
        #expect(feed.isStale)
        #expect(feed.failedSince == Instant(milliseconds: 2))
        #expect(catalog.failures.map(\.failure) == [failure])
    }

    @Test func anAnswerEndsAFailure() throws {
        var catalog = Catalog()
        catalog.land(landing(.failure(failure), at: 1))
        catalog.land(landing(.success(Experiments.Answer([])), at: 2))
        #expect(try #require(catalog[question][source]).failure == nil)
        #expect(catalog.failures.isEmpty)
    }

    @Test func whatNobodyAsksIsNoFailureAnyMore() {
        var catalog = Catalog()
        catalog.land(landing(.failure(failure), at: 1))
        catalog.keep([])
        #expect(catalog.failures.isEmpty)
    }
}
