import CTerm

/// The signals that came and are not handled yet.
struct Signals {
    /// Readable when some came.
    let descriptor: Int32
    private var pending: UInt32 = 0

    /// Catches signals from now on.
    init() throws(ScreenFailure) {
        descriptor = cterm_catch_signals()
        if descriptor < 0 { throw .noDescriptors }
    }

    /// Notes those that came since.
    mutating func collect() { pending |= cterm_take_signals() }

    /// Whether a signal came; it counts as handled then.
    mutating func take(_ signal: Int32) -> Bool {
        defer { pending &= ~(1 << signal) }
        return pending & 1 << signal != 0
    }
}
