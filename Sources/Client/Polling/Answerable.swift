import Entities

/// A question that this module knows how to have answered: one file each in `Answers`.
public protocol Answerable: Question {
    /// What the connector answers now; nil where it has not the capability.
    func answer(
        from connector: any Connector,
        in inquiry: Inquiry
    ) async throws(Failure) -> Answer?
}
