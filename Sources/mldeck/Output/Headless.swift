import Client
import Dashboard
import Entities
import TUI

/// A dashboard without a terminal: what `screen` draws.
struct Headless {
    private(set) var dashboard: Dashboard
    private let waiter: Waiter

    init(
        connections: Connections,
        session: Session,
        locator: Locator?,
        size: Size,
        now: Instant
    ) throws {
        waiter = try Waiter(connectors: connections.asked)
        var session = session
        session.discoveries = connections.discoveries
        dashboard = Dashboard(
            opening: locator,
            sources: connections.all.map(\.source),
            session: session,
            size: size,
            now: now
        )
    }

    /// Types keys, each after all answers to the one before have come, and returns the picture.
    mutating func picture(after keys: [Key]) -> Canvas {
        take(.resize(dashboard.size))
        for key in keys { take(.key(key)) }
        waiter.stop()
        return dashboard.draw()
    }

    private mutating func take(_ input: Input) {
        var dashboard = dashboard
        _ = dashboard.update(.input(input))
        waiter.settle(
            asking: { dashboard.questions },
            landing: { landings in
                _ = dashboard.update(.landed(landings))
                return dashboard.isFinal
            }
        )
        self.dashboard = dashboard
    }
}
