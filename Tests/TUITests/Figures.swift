import TUI

/// Figures for the tests of charts.
enum Figures {
    typealias Bucket = LineChart.Bucket

    /// A number between −1 and 1 that looks like noise, and is the same everywhere.
    static func noise(_ index: Int, _ seed: Int = 0) -> Double {
        var bits = UInt64(bitPattern: Int64(index)) &* 0x9E37_79B9_7F4A_7C15
        bits = (bits ^ UInt64(bitPattern: Int64(seed))) &* 0xBF58_476D_1CE4_E5B9
        bits ^= bits >> 31
        return Double(bits % 20_001) / 10_000 - 1
    }

    /// `count` samples of a curve over 0 to `end`, in so many columns of it.
    static func buckets(
        _ columns: Int,
        samples count: Int,
        over end: Double = 1,
        _ curve: (Double) -> Double?
    ) -> [Bucket?] {
        var buckets: [Bucket?] = Array(repeating: nil, count: columns)
        for index in 0..<count {
            let place = (Double(index) + 0.5) / Double(count)
            guard let value = curve(place * end) else { continue }
            let column = min(columns - 1, Int(place * Double(columns)))
            let finite = value.isFinite ? value : .nan
            let before = buckets[column] ?? Bucket(finite, finite, value)
            buckets[column] = Bucket(
                Double.minimum(before.minimum, finite),
                Double.maximum(before.maximum, finite),
                value
            )
        }
        return buckets
    }

    /// Columns of one value each.
    static func values(_ values: [Double?]) -> [Bucket?] {
        values.map { value in
            value.map { Bucket($0.isFinite ? $0 : .nan, $0.isFinite ? $0 : .nan, $0) }
        }
    }

    /// The losses of five runs: one overfits, one has a gap, one still runs.
    static let losses: [LineChart.Line] = {
        let runs: [(start: Double, decay: Double, floor: Double, end: Int)] = [
            (0.36, 310, 0.2302, 1800), (0.36, 215, 0.2312, 1200), (0.36, 78, 0.2224, 600),
            (0.36, 175, 0.2310, 800), (0.36, 250, 0.2310, 1180),
        ]
        return runs.enumerated().map { index, run in
            let columns = 148 * run.end / 1800
            let buckets = buckets(columns, samples: run.end, over: Double(run.end)) { step in
                if index == 1, (700..<760).contains(step) { return nil }
                let rise = index == 2 ? max(0, step - 330) * 0.000_045 : 0
                let noise = 0.0007 * noise(Int(step / 8), index)
                return run.floor + run.start * exponential(-step / run.decay) + rise + noise
            }
            return LineChart.Line(
                "\(index + 1)",
                Role.series(index + 1) ?? .text,
                buckets: buckets,
                extent: Extent(0, Double(run.end)),
                count: run.end
            )
        }
    }()

    /// e to the power of a number that is not positive.
    static func exponential(_ power: Double) -> Double {
        let part = 1 + power / 1024
        return part <= 0 ? 0 : (0..<10).reduce(part) { value, _ in value * value }
    }
}
