import Entities

/// Can be changed, by plans alone.
public protocol ChangeTarget: Connector {
    /// What a change would do now; reads only.
    func plan(_ order: ChangeOrder) async throws(Failure) -> Plan
    /// What a step's subject is now: what the step has as `before` or `after`, or something else.
    func state(of step: Plan.Step) async throws(Failure) -> String
    /// Does one step; its call is not repeated here.
    func apply(_ step: Approved<Plan.Step>) async throws(Failure) -> Receipt
}

/// Serves versions of models.
public protocol DeployTarget: ChangeTarget {
    /// Everything that is deployed there, or can be.
    func deployments() async throws(Failure) -> [Deployment]
    /// One of them as it is now; also tells after a crash what happened.
    func observe(_ deployment: Deployment.ID) async throws(Failure) -> Deployment
}

/// A change with what a target needs to plan it.
public struct ChangeOrder: Sendable {
    /// What is to be different.
    public var change: Change
    /// The version that is to serve, as its registry has it; nil where none is named.
    public var version: ModelVersion?
    /// The shares in percent at which it is watched before it has all of the traffic.
    public var canary: [Int]
    /// How long it is watched at each, in seconds.
    public var bake: Int
    /// How long it may take to be ready, in seconds.
    public var deadline: Int
    /// The body of a request that the version must answer before it serves; nil where none is asked for.
    public var example: String?
    /// Who wants it, for what keeps names.
    public var by = ""

    /// A change that is to be planned.
    public init(
        _ change: Change,
        version: ModelVersion? = nil,
        canary: [Int] = [],
        bake: Int = 600,
        deadline: Int = 300
    ) {
        (self.change, self.version, self.canary) = (change, version, canary)
        (self.bake, self.deadline) = (bake, deadline)
    }
}
