import Entities

/// Answers for a while from what it has read before, so as to spare its source.
public protocol Remembering: Connector {
    /// Takes everything that has been read for old: a person wants it read again.
    func forget()
}
