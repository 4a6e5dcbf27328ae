import Client
import Entities
import Foundation
import TestKit
import Testing

/// The gate `metric` beside MLflow's own validation on random numbers.
struct MetricGateDifferentialTests {
    /// One case as both are told it.
    private struct Case: Encodable {
        var before, after: Double
        var threshold, absolute, relative: Double?
        var isGreaterBetter: Bool

        /// Of numbers with one decimal, so that bounds are often met exactly.
        init(_ numbers: inout SeededNumbers) {
            before = Double(Int.random(in: -5...5, using: &numbers)) / 10
            after = Double(Int.random(in: -5...5, using: &numbers)) / 10
            let asked = Int.random(in: 1...7, using: &numbers)
            threshold = asked & 1 == 0 ? nil : Double(Int.random(in: -5...5, using: &numbers)) / 10
            absolute = asked & 2 == 0 ? nil : Double(Int.random(in: 1...5, using: &numbers)) / 10
            relative = asked & 4 == 0 ? nil : Double(Int.random(in: 1...10, using: &numbers)) / 10
            isGreaterBetter = Bool.random(using: &numbers)
        }

        var values: [String: [String]] {
            let numbers = [
                "threshold": threshold, "min_absolute_change": absolute,
                "min_relative_change": relative,
            ].compactMapValues { number in number.map { ["\($0)"] } }
            return numbers.merging(["key": ["m"], "greater_is_better": ["\(isGreaterBetter)"]]) {
                $1
            }
        }
    }

    private static let judge = """
        import json, sys
        from mlflow.models.evaluation import validation as v
        for line in sys.stdin:
            case = json.loads(line)
            threshold = v.MetricThreshold(
                threshold=case.get("threshold"), min_absolute_change=case.get("absolute"),
                min_relative_change=case.get("relative") and float(case["relative"]),
                greater_is_better=case["isGreaterBetter"])
            try:
                v._validate({"m": threshold}, {"m": case["after"]}, {"m": case["before"]})
                print("verdict pass")
            except v.ModelValidationFailedException:
                print("verdict fail")
        """

    @Test(.enabled(if: Fixtures.python != nil, "MLDECK_PYTHON3 is not set; Tests/run sets it"))
    func verdictsAreThoseOfMLflow() async throws {
        let seed = UInt64.random(in: 0...(.max))
        var numbers = SeededNumbers(state: seed)
        let cases = (0..<600).map { _ in Case(&numbers) }
        var program = Program(
            [try #require(Fixtures.python), "-c", Self.judge],
            in: "/",
            environment: ProcessInfo.processInfo.environment,
            patience: .seconds(120)
        )
        let lines = try cases.map { String(decoding: try JSONEncoder().encode($0), as: UTF8.self) }
        program.input = Array(lines.joined(separator: "\n").utf8)
        let said = try await program.run().lines.filter { $0.hasPrefix("verdict ") }
        #expect(said.count == cases.count)
        for (one, verdict) in zip(cases, said) {
            var trial = GateTrial()
            trial.champion?.metrics["m"] = one.before
            trial.challenger.metrics["m"] = one.after
            let result = try await trial.judge("metric", one.values)
            #expect("verdict \(result.verdict)" == verdict, "seed \(seed): \(one) \(result)")
        }
    }
}
