import Client
import Dashboard
import Entities
import Synchronization
import TUI

/// A dashboard with its poller and no terminal: keys go in, pictures come out.
public final class Stage {
    /// The dashboard.
    public private(set) var dashboard: Dashboard
    /// What the outside was asked to do.
    public private(set) var effects: [Effect] = []
    private let poller: Poller
    private let changes: Changes?
    private let landed = Landed()

    private final class Landed: Sendable {
        let landings = Mutex<[Landing]>([])
    }

    /// How long a test waits for something that should come at once.
    public static let patience = Duration.seconds(60)

    /// A stage for these connectors, at the time of `SampleRuns`.
    public init(
        _ connectors: [any Connector],
        changes: Changes? = nil,
        opening locator: String? = nil,
        size: Size = Size(120, 36)
    ) {
        let landed = landed
        self.changes = changes
        let all = connectors + (changes.map { [$0] } ?? [])
        poller = Poller(connectors: all, time: .frozen) { landing in
            landed.landings.withLock { $0.append(landing) }
        }
        dashboard = Dashboard(
            opening: locator.flatMap { Locator($0) },
            sources: connectors.map(\.source),
            session: Session(theme: "dark", themes: ["dark", "light", "mono"]),
            size: size,
            now: SampleRuns.now
        )
    }

    /// Waits for all answers and draws.
    public func picture() async throws -> Canvas {
        try await settle()
        return dashboard.draw()
    }

    /// Types keys as `Key.sequence` reads them, each after all answers have come.
    public func type(_ keys: String) async throws {
        for key in Key.sequence(keys) {
            try await settle()
            take(.input(.key(key)))
        }
        try await settle()
    }

    /// Sets what all panes share, as the configuration does.
    public func change(_ body: (inout Session) -> Void) {
        var session = dashboard.scene.session
        body(&session)
        dashboard = Dashboard(
            opening: dashboard.locator,
            sources: dashboard.scene.catalog.sources,
            session: session,
            size: dashboard.size,
            now: dashboard.scene.now
        )
    }

    /// Lets something happen.
    public func take(_ event: Event) { effects += dashboard.update(event) }

    /// Carries out what was confirmed since this was last done, to its end.
    public func carryOut() async throws {
        for case .commit(let word) in effects {
            guard let changes else { continue }
            try await changes.begin(word).finished()
        }
        effects = []
        poller.refresh()
        try await settle()
    }

    /// Waits until every wanted question is answered.
    public func settle() async throws {
        let deadline = ContinuousClock.now + Stage.patience
        while true {
            poller.want(dashboard.questions)
            let landings = landed.landings.withLock { landings in
                defer { landings = [] }
                return landings
            }
            if !landings.isEmpty {
                take(.landed(landings))
            } else if poller.isQuiet, landed.landings.withLock(\.isEmpty), dashboard.isFinal {
                return
            }
            guard ContinuousClock.now < deadline else { throw TooLate() }
            try await Task.sleep(for: .milliseconds(1))
        }
    }

    deinit { poller.stop() }
}

/// Something that should come at once has not come.
public struct TooLate: Error {}

extension Timekeeper {
    /// A clock that stands at the time of `SampleRuns`; only pauses below a second are ever over.
    public static let frozen = Timekeeper(
        now: { SampleRuns.now },
        sleep: { try await Task.sleep(for: $0 < .seconds(1) ? $0 : .seconds(3600)) }
    )
}

/// Waits until something is so; throws when it is not within `Stage.patience`.
public func eventually(_ condition: () async throws -> Bool) async throws {
    let deadline = ContinuousClock.now + Stage.patience
    while try await !condition() {
        guard ContinuousClock.now < deadline else { throw TooLate() }
        try await Task.sleep(for: .milliseconds(1))
    }
}
