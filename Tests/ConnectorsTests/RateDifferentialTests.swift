import Client
import Foundation
import Statistics
import TestKit
import Testing

/// Rates and quantiles of random counters and histograms, beside what Prometheus makes of the same
/// samples.
@Suite(.enabled(if: MonitoringServers.areThere, MonitoringServers.missing))
struct RateDifferentialTests {
    private static let bounds = ["0.005", "0.01", "0.1", "1", "2.5", "10", "+Inf"]
    private let group = "random-\(UInt32.random(in: 0...UInt32.max))"

    /// Counters and histograms that grow, and now and then begin anew.
    private struct World {
        var random: SeededNumbers
        var counters = [0.0, 1e15, 5.5, 1000]
        var histograms = [[Int]](
            repeating: [Int](repeating: 0, count: RateDifferentialTests.bounds.count),
            count: 3
        )

        mutating func page() -> String {
            var lines = ["# TYPE random_c counter"]
            for index in counters.indices {
                if random.next() % 12 == 0 { counters[index] = Double(random.next() % 10) }
                counters[index] += Double(random.next() % 1000) / 7
                lines.append("random_c{i=\"\(index)\"} \(counters[index])")
            }
            lines.append("# TYPE random_h histogram")
            for index in histograms.indices {
                if random.next() % 15 == 0 {
                    histograms[index] = histograms[index].map { _ in 0 }
                }
                for _ in 0..<random.next() % 20 {
                    histograms[index][Int(random.next() % UInt64(histograms[index].count))] += 1
                }
                var total = 0
                for (bound, count) in zip(RateDifferentialTests.bounds, histograms[index]) {
                    total += count
                    lines.append("random_h_bucket{r=\"\(index)\",le=\"\(bound)\"} \(total)")
                }
                lines.append("random_h_sum{r=\"\(index)\"} \(total)")
                lines.append("random_h_count{r=\"\(index)\"} \(total)")
            }
            return lines.joined(separator: "\n") + "\n"
        }
    }

    @Test func ratesAndQuantilesAreThoseOfPrometheus() async throws {
        let seed = UInt64.random(in: 0...UInt64.max)
        print("seed \(seed)")
        var world = World(random: SeededNumbers(state: seed))
        let began = ContinuousClock.now
        // Pushed faster than it is scraped, until there are enough samples.
        try await eventually("there are too few samples") {
            try await push(world.page())
            guard ContinuousClock.now - began > .seconds(12) else { return false }
            let all = try await matrix("random_c{job=\"\(group)\"}[60s]", at: now)
            return (all.first?.samples.count ?? 0) > 8
        }
        let moment = now
        for span: Int64 in [5, 10, 20, 60] {
            try await compare(span, at: moment)
        }
    }

    private var now: Int64 { Int64(Date.now.timeIntervalSince1970 * 1000) }

    private func compare(_ span: Int64, at moment: Int64) async throws {
        let functions: [(String, (SampleWindow) -> Double?)] = [
            ("rate", \.rate), ("increase", \.increase), ("irate", \.instantRate),
            ("delta", \.delta),
        ]
        for metric in ["random_c", "random_h_bucket"] {
            let raw = try await matrix("\(metric){job=\"\(group)\"}[\(span)s]", at: moment)
            let windows = Dictionary(
                uniqueKeysWithValues: raw.map { one in
                    var window = SampleWindow(from: moment - span * 1000, to: moment)
                    for (time, value) in one.samples { window.append(value, at: time) }
                    return (one.key, window)
                }
            )
            for (name, function) in functions {
                let query = "\(name)(\(metric){job=\"\(group)\"}[\(span)s])"
                let theirs = try await vector(query, at: moment)
                let ours = windows.compactMapValues(function)
                #expect(Set(ours.keys) == Set(theirs.keys), "\(query)")
                for (key, value) in theirs { expect(ours[key], value, "\(query) \(key)") }
            }
            guard metric == "random_h_bucket" else { continue }
            try await compareQuantiles(windows, span, at: moment)
        }
    }

