import Connectors
import Entities
import Foundation
import TestKit
import Testing

/// What families say, seen on pages that the real servers have told: the page as it was at first,
/// without requests, and as it is.
@Suite(.enabled(if: FaultServer.canStart, Comment(rawValue: FaultServer.missing)))
struct MetricFamilyTests {
    /// A page, the service on it that is looked at, and what is measured of it at least.
    struct Case: CustomTestStringConvertible, Sendable {
        let page: String
        let family: String
        let service: String
        let measures: Set<Measure>

        var testDescription: String { page }
    }

    private static let http: Set<Measure> = [.rate, .errors, .p50, .p95, .p99]
    private static let language: Set<Measure> = [
        .firstToken, .interToken, .promptTokens, .generatedTokens, .cacheUse, .prefixHits, .queue,
        .inProgress,
    ]

    static let cases = [
        Case(page: "vllm-0.33.0", family: "vllm", service: "", measures: http.union(language)),
        Case(page: "vllm-0.10.2", family: "vllm", service: "", measures: http.union(language)),
        Case(
            page: "triton-2.51.0",
            family: "triton",
            service: "",
            measures: [.rate, .errors, .mean, .queue]
        ),
        Case(
            page: "triton-2.51.0-summaries",
            family: "triton",
            service: "",
            measures: [.rate, .errors, .p50, .p95, .p99, .mean]
        ),
        Case(page: "kserve-0.21.0", family: "kserve", service: "churn", measures: http),
        Case(
            page: "mlserver-1.7.1",
            family: "mlserver",
            service: "churn-v1",
            measures: [.rate, .errors, .mean]
        ),
        Case(
            page: "ray-serve-2.60.0",
            family: "ray-serve",
            service: "churn-api",
            measures: http.union([.inProgress, .queue, .saturation, .ready])
        ),
        Case(
            page: "bentoml-1.4.40",
            family: "bentoml",
            service: "",
            measures: http.union([.inProgress])
        ),
        Case(page: "fastapi-instrumentator-8.1.0", family: "fastapi", service: "", measures: http),
        Case(
            page: "starlette-exporter-0.24.0",
            family: "starlette",
            service: "",
            measures: http.union([.inProgress])
        ),
        Case(page: "flask-exporter-0.23.2", family: "flask", service: "", measures: http),
        Case(page: "otel-http", family: "opentelemetry", service: "", measures: http),
        Case(page: "otel-http-old-names", family: "opentelemetry-old", service: "", measures: http),
    ]

    @Test func everyFamilyCanBeRead() {
        #expect(MetricFamily.all.count == 12)
        #expect(Set(MetricFamily.all.map(\.name)).count == 12)
    }

    @Test(arguments: cases)
    func whatAServerTellsIsMeasured(_ one: Case) async throws {
        try await ScrapedPage.run { page in
            let whole = try MetricPages.page(one.page)
            try page.write(ScrapedPage.zeroed(whole))
            _ = try await page.health()
            try page.write(whole)
            page.clock.pass(.seconds(30))
            let all = try await page.health().services
            let named = all.filter { one.service.isEmpty || $0.id.name == one.service }
            let service = try #require(named.first, "\(all.map(\.id.name))")
            #expect(service.family == one.family)
            let told = Set(Measure.allCases.filter { service[$0] != nil })
            #expect(told.isSuperset(of: one.measures), "missing: \(one.measures.subtracting(told))")
            #expect((service[.rate] ?? 0) > 0)
            for measure in Measure.allCases where measure.unit == .share {
                if let value = service[measure] { #expect((0...1).contains(value), "\(measure)") }
            }
            if let (low, high) = service[.p50].flatMap({ low in service[.p99].map { (low, $0) } }) {
                #expect(low <= high && high < 10_000)
            }
        }
    }

    @Test func countsAndErrorsAreThoseOfTheServer() async throws {
        // The page tells of 7 good and 2 failing requests of churn-v1, 30 s after none.
        try await ScrapedPage.run { page in
            let whole = try MetricPages.page("mlserver-1.7.1")
            try page.write(ScrapedPage.zeroed(whole))
            _ = try await page.health()
            try page.write(whole)
            page.clock.pass(.seconds(30))
            let service = try await page.service("churn-v1")
            let good = try page.count("model_infer_request_success_total", of: "churn-v1")
            let bad = try page.count("model_infer_request_failure_total", of: "churn-v1")
            #expect(good > 0 && bad > 0)
            let share = try #require(service[.errors])
            #expect(abs(share - bad / (good + bad)) < 1e-12)
        }
    }
}
