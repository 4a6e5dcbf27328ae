/// What kind of values a metric has.
public enum MetricType: String, Sendable {
    /// Only grows, but for restarts.
    case counter
    /// Goes up and down.
    case gauge
    /// Cumulative counts by upper bound.
    case histogram
    /// A histogram whose counts go up and down.
    case gaugeHistogram = "gaugehistogram"
    /// Quantiles that the server computed.
    case summary
    /// A constant 1 with labels that tell something.
    case info
    /// One series a state, 1 for those that hold.
    case stateset
    /// Nothing was told.
    case unknown
}

/// What a server says about a metric.
public struct MetricMetadata: Equatable, Sendable {
    /// Its type.
    public var type: MetricType
    /// What it measures, for people; foreign text.
    public var help: String
    /// Its unit in OpenMetrics; empty where none is told.
    public var unit: String

    /// Metadata; without parts, that of a metric of which nothing was told.
    public init(type: MetricType = .unknown, help: String = "", unit: String = "") {
        self.type = type
        self.help = help
        self.unit = unit
    }
}
