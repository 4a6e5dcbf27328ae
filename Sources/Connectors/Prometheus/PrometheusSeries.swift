import Client
import Entities

/// One series of an answer in columns.
struct PrometheusSeries {
    var labels: [String: String] = [:]
    /// The value of each column; NaN where there is none.
    var values: [Double]

    /// Reads the data of a range query: `resultType` and `result` with `metric` and `values`.
    static func matrix(
        _ reader: inout JSONReader,
        _ window: TimeWindow
    ) throws(JSONError) -> [PrometheusSeries] {
        var all: [PrometheusSeries] = []
        try reader.members { key, reader throws(JSONError) in
            guard key == "result" else { return }
            try reader.elements { reader throws(JSONError) in
                all.append(try PrometheusSeries(&reader, window))
            }
        }
        return all
    }

    private init(_ reader: inout JSONReader, _ window: TimeWindow) throws(JSONError) {
        var labels: [String: String] = [:]
        var values = [Double](repeating: .nan, count: window.columns)
        try reader.members { key, reader throws(JSONError) in
            switch key {
            case "metric":
                try reader.members { name, reader throws(JSONError) in
                    labels[name] = try reader.text()
                }
            case "values":
                try reader.elements { reader throws(JSONError) in
                    try Self.sample(&reader, window, into: &values)
                }
            default: break
            }
        }
        (self.labels, self.values) = (labels, values)
    }

    /// A pair of a moment in seconds and a value in quotes.
    private static func sample(
        _ reader: inout JSONReader,
        _ window: TimeWindow,
        into values: inout [Double]
    ) throws(JSONError) {
        var (moment, value, index): (Double?, Double?, Int) = (nil, nil, 0)
        try reader.elements { reader throws(JSONError) in
            if index == 0 { moment = try reader.number() }
            if index == 1 { value = try reader.number() }
            index += 1
        }
        guard let moment, let value, moment.magnitude < 1e12 else { return }
        let instant = Instant(milliseconds: Int64(moment * 1000))
        if let column = window.column(of: instant) { values[column] = value }
    }
}
