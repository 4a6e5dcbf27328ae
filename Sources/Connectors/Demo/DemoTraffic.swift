import Entities

/// Which versions had which part of the traffic, since when.
struct DemoTraffic: Sendable {
    /// Shares in percent since a moment.
    private struct Split: Sendable {
        let since: Instant
        let weights: [Int: Int]
    }

    private var splits: [Split]
    /// What was longer ago is forgotten.
    private static let most = 64

    /// What has always been so.
    init(_ weights: [Int: Int]) { splits = [Split(since: .distantPast, weights: weights)] }

    /// The shares now.
    var weights: [Int: Int] { splits.last?.weights ?? [:] }

    /// Every version that it knows of.
    var versions: Set<Int> { Set(splits.flatMap { $0.weights.keys }) }

    /// From a moment on the shares are these.
    mutating func set(_ weights: [Int: Int], at moment: Instant) {
        splits = splits.suffix(Self.most - 1) + [Split(since: moment, weights: weights)]
    }

    /// The share of each version at a moment, from 0 to 1, with since when it has one.
    func shares(at moment: Instant) -> [(version: Int, share: Double, since: Instant)] {
        guard let place = splits.lastIndex(where: { $0.since <= moment }) else { return [] }
        let weights = splits[place].weights.filter { $0.value > 0 }
        let sum = Double(max(1, weights.values.reduce(0, +)))
        return weights.map { version, weight in
            (version, Double(weight) / sum, since(version, upTo: place))
        }
    }

    /// Since when a version has had a share without a break, up to a split.
    private func since(_ version: Int, upTo place: Int) -> Instant {
        var first = place
        while first > 0, splits[first - 1].weights[version] ?? 0 > 0 { first -= 1 }
        return splits[first].since
    }
}
