extension Format {
    private static let units = ["kB", "MB", "GB", "TB", "PB", "EB"]

    /// A size of a file in decimal units: `612 B`, `1.1 kB`, `398 MB`.
    public static func bytes(_ count: Int64) -> String {
        guard count >= 1000 else { return "\(count) B" }
        var value = Double(count) / 1000
        var unit = 0
        while value >= 999.5, unit < units.count - 1 {
            value /= 1000
            unit += 1
        }
        return fixed(value, decimals: value < 99.95 ? 1 : 0) + " " + units[unit]
    }
}
