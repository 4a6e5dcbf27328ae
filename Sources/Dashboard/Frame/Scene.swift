import Entities
import TUI

/// What a picture is made of; panes read it and cannot change it.
public struct Scene: Sendable {
    /// Everything read so far.
    public var catalog: Catalog
    /// What all panes share.
    public var session: Session
    /// The time of the picture.
    public var now: Instant

    /// What a picture is made of.
    public init(catalog: Catalog, session: Session, now: Instant) {
        self.catalog = catalog
        self.session = session
        self.now = now
    }

    /// Hours and minutes of a moment, as in `09:14`.
    public func clock(_ moment: Instant) -> String {
        let at = moment.civil(offset: session.zone.offset(at: moment))
        return "\(at.hour.digits(2)):\(at.minute.digits(2))"
    }
}
