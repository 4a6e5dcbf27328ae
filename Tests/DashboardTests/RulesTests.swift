import Client
import Dashboard
import Entities
import TUI
import TestKit
import Testing

struct RulesTests {
    @Test func everyQuestionHasSomebodyWhoAnswersIt() async throws {
        let stage = Stage([MemoryStore("mlflow", SampleRuns.runs(20))])
        for keys in ["", "o", "<esc>:", "<esc>?"] {
            try await stage.type(keys)
            for ask in stage.dashboard.questions {
                #expect(ask.question.base is any Answerable, "\(ask.question.base)")
            }
        }
    }

    @Test func theLocatorOfAViewOpensTheSameView() async throws {
        let store = MemoryStore("mlflow", SampleRuns.runs(40))
        let stage = Stage([store])
        try await stage.type("llls")
        let again = Stage([store], opening: stage.dashboard.locator.description)
        let (opened, first) = (try await again.picture(), try await stage.picture())
        #expect(opened.text == first.text)
    }
}
