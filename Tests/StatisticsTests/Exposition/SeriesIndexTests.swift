import Statistics
import Testing

struct SeriesIndexTests {
    @Test func aSeriesKeepsItsSlotHoweverItIsWritten() throws {
        var index = SeriesIndex()
        try index.read("a{x=\"1\",y=\"2\"} 1\nb 2\n")
        let slot = try #require(
            index.slot(of: SeriesName("a", [.init("y", "2"), .init("x", "1")]))
        )
        try index.read("b 3\na { y = \"2\" , x=\"1\", z=\"\" , } 4\n")
        #expect(index.count == 2)
        #expect(index.values[slot] == 4)
        #expect(index.appeared.isEmpty && index.vanished.isEmpty)
    }

    @Test func newVanishedAndReturnedSeriesAreToldOfEachScrape() throws {
        var index = SeriesIndex()
        func names(_ slots: [Int]) -> [String?] { slots.map { index.name(of: $0)?.metric } }
        try index.read("a 1\nb 2\n")
        #expect(names(index.appeared) == ["a", "b"])
        try index.read("b 2\nc 3\n")
        #expect(names(index.appeared) == ["c"] && names(index.vanished) == ["a"])
        try index.read("a 1\nb 2\nc 3\n")
        #expect(names(index.appeared) == ["a"] && index.vanished.isEmpty)
        index.readNothing()
        #expect(names(index.vanished) == ["a", "b", "c"])
        #expect(index.told.isEmpty)
    }

    @Test func aBadLineFailsTheScrapeAndSaysWhere() throws {
        var index = SeriesIndex()
        try index.read("a 1\n")
        let error = #expect(throws: ExpositionError.self) {
            try index.read("a 2\n# HELP a text\nnew 1\na{x=\"1\" 3\n")
        }
        #expect(error?.line == 4)
        #expect(error?.description == "line 4: expected a label name or }, found \"3\"")
        #expect(index.told.isEmpty && index.vanished == [0] && index.count == 1)
        try index.read("a 3\n")
        #expect(index.value("a") == 3 && index.appeared == [0])
    }

    @Test func ofASeriesToldTwiceTheFirstSampleCounts() throws {
        var index = SeriesIndex()
        try index.read("a 1\na 2\na{x=\"\"} 3\na 1\nb NaN\nb NaN\n")
        #expect(index.value("a") == 1)
        #expect(index.repeated == 2)
    }

    @Test func seriesLongGoneAreForgottenAndTheirSlotsTakenAgain() throws {
        var index = SeriesIndex()
        try index.read("a 1\nb 1\n")
        for _ in 0..<3 { try index.read("b 2\n") }
        #expect(index.forget(absentFor: 4).isEmpty)
        #expect(index.forget(absentFor: 3) == [0])
        #expect(index.name(of: 0) == nil && index.count == 1)
        try index.read("c 3\nb 2\n")
        #expect(index.name(of: 0)?.metric == "c" && index.appeared == [0])
        #expect(index.value("c") == 3 && index.value("b") == 2)
    }

    @Test func moreSeriesThanAllowedFailTheScrape() throws {
        var index = SeriesIndex(limit: 2)
        #expect(throws: ExpositionError.self) { try index.read("a 1\nb 2\nc 3\n") }
        #expect(index.count == 0)
        try index.read("a 1\nb 2\n")
        #expect(index.told.count == 2)
    }

    @Test func spellingsThatChangeAtEachScrapeDoNotPileUp() throws {
        var index = SeriesIndex()
        for round in 0..<3000 {
            try index.read("a{x=\"1\"\(String(repeating: " ", count: round))} \(round)\n")
        }
        #expect(index.count == 1 && index.values == [2999])
    }

    @Test func whatStoodInPlainTextIsCheckedAnewInOpenMetrics() throws {
        var index = SeriesIndex()
        try index.read("a{x=\"1\",} 1\n")
        #expect(throws: ExpositionError.self) {
            try index.read("a{x=\"1\",} 1\n# EOF\n", as: .openMetrics)
        }
    }

    @Test func theNameOfAnotherSeriesIsNoGuess() throws {
        var index = SeriesIndex()
        try index.read("a 1\n")
        try index.read("ab 2\na{x=\"1\"} 3\na  {x=\"2\"} 4\na\t5\n")
        #expect(index.value("ab") == 2 && index.value("a", [.init("x", "1")]) == 3)
        #expect(index.value("a", [.init("x", "2")]) == 4 && index.value("a") == 5)
    }
}
