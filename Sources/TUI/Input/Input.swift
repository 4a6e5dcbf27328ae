/// What a terminal reports.
public enum Input: Equatable, Sendable {
    /// A key.
    case key(Key)
    /// Text pasted as one piece.
    case paste(String)
    /// The wheel or a click.
    case mouse(Mouse)
    /// The terminal has another size.
    case resize(Size)
}

/// The wheel, or a click of the left button.
public struct Mouse: Equatable, Sendable {
    /// What was done.
    public enum Action: Sendable {
        /// Pressed and released.
        case click
        /// Turned away from the person.
        case wheelUp
        /// Turned towards the person.
        case wheelDown
    }

    /// What was done.
    public var action: Action
    /// Where.
    public var at: Point

    /// An action at a cell.
    public init(_ action: Action, at: Point) {
        self.action = action
        self.at = at
    }
}
