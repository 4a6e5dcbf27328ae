/// Something that goes wrong, as a script: what changes from which second on.
///
/// A plain value without a clock: who plays it says how many seconds it is under way. The demo
/// computes its measures from it; a load generator can play the same phases against a real server.
struct Incident: Sendable {
    /// What is different from a service that is well.
    struct Effect: Hashable, Sendable {
        /// How many times as long requests take.
        var latency = 1.0
        /// The share of requests that fail beside those that always do.
        var errors = 0.0
        /// How many times as many requests come.
        var load = 1.0

        /// Nothing.
        static let none = Effect()
    }

    /// A stretch of it: at its end things are as it says, and evenly on the way there.
    struct Phase: Sendable {
        /// The second in which it begins.
        var from: Double
        /// The second in which it is over.
        var until: Double
        /// What is different at its end.
        var effect: Effect
    }

    /// Its phases in their order; after the last it stays as it is then.
    var phases: [Phase]
    /// After how many seconds it begins anew; nil where it never does.
    var period: Double?

    /// What is different when it has been under way for so many seconds.
    func effect(after seconds: Double) -> Effect {
        var now = seconds
        if let period { now = now - (now / period).rounded(.down) * period }
        var before = Effect.none
        for phase in phases {
            if now < phase.from { return before }
            if now < phase.until {
                return before.mixed(phase.effect, (now - phase.from) / (phase.until - phase.from))
            }
            before = phase.effect
        }
        return before
    }
}

extension Incident.Effect {
    /// Part of the way from this to another.
    fileprivate func mixed(_ other: Self, _ share: Double) -> Self {
        Self(
            latency: latency + (other.latency - latency) * share,
            errors: errors + (other.errors - errors) * share,
            load: load + (other.load - load) * share
        )
    }
}

extension Incident {
    /// The version of churn-api that serves when the demo opens, since its rollout: a larger model,
    /// which is fast until its threads are full.
    static let slowing = Incident(phases: [
        Phase(from: 0, until: 240, effect: Effect(latency: 1.1)),
        Phase(from: 240, until: 540, effect: Effect(latency: 1.55, errors: 0.001)),
        Phase(from: 540, until: 960, effect: Effect(latency: 2.3, errors: 0.007)),
        Phase(from: 960, until: 1500, effect: Effect(latency: 2.7, errors: 0.0134)),
    ])

    /// The candidate of churn: it does worse from its first requests on, which a canary tells.
    static let broken = Incident(phases: [
        Phase(from: 0, until: 5, effect: Effect(latency: 3.1, errors: 0.06))
    ])

    /// What support-8b-api is asked: a crowd that comes and goes, every 40 minutes.
    static let crowd = Incident(
        phases: [
            Phase(from: 60, until: 180, effect: Effect(latency: 1.35, load: 1.9)),
            Phase(from: 180, until: 480, effect: Effect(latency: 1.4, load: 2)),
            Phase(from: 480, until: 600, effect: .none),
        ],
        period: 2400
    )
}
