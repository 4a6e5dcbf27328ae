import Entities

/// Tells all about one run.
public protocol RunSource: Connector {
    /// The run with everything but its samples and files.
    func detail(_ question: WholeRun) async throws(Failure) -> RunDetail
}
