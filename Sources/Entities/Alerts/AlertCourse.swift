/// What has been seen of alerts that are watched: a pure value, moved on by each answer.
public struct AlertCourse: Sendable {
    /// The names of those that are watched; all, where it is empty.
    private let names: [String]
    /// The value that one of their labels must have; nil where any will do.
    private let on: String?
    private var known: [String: Alert] = [:]

    /// Nothing has been seen yet.
    public init(names: [String] = [], on: String? = nil) { (self.names, self.on) = (names, on) }

    /// An alert that stands otherwise than before.
    public struct Change: Sendable {
        /// The alert as it stands; what is over is inactive.
        public let alert: Alert
        /// Whether nothing is wrong with it any more.
        public let isOver: Bool
    }

    /// Those that fire, and that nobody has silenced.
    public var firing: [Alert] { known.values.filter { $0.state == .firing } }

    /// Takes in what is said now, and returns what has changed, by name.
    ///
    /// Where not every source has answered, what nobody tells of goes on as it was.
    public mutating func take(_ all: [Alert], isWhole: Bool) -> [Change] {
        let now = Alert.merged(all).filter { $0.state != .inactive && isWatched($0) }
        let next = Dictionary(now.map { ($0.id.key, $0) }) { first, _ in first }
        let begun = next.values.filter { known[$0.id.key]?.state != $0.state }
            .map { Change(alert: $0, isOver: false) }
        let gone = known.filter { next[$0.key] == nil }
        guard isWhole else {
            known = next.merging(gone) { new, _ in new }
            return begun.sorted { $0.alert.id < $1.alert.id }
        }
        let over = gone.values.map { alert in
            var over = alert
            over.state = .inactive
            return Change(alert: over, isOver: true)
        }
        known = next
        return (begun + over).sorted { $0.alert.id < $1.alert.id }
    }

    private func isWatched(_ alert: Alert) -> Bool {
        (names.isEmpty || names.contains(alert.name))
            && (on == nil || alert.labels.values.contains { $0 == on })
    }
}
