/// Everything that is deployed, or can be.
public struct Deployments: Question {
    /// One source's deployments, by name.
    public typealias Answer = [Deployment]

    /// All of them.
    public init() {}
}
