import Entities
import TUI

/// One chart of a service: measures that share a unit, and their limits.
struct ServicePanel: Sendable {
    /// A line of it.
    struct Line: Sendable {
        let name: String
        let role: Role
        let measure: Measure
        /// In the unit of the panel, NaN where nothing was measured.
        let values: [Double]
    }

    /// What is drawn, with its unit.
    let title: String
    let lines: [Line]
    /// What it is to hold, in the unit of the panel, and as it is written.
    let objectives: [(name: String, limit: Double, shown: String)]
    /// What values are multiplied by to be in its unit.
    let factor: Double

    /// The charts of a service, what matters most first; what is not measured has none.
    static func all(_ health: Health) -> [ServicePanel] {
        let latency = latency(health)
        let errors = panel("Errors %", [(.errors, "", .series6)], health)
        let tokens = panel(
            "Tokens /s",
            [(.generatedTokens, "answer", .series2), (.promptTokens, "prompt", .series1)],
            health
        )
        let cache = panel(
            "KV cache %",
            [(.cacheUse, "in use", .series3), (.prefixHits, "hits", .series5)],
            health
        )
        let first = time("First token", [(.firstToken, "p95", .series2)], health)
        let between = time("Between tokens", [(.interToken, "p95", .series2)], health)
        let rate = rate(health)
        let isLanguageModel = first != nil || tokens != nil
        let all =
            isLanguageModel
            ? [first, errors, tokens, cache, rate, between, latency] : [latency, errors, rate]
        return all.compactMap(\.self)
    }

    private typealias Row = (measure: Measure, name: String, role: Role)

    private static func latency(_ health: Health) -> ServicePanel? {
        time(
            "Latency",
            [(.p50, "p50", .series1), (.p95, "p95", .series2), (.p99, "p99", .series6)],
            health
        ) ?? time("Latency", [(.mean, "mean", .series4)], health)
    }

    /// Times in milliseconds; in seconds where they are long.
    private static func time(_ title: String, _ rows: [Row], _ health: Health) -> ServicePanel? {
        let values = rows.compactMap { health.lines[$0.measure] }.joined()
        let longest = values.filter(\.isFinite).max() ?? 0
        return longest >= 10
            ? panel("\(title) s", rows, health, factor: 1)
            : panel("\(title) ms", rows, health, factor: 1000)
    }

    private static func panel(
        _ title: String,
        _ rows: [Row],
        _ health: Health,
        factor: Double? = nil
    ) -> ServicePanel? {
        let factor = factor ?? rows.first?.measure.factor ?? 1
        let lines = rows.compactMap { row in
            health.lines[row.measure].map { values in
                Line(
                    name: row.name,
                    role: row.role,
                    measure: row.measure,
                    values: values.map { $0 * factor }
                )
            }
        }
        guard !lines.isEmpty else { return nil }
        let objectives = health.objectives.compactMap { objective in
            rows.first { $0.measure == objective.measure }.map { row in
                (row.name, objective.limit * factor, objective.shownLimit)
            }
        }
        return ServicePanel(title: title, lines: lines, objectives: objectives, factor: factor)
    }

    /// How many requests there are, by version where versions are told apart.
    private static func rate(_ health: Health) -> ServicePanel? {
        let versions = health.versionNames.prefix(8).enumerated().compactMap { index, name in
            health.versions[name]?[.rate].map { values in
                Line(
                    name: Health.written(version: name),
                    role: .series(index + 1) ?? .text,
                    measure: .rate,
                    values: values
                )
            }
        }
        guard !versions.isEmpty else { return panel("Rate /s", [(.rate, "", .series1)], health) }
        return ServicePanel(title: "Rate /s by version", lines: versions, objectives: [], factor: 1)
    }

    /// A value of one of its lines, with its unit.
    func shown(_ value: Double, of line: Line) -> String { line.measure.shown(value / factor) }
}

extension Health {
    /// The names of its versions, the oldest first where they are numbers.
    var versionNames: [String] {
        versions.keys.sorted { left, right in
            switch (Int(left), Int(right)) {
            case (let first?, let second?): first < second
            case (nil, nil): left < right
            case (let first, _): first != nil
            }
        }
    }

    /// A version as a person names it: `v13`.
    static func written(version: String) -> String {
        version.isEmpty ? "none" : version.allSatisfy(\.isNumber) ? "v\(version)" : version
    }
}
