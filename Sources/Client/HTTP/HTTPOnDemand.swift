import Entities

/// An HTTP client that is opened when it is first used: no secret is fetched before.
public struct HTTPOnDemand: Sendable {
    private let access: @Sendable () throws(Failure.Reason) -> HTTPAccess
    private var opened: HTTP?

    /// A client to what `access` says, which may block for as long as fetching secrets takes.
    public init(access: @escaping @Sendable () throws(Failure.Reason) -> HTTPAccess) {
        self.access = access
    }

    /// The client.
    public mutating func client() throws(Failure.Reason) -> HTTP {
        if let opened { return opened }
        let client = HTTP(try access(), agent: "mldeck")
        opened = client
        return client
    }
}
