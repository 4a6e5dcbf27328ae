import Entities
import TUI

/// What happens to the dashboard.
public enum Event: Sendable {
    /// The person did something.
    case input(Input)
    /// Sources answered.
    case landed([Landing])
    /// Time has passed.
    case tick(Instant)
}
