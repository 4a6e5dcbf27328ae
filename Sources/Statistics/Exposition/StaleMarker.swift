/// What stands for a sample that is not there: a NaN of its own, that of Prometheus.
public enum StaleMarker {
    /// The marker; any arithmetic may turn it into an ordinary NaN.
    public static let value = Double(bitPattern: 0x7FF0_0000_0000_0002)

    /// Whether a value is the marker; no NaN that a server tells is.
    @inlinable public static func matches(_ value: Double) -> Bool {
        value.bitPattern == 0x7FF0_0000_0000_0002
    }
}
