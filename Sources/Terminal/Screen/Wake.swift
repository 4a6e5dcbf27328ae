/// Why `Screen.wait` returned; none of these: the time was over.
public struct Wake: Equatable, Sendable {
    /// Inputs can be taken.
    public var hasInput = false
    /// The other descriptor is readable.
    public var isWoken = false
    /// The process is asked to end, by this signal; the terminal gone counts as its hangup.
    public var ending: Int32?
}
