import Entities

/// What `get metrics` prints: the schema of its JSON is part of mldeck's interface.
struct MetricsReport: Encodable {
    var run: Run
    var metrics: [MetricCourse]
    var failures: [Failure]

    private enum CodingKeys: String, CodingKey {
        case kind, run, source, metrics, failures
        case runName = "run_name"
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode("metrics", forKey: .kind)
        try container.encode(run.id.key, forKey: .run)
        try container.encode(run.name, forKey: .runName)
        try container.encode(run.id.source.name, forKey: .source)
        try container.encode(metrics, forKey: .metrics)
        try container.encode(failures, forKey: .failures)
    }
}
