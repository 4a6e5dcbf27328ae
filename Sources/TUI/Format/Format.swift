/// Numbers as they are written everywhere on the screen.
public enum Format {
    /// A whole number with commas and a true minus, as in `1,204,331`.
    public static func count(_ number: Int) -> String {
        var digits = String(number.magnitude)
        var groups: [Substring] = []
        while digits.count > 3 {
            groups.insert(Substring(digits.suffix(3)), at: 0)
            digits.removeLast(3)
        }
        groups.insert(Substring(digits), at: 0)
        return (number < 0 ? "−" : "") + groups.joined(separator: ",")
    }

    /// A share from 0 to 1 in whole per cent.
    public static func percent(_ share: Double) -> String {
        "\(Int((min(1, max(0, share)) * 100).rounded(.down))) %"
    }

    /// A number with so many decimals, correctly rounded.
    public static func fixed(_ value: Double, decimals: Int) -> String {
        guard value.isFinite else { return nonFinite(value) }
        let scale = Format.powers[min(max(0, decimals), Format.powers.count - 1)]
        let scaled = (value.magnitude * scale).rounded(.toNearestOrEven)
        guard scaled < 9e15 else { return scientific(value) }
        let whole = Int(scaled)
        let sign = value < 0 && whole > 0 ? "−" : ""
        guard decimals > 0 else { return sign + count(whole) }
        let fraction = String(whole % Int(scale))
        let zeros = String(repeating: "0", count: decimals - fraction.count)
        return sign + count(whole / Int(scale)) + "." + zeros + fraction
    }

    private static let powers: [Double] = [1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9]

    /// What has no digits: `NaN`, `+inf`, `−inf`.
    static func nonFinite(_ value: Double) -> String {
        value.isNaN ? "NaN" : value < 0 ? "−inf" : "+inf"
    }

    /// A number as `1.234e−7`.
    static func scientific(_ value: Double) -> String {
        guard value.isFinite else { return nonFinite(value) }
        guard value != 0 else { return "0" }
        // The least numbers have powers of ten that no double holds: they are lifted first.
        let lift = value.magnitude < 1e-280 ? 40 : 0
        let magnitude = value.magnitude * (lift == 0 ? 1 : 1e40)
        var exponent = floorLog10(magnitude)
        var mantissa = magnitude / power(exponent)
        // Rounding to four digits may carry into the next power of ten.
        if mantissa >= 9.9995 {
            mantissa /= 10
            exponent += 1
        }
        exponent -= lift
        let sign = exponent < 0 ? "−" : ""
        return (value < 0 ? "−" : "") + fixed(mantissa, decimals: 3)
            + "e\(sign)\(exponent.magnitude)"
    }

    /// The exponent of the power of ten at or below a positive number.
    static func floorLog10(_ value: Double) -> Int {
        guard value > 0, value.isFinite else { return 0 }
        var exponent = Int((Double(value.exponent) * 0.301_029_995_663_981_2).rounded(.down))
        if value >= power(exponent + 1) { exponent += 1 }
        return exponent
    }

    private static func power(_ exponent: Int) -> Double {
        guard exponent >= 0 else { return 1 / power(-exponent) }
        return (0..<exponent).reduce(1.0) { power, _ in power * 10 }
    }
}
