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
    /// These sources are open now, and this is what was looked for.
    case opened([Source], Discoveries)
    /// Something is to be said in the footer.
    case said(String)
}
