import Client
import Dashboard
import Entities
import TUI
import TestKit
import Testing

struct RulesTests {
    @Test func everyQuestionHasSomebodyWhoAnswersIt() async throws {
        let stage = Stage([MemoryStore("mlflow", SampleRuns.runs(20))])
        for keys in [
            "", "o", "<esc>:", "<esc>?", "<esc>:e<enter>", ":o<enter>", ":src<enter>", ":m<enter>",
            ":dep<enter>", ":j<enter>", ":he<enter>",
            ":health/mlflow/a<enter>", ":log a<enter>", ":al<enter>", ":silences<enter>",
            ":mldeck:query?q=up<enter>",
        ] {
            try await stage.type(keys)
            for ask in stage.dashboard.questions {
                #expect(ask.question.base is any Answerable, "\(ask.question.base)")
            }
        }
    }

    @Test func smallLettersLookAndCapitalsChangeTheWorld() {
        for (pane, rules) in KeyTables.all {
            for rule in rules {
                for name in rule.names where name.count == 1 {
                    let isCapital = name.first?.isUppercase == true && name != "G" && name != "N"
                    #expect(isCapital == (rule.group == .change), "\(pane): \(name) \(rule.help)")
                }
            }
        }
    }

    @Test func noKeyMeansTwoThingsInOneTable() {
        for (pane, rules) in KeyTables.all {
            let names = rules.flatMap(\.names)
            #expect(Set(names).count == names.count, "\(pane): \(names)")
            #expect(rules.allSatisfy { !$0.help.isEmpty && !$0.names.isEmpty })
        }
    }

    @Test func noSequenceHidesALongerOne() {
        for (pane, rules) in KeyTables.all {
            let letters = rules.flatMap(\.names).filter {
                $0.allSatisfy(\.isLetter) && $0.count < 3
            }
            for name in letters where name.count == 2 {
                let first = String(name.prefix(1))
                // `y` acts at once and `yy` acts again; no other pair may be like that.
                let isHidden = letters.contains(first) && first != "y"
                #expect(!isHidden, "\(pane): \(first) hides \(name)")
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
