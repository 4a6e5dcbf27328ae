import Entities
import TUI

/// How a person is told that something begins to fire, besides the footer.
public enum Alarm: String, CaseIterable, Hashable, Sendable {
    /// The terminal's bell.
    case bell
    /// A notice of the desktop, by the sequence OSC 9.
    case notify
}

/// What fires, so that a person is told once of each alert that begins to.
struct AlarmState: Sendable {
    private var landed = LandedAlerts()
    private var firing: Set<String> = []
    /// What fired before is no news.
    private let start: Instant

    init(since start: Instant) { self.start = start }

    /// The alerts that have begun to fire since it was last asked.
    mutating func news(_ scene: Scene) -> [Alert] {
        guard landed.settle(scene) else { return [] }
        let now = landed.alerts.filter { $0.state == .firing }
        let new = now.filter { alert in
            !firing.contains(alert.id.key)
                && alert.firingSince.map { $0.milliseconds >= start.milliseconds - 30_000 } ?? false
        }
        firing = Set(now.map(\.id.key))
        return new
    }
}

extension Dashboard {
    /// Says in the footer what has begun to fire, and sounds the alarm where that is wanted.
    mutating func sound() -> [Effect] {
        let new = alarm.news(scene)
        guard let worst = new.first else { return [] }
        let rest = new.count > 1 ? " and \(new.count - 1) more" : ""
        let sentence = "\(worst.look.text) \(worst.name) \(worst.subject(nil)) fires\(rest)"
        notice = sentence
        return scene.session.alarms.isEmpty ? [] : [.alarm(sentence)]
    }
}
