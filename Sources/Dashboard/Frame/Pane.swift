import Entities
import TUI

/// A part of the interface: a value whose stored properties are its own state.
public protocol Pane: Sendable {
    /// What its keys do: dispatch, footer and help are made of this table.
    static var keys: [KeyBinding<Self>] { get }
    /// What it wants answered to be drawn in `size`.
    func questions(_ scene: Scene, in size: Size) -> [Ask]
    /// Takes in what has landed since it was last drawn; most panes keep nothing of it.
    mutating func settle(_ scene: Scene, in size: Size)
    /// Draws itself into a rectangle.
    func draw(_ scene: Scene, on canvas: inout Canvas, in rect: Rect)
}

extension Pane {
    /// Keeps nothing of what lands.
    public mutating func settle(_ scene: Scene, in size: Size) {}
}

/// A pane with a name, which stands in the history and can be gone to; dialogs have none.
public protocol View: Pane {
    /// Its name.
    func locator(_ scene: Scene) -> Locator
    /// Where it is, outermost first.
    func breadcrumbs(_ scene: Scene) -> [String]
}

/// A pane that takes printing keys as text.
public protocol TextEntry: Pane {
    /// Takes a key that none of its bindings has.
    mutating func type(_ key: Key, _ scene: Scene) -> [Effect]
    /// Takes pasted text.
    mutating func paste(_ text: String, _ scene: Scene) -> [Effect]
}

/// A pane that opens a dialog and wants to know what came of it.
public protocol Asking: Pane {
    /// Takes what the dialog answers.
    mutating func receive(_ reply: Reply, _ scene: Scene) -> [Effect]
}

/// What a dialog answers to the pane below it.
public enum Reply: Sendable {
    /// Sort by this field.
    case sort(Field)
    /// Show what this filter lets through.
    case filter(String)
    /// Show what contains this text.
    case search(String)
}

/// What a pane wants done.
public enum Effect: Sendable {
    /// Shows a pane.
    case open(any Pane, as: Placement)
    /// Ends the dialog, with an answer for the pane below it.
    case close(Reply?)
    /// Hands an answer to the pane below the dialog, which stays open.
    case tell(Reply)
    /// Goes one step back; at the first view it leaves, or stays and says so.
    case back(orLeave: Bool)
    /// Shows the view of a name.
    case go(Locator)
    /// Shows the keys that work here.
    case help
    /// Opens a folder, a file or an address beside what is open; `demo` is the built-in workspace.
    case openPlace(String)
    /// Changes what all panes share.
    case session(@Sendable (inout Session) -> Void)
    /// Says something in the footer until the next key.
    case notify(String)
    /// Puts a text into the clipboard.
    case copy(String)
    /// Carries out a plan that a person has confirmed.
    case commit(Confirmation)
    /// Takes up an interrupted rollout, forwards or back.
    case resume(Int, back: Bool)
    /// Tells a rollout of a source's something: hold, go on, promote, stop.
    case steer(Int, String, Source.ID)
    /// Sounds the alarms that the session wants, for something that has begun to fire.
    case alarm(String)
    /// Asks every source again.
    case refresh
    /// Draws the whole screen anew.
    case repaint
    /// Gives the terminal back until the person returns.
    case suspend
    /// Ends the program.
    case quit
}

/// Where a pane is shown.
public enum Placement: Sendable {
    /// In place of the view, which can be gone back to.
    case view
    /// Over the view.
    case dialog
}
