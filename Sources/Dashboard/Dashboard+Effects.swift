import Entities
import TUI

extension Dashboard {
    /// Does what concerns the interface and returns what is to be done outside.
    mutating func perform(_ effects: [Effect]) -> [Effect] {
        effects.flatMap { perform($0) }
    }

    private mutating func perform(_ effect: Effect) -> [Effect] {
        switch effect {
        case .open(let pane, .dialog): dialogs.append(pane)
        case .open(let pane, .view): show(pane)
        case .close(let reply):
            _ = dialogs.popLast()
            return reply.map { tell($0) } ?? []
        case .tell(let reply): return tell(reply)
        case .back(let orLeave): return back(orLeave: orLeave)
        case .go(let locator): go(locator)
        case .help: dialogs.append(HelpPane(hints: hints))
        case .session(let change): change(&scene.session)
        case .notify(let text): notice = text
        case .copy(let text):
            notice = "copied \(Format.count(text.count)) characters"
            return [effect]
        case .refresh:
            notice = hasSources ? "asking every source again" : "looking again"
            return [effect]
        case .openPlace(let place):
            notice = "opening \(place)"
            return [effect]
        case .commit, .resume, .steer, .alarm, .repaint, .suspend, .quit: return [effect]
        }
        return []
    }

    private mutating func show(_ pane: any Pane) {
        guard let view = pane as? any View else { return }
        views.append(view)
        forward = []
        dialogs = []
    }

    private mutating func go(_ locator: Locator) {
        dialogs = []
        if let complaint = Panes.complaint(locator, now: scene.now) {
            notice = complaint
            return
        }
        guard hasSources else {
            notice = "there is nothing to show yet; :open PLACE adds a source"
            return
        }
        if let view = Panes.view(locator) { show(view) }
    }

    /// Why a locator cannot be opened, in a sentence; nil where it can.
    public static func complaint(_ locator: Locator, now: Instant) -> String? {
        Panes.complaint(locator, now: now)
    }

    private mutating func tell(_ reply: Reply) -> [Effect] {
        guard var view = views.last as? any View & Asking else { return [] }
        let effects = view.receive(reply, scene)
        views[views.count - 1] = view
        return perform(effects)
    }

    /// Ends the uppermost dialog, or goes to the view before.
    private mutating func back(orLeave: Bool) -> [Effect] {
        if dialogs.popLast() != nil { return [] }
        guard views.count > 1, let left = views.popLast() else {
            notice = "this is the first view; q leaves"
            return orLeave ? [.quit] : []
        }
        forward.append(left)
        return []
    }

    /// Goes to the view that was gone back from.
    mutating func forth() {
        guard let view = forward.popLast() else {
            notice = "there is nothing to go forward to"
            return
        }
        views.append(view)
    }

    /// Changes places with the view before.
    mutating func swapWithLast() {
        guard views.count > 1 else {
            notice = "there is no last view yet"
            return
        }
        views.swapAt(views.count - 1, views.count - 2)
    }
}
