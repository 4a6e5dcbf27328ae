import Statistics

extension SeriesIndex {
    mutating func read(
        _ text: String,
        as format: ExpositionFormat = .plain
    ) throws(ExpositionError) {
        try read(Array(text.utf8), as: format)
    }

    /// What the latest scrape told.
    var told: [SeriesName: Double] {
        var told: [SeriesName: Double] = [:]
        for (slot, value) in values.enumerated() where !StaleMarker.matches(value) {
            if let name = name(of: slot) { told[name] = value }
        }
        return told
    }

    func value(_ metric: String, _ labels: [SeriesName.Label] = []) -> Double? {
        told[SeriesName(metric, labels)]
    }
}