    private func compareQuantiles(
        _ windows: [[String: String]: SampleWindow],
        _ span: Int64,
        at moment: Int64
    ) async throws {
        for rank in [0, 0.5, 0.95, 0.99, 1] {
            let query =
                "histogram_quantile(\(rank), sum by (le) "
                + "(rate(random_h_bucket{job=\"\(group)\"}[\(span)s])))"
            let theirs = try await vector(query, at: moment)
            let byBound = Dictionary(grouping: windows) { $0.key["le"] ?? "" }
            let buckets = byBound.compactMap { bound, all -> HistogramBucket? in
                let rates = all.compactMap(\.value.rate)
                return rates.isEmpty ? nil : HistogramBucket(le: bound, count: rates.stableSum)
            }
            #expect(theirs.isEmpty == buckets.isEmpty, "\(query)")
            if let value = theirs.values.first {
                expect(HistogramBucket.quantile(rank, of: buckets), value, "\(query)")
            }
        }
    }

    private func expect(_ ours: Double?, _ theirs: Double, _ what: String) {
        guard let ours else {
            Issue.record("\(what): nothing, not \(theirs)")
            return
        }
        if ours.isNaN, theirs.isNaN { return }
        let size = max(abs(ours), abs(theirs))
        #expect(ours == theirs || abs(ours - theirs) <= 1e-9 * size, "\(what): \(ours) \(theirs)")
    }
}

extension RateDifferentialTests {
    /// A series of an answer: its labels without the name, and its samples.
    private struct Answered {
        var key: [String: String]
        var samples: [(time: Int64, value: Double)]
    }

    private func push(_ page: String) async throws {
        let url = try #require(ProcessInfo.processInfo.environment["MLDECK_PUSHGATEWAY_URL"])
        let base = try #require(HTTPAddress.read(url)?.address)
        let request = HTTPRequest(
            .put,
            "metrics/job/\(group)",
            headers: [.init("Content-Type", "text/plain")],
            body: Array(page.utf8)
        )
        let response = try await HTTP(HTTPAccess(base: base)).send(request)
        try #require((200..<300).contains(response.status))
    }

    private func matrix(_ query: String, at moment: Int64) async throws -> [Answered] {
        try await result(query, at: moment).map { row in
            Answered(key: key(row), samples: (row["values"] as? [[Any]] ?? []).compactMap(sample))
        }
    }

    private func vector(_ query: String, at moment: Int64) async throws -> [[String: String]:
        Double]
    {
        let rows = try await result(query, at: moment)
        return Dictionary(
            rows.compactMap { row in
                (row["value"] as? [Any]).flatMap(sample).map { (key(row), $0.value) }
            },
            uniquingKeysWith: { first, _ in first }
        )
    }

    private func key(_ row: [String: Any]) -> [String: String] {
        (row["metric"] as? [String: String] ?? [:]).filter { $0.key != "__name__" }
    }

    private func sample(_ pair: [Any]) -> (time: Int64, value: Double)? {
        guard pair.count == 2, let time = pair[0] as? Double, let text = pair[1] as? String,
            let value = Double(text.replacing("Inf", with: "inf"))
        else { return nil }
        return (Int64((time * 1000).rounded()), value)
    }

    private func result(_ query: String, at moment: Int64) async throws -> [[String: Any]] {
        let time = "\(Double(moment) / 1000)"
        let request = HTTPRequest(
            .get,
            "api/v1/query",
            query: [.init("query", query), .init("time", time)]
        )
        let response = try await HTTP(try MonitoringServers.prometheus.access()).send(request)
        let object = try JSONSerialization.jsonObject(with: Data(response.body))
        let data = (object as? [String: Any])?["data"] as? [String: Any]
        return try #require(data?["result"] as? [[String: Any]], "\(query)")
    }
}
