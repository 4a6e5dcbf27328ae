import Entities

/// What serves a model of the demo: an application with a router.
struct DemoApplication: Sendable {
    /// Which versions had which shares, since when.
    var traffic: DemoTraffic
    /// Replicas of each version.
    var replicas: Int
    var since: Instant

    /// The shares of versions, in percent.
    var weights: [Int: Int] { traffic.weights }
}

extension DemoStore {
    /// The application of a model: what it is since it was changed, or was when the demo opened.
    ///
    /// The version that makes churn-api slow took its traffic a while before.
    func application(ofModel name: String) -> DemoApplication {
        if let known = applications[name] { return known }
        let serving = max(1, newest(of: name) - 1)
        guard name == "churn", serving > 1 else {
            return DemoApplication(traffic: DemoTraffic([serving: 100]), replicas: 2, since: opened)
        }
        var traffic = DemoTraffic([serving - 1: 100])
        let since = Instant(milliseconds: opened.milliseconds - Demo.rolledOut * 1000)
        traffic.set([serving: 100], at: since)
        return DemoApplication(traffic: traffic, replicas: 6, since: since)
    }

    /// The newest version of a model when the demo opened.
    func newest(of name: String) -> Int {
        Demo.models.firstIndex { $0.name == name }.map { registered($0).count } ?? 0
    }
}

extension Demo {
    /// How many seconds before the demo opened churn-api got the version that it has.
    static let rolledOut: Int64 = 1500
}
