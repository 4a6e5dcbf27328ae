import Entities

/// What all panes share; changed only by `Effect.session`.
public struct Session: Sendable {
    /// The context's name; empty where none is configured.
    public var context = ""
    /// Whether the context is one of production.
    public var isProduction = false
    /// Whether nothing may be changed in it.
    public var isReadOnly = true
    /// Saved views by their names, in the order of the configuration.
    public var views: [(name: String, locator: Locator)] = []
    /// Marked runs; the place in the list is the mark's number.
    public var marks: [Run.ID] = []
    /// How a person is told that something begins to fire.
    public var alarms: Set<Alarm> = []
    /// The theme's name.
    public var theme: String
    /// The themes there are.
    public var themes: [String]
    /// Whether wheel and clicks are taken; the terminal's own selection of text is off then.
    public var isMouseTaken = true
    /// Minutes, hours and dates are told in this zone.
    public var zone: Zone
    /// What was looked for, to be told where there is no source.
    public var discoveries = Discoveries()
    /// The columns that were chosen, by experiment.
    public var columns: [String: [Field]] = [:]

    /// A session in which nothing is marked or chosen.
    public init(theme: String, themes: [String], zone: Zone = .utc) {
        self.theme = theme
        self.themes = themes
        self.zone = zone
    }

    /// The number of a mark, from 1; nil where the run is not marked.
    public func mark(of run: Run.ID) -> Int? {
        marks.firstIndex(of: run).map { $0 + 1 }
    }

    /// Marks a run, or takes its mark away.
    public mutating func toggleMark(_ run: Run.ID) {
        if let index = marks.firstIndex(of: run) {
            marks.remove(at: index)
        } else {
            marks.append(run)
        }
    }
}

/// How far clocks are from UTC, and since when.
public struct Zone: Sendable {
    /// A moment from which on clocks are so many seconds ahead of UTC.
    public typealias Change = (since: Instant, seconds: Int)

    private let changes: [Change]

    /// A zone by its changes, the oldest first.
    public init(_ changes: [Change]) { self.changes = changes }

    /// No offset at all.
    public static let utc = Zone([])

    /// The seconds that clocks are ahead of UTC at a moment.
    public func offset(at moment: Instant) -> Int {
        (changes.last { $0.since <= moment } ?? changes.first)?.seconds ?? 0
    }
}
