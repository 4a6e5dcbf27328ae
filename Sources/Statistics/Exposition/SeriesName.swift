/// What identifies a series: the name of its metric and its labels.
public struct SeriesName: Hashable, Sendable {
    /// A label and its value, never empty; foreign text.
    public struct Label: Hashable, Sendable {
        /// Its name.
        public var name: String
        /// Its value, without escapes.
        public var value: String

        /// A label and its value.
        public init(_ name: String, _ value: String) {
            self.name = name
            self.value = value
        }
    }

    /// The name of the metric, `_bucket`, `_total` and the like included.
    public var metric: String
    /// In the order of their names; none is there twice.
    public private(set) var labels: [Label]

    /// A name made of its parts; a label without value is as good as none.
    public init(_ metric: String, _ labels: [Label] = []) {
        self.metric = metric
        self.labels = labels.filter { !$0.value.isEmpty }.sorted { $0.name < $1.name }
    }

    /// The value of a label; empty where there is none.
    public subscript(label: String) -> String {
        labels.first { $0.name == label }?.value ?? ""
    }

    /// The same without some labels, as what is aggregated over `le` or over replicas.
    public func without(_ names: Set<String>) -> SeriesName {
        SeriesName(metric, labels.filter { !names.contains($0.name) })
    }
}

extension SeriesName {
    /// Bytes that are the same for each spelling: parts with a byte between that is never UTF-8.
    var canonical: [UInt8] {
        var bytes = Array(metric.utf8)
        for label in labels {
            bytes.append(0xFF)
            bytes += label.name.utf8
            bytes.append(0xFF)
            bytes += label.value.utf8
        }
        return bytes
    }

    init(canonical bytes: ArraySlice<UInt8>) {
        let parts = bytes.split(separator: 0xFF, omittingEmptySubsequences: false)
            .map { String(decoding: $0, as: UTF8.self) }
        metric = parts.first ?? ""
        labels = stride(from: 1, to: parts.count - 1, by: 2).map { Label(parts[$0], parts[$0 + 1]) }
    }
}
