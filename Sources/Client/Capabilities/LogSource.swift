import Entities

/// Holds a log: what something that runs has written, line by line.
public protocol LogSource: Connector {
    /// The log, which is open for as long as anybody holds what is returned.
    func reader() throws(Failure) -> LogReader
}
