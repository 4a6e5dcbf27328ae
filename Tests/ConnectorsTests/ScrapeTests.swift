import Client
import Connectors
import Entities
import TestKit
import Testing

/// A metrics page read over and over.
@Suite(.enabled(if: FaultServer.canStart, Comment(rawValue: FaultServer.missing)))
struct ScrapeTests {
    private func page(_ good: Int, _ bad: Int = 0, version: String = "1") -> String {
        """
        # TYPE model_infer_request_success counter
        model_infer_request_success_total{model="churn",version="\(version)"} \(good)
        # TYPE model_infer_request_failure counter
        model_infer_request_failure_total{model="churn",version="\(version)"} \(bad)

        """
    }

    /// Writes pages 15 seconds apart, and reads each.
    private func read(_ pages: [String], _ page: ScrapedPage) async throws -> Healths.Answer {
        var answer: Healths.Answer?
        for text in pages {
            page.clock.pass(.seconds(15))
            try page.write(text)
            answer = try await page.health()
        }
        return try #require(answer)
    }

    @Test func ratesAreAsPrometheusComputesThem() async throws {
        try await ScrapedPage.run { page in
            let answer = try await read((0..<6).map { self.page($0 * 30, $0 * 3) }, page)
            let service = try #require(answer.services.first)
            // 33 requests in 15 s; the span reaches to its start, as it is less than a step away.
            #expect(abs((service[.rate] ?? 0) - 2.2) < 1e-9)
            #expect(abs((service[.errors] ?? 0) - 1.0 / 11) < 1e-9)
            #expect(service[.ready] == 1)
        }
    }

    @Test func aCounterThatBeginsAnewLosesNothing() async throws {
        try await ScrapedPage.run { page in
            let counts = [100, 130, 160, 10, 40, 70]
            let answer = try await read(counts.map { self.page($0) }, page)
            let rate = try #require(answer.services.first?[.rate])
            // 30 each 15 s, and 10 where it began anew.
            #expect(rate > 1.6 && rate < 2.1)
        }
    }

    @Test func oneLookIsNotEnoughToTellARate() async throws {
        try await ScrapedPage.run { page in
            let answer = try await read([self.page(100)], page)
            let service = try #require(answer.services.first)
            #expect(service[.rate] == nil && service[.errors] == nil)
        }
    }

    @Test func aTargetThatIsGoneIsToldAndKeepsItsPast() async throws {
        try await ScrapedPage.run { page in
            _ = try await read((0..<6).map { self.page($0 * 30) }, page)
            page.clock.pass(.seconds(15))
            try page.write("<html>no metrics</html>")
            let answer = try await page.health()
            #expect(answer.warnings.contains { $0.contains("a web page came") })
            let service = try #require(answer.services.first)
            #expect(service[.ready] == 0)
            #expect(service.lines[.rate]?.contains { $0 > 1.9 } == true)
        }
    }

    @Test func aWrongLineIsNamed() async throws {
        try await ScrapedPage.run { page in
            try page.write("good_total 1\nbad{a=} 2\n")
            do {
                _ = try await page.health()
                Issue.record("it was taken")
            } catch let failure as Failure {
                #expect(failure.message.contains("line 2"), "\(failure.message)")
                #expect(!failure.message.contains("\u{1B}"))
            }
        }
    }

    @Test func versionsAreToldApart() async throws {
        try await ScrapedPage.run { page in
            let pages = (0..<6).map { count in
                self.page(count * 30)
                    + self.page(count * 3, count * 3, version: "2")
                    .replacing("# TYPE model_infer_request_success counter\n", with: "")
                    .replacing("# TYPE model_infer_request_failure counter\n", with: "")
            }
            _ = try await read(pages, page)
            page.clock.pass(.seconds(3))
            let service = try await page.service("churn")
            #expect(service.versions.keys.sorted() == ["1", "2"])
            #expect(service.versions["2"]?[.errors]?.contains { abs($0 - 0.5) < 1e-9 } == true)
            #expect(service.versions["1"]?[.errors]?.contains(0) == true)
        }
    }

    @Test func whatAPersonSetDownHasItsName() async throws {
        let place = Deployment.ID(source: Source.ID("mlserver"), name: "churn-api")
        let monitor = MonitorSettings(
            place,
            by: Source.ID("page"),
            labels: ["model": "churn"],
            objectives: [Objective(.errors, limit: 0.01)]
        )
        try await ScrapedPage.run(monitors: [monitor]) { page in
            let answer = try await read((0..<6).map { self.page($0 * 30, $0 * 3) }, page)
            let service = try #require(answer.services.first)
            #expect(service.id.name == "churn-api" && service.deployment == place)
            #expect(service.objectives == monitor.objectives)
        }
    }

    @Test func aClockThatIsSetBackIsToldAndCountsAnew() async throws {
        try await ScrapedPage.run { page in
            _ = try await read((0..<4).map { self.page($0 * 30) }, page)
            page.clock.jump(days: -1)
            let answer = try await read((4..<9).map { self.page($0 * 30) }, page)
            #expect(answer.warnings.contains { $0.contains("the clock was set back") })
            #expect(abs((answer.services.first?[.rate] ?? 0) - 2) < 1e-9)
        }
    }
}
