import Entities

/// What reads one store or service; what it can do shows in the capabilities it conforms to.
public protocol Connector: Sendable {
    /// What it reads.
    var source: Source { get }
    /// Asks whether the source can be read at all, and by what version it was written.
    func check() async throws(Failure) -> String
    /// Rings whenever the source may have something new; a new stream at each call.
    func changes() -> AsyncStream<Void>
    /// How often to ask when nothing rings; nil where what changes always rings.
    var interval: Duration? { get }
}
