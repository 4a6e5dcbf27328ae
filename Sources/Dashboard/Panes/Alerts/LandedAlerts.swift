import Entities

/// What the rules of all sources say: merged when something lands, not when it is drawn.
struct LandedAlerts: Sendable {
    /// Every alert, those first that somebody has to look at.
    private(set) var alerts: [Alert] = []
    /// How many there are of each kind, in the order of the alerts; inactive ones are left out.
    private(set) var counts: [AlertCount] = []
    /// Those that fire, the latest first, as many as anybody reads.
    private(set) var latest: [Alert] = []
    /// Every silence, those first that apply, by when they end.
    private(set) var silences: [Silence] = []
    /// Who can be told to be silent.
    private(set) var keepers: [Source.ID] = []
    /// What is wrong with answers although they are some.
    private(set) var warnings: [String] = []
    /// Whose answers are old.
    private(set) var stale: Set<Source.ID> = []
    private var answers: [Source.ID: Alerts.Answer] = [:]

    /// More than anybody reads in a list beside others.
    static let most = 50

    /// Those of which anything is wrong.
    var active: ArraySlice<Alert> { alerts.prefix { $0.state != .inactive } }

    /// Whether any source has answered.
    var isEmpty: Bool { answers.isEmpty }

    /// Takes in what has landed, and returns whether that is anything new; what was there stays.
    mutating func settle(_ scene: Scene) -> Bool {
        let feeds = scene.catalog[Alerts()]
        let landed = feeds.compactMapValues(\.answer)
        let old = Set(feeds.filter { $0.value.failure != nil }.keys)
        guard (landed, old) != (answers, stale) else { return false }
        (answers, stale) = (landed, old)
        arrange()
        return true
    }

    /// Whether a source has ever answered.
    func knows(_ source: Source.ID) -> Bool { answers[source] != nil }

    private mutating func arrange() {
        let all = answers.sorted { $0.key < $1.key }
        warnings = all.flatMap { source, answer in
            answer.warnings.map { all.count < 2 ? $0 : "\(source.name): \($0)" }
        }
        alerts = Alert.merged(all.flatMap(\.value.alerts))
        counts = AlertCount.all(active)
        latest = Array(
            active.filter(\.isActive)
                .sorted { ($0.firingSince ?? .distantPast) > ($1.firingSince ?? .distantPast) }
                .prefix(Self.most)
        )
        keepers = all.filter { $0.value.silences != nil }.map(\.key)
        silences = all.flatMap { $0.value.silences ?? [] }.sorted { left, right in
            (left.state.rank, left.end, left.id) < (right.state.rank, right.end, right.id)
        }
    }

    /// Who can be told that an alert is to be silent: who tells people of it, or else the only one
    /// of its context that tells anybody anything.
    func keeper(of alert: Alert) -> Source.ID? {
        if keepers.contains(alert.id.source) { return alert.id.source }
        let near = keepers.filter { $0.context == alert.id.source.context }
        return near.count == 1 ? near.first : near.first { $0 == alert.teller }
    }
}

extension Silence.State {
    fileprivate var rank: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}
