import Entities
import TUI

/// The whole interface as a value: events go in, effects, questions and a picture come out.
public struct Dashboard: Sendable {
    /// What the picture is made of.
    public internal(set) var scene: Scene
    /// The columns and rows there are.
    public private(set) var size: Size
    /// What the footer says until the next key.
    public internal(set) var notice = ""
    var views: [any View]
    var forward: [any View] = []
    var dialogs: [any Pane] = []
    var alarm: AlarmState
    private var pending: [Key] = []
    private var isInterrupted = false

    /// Below this only a sentence is shown.
    static let least = Size(40, 10)

    /// A dashboard that opens on a locator; one that names no pane opens the runs.
    ///
    /// Without any source it says what was looked for.
    public init(
        opening locator: Locator?,
        sources: [Source],
        session: Session,
        size: Size,
        now: Instant
    ) {
        scene = Scene(catalog: Catalog(sources: sources), session: session, now: now)
        self.size = size
        alarm = AlarmState(since: now)
        views = [sources.isEmpty ? EmptyPane() : locator.flatMap { Panes.view($0) } ?? RunsPane()]
    }

    /// Takes in other sources; where there was none, the first view comes with them.
    private mutating func open(_ sources: [Source], _ discoveries: Discoveries) {
        let wasEmpty = !hasSources
        scene.session.discoveries = discoveries
        scene.catalog.open(sources)
        guard wasEmpty, hasSources else { return }
        views = [RunsPane()]
        dialogs = []
    }

    /// Whether there is anything to be asked.
    var hasSources: Bool { !scene.catalog.sources.isEmpty }

    /// Takes in what happened and returns what is to be done outside.
    public mutating func update(_ event: Event) -> [Effect] {
        var effects: [Effect] = []
        switch event {
        case .tick(let now): scene.now = max(scene.now, now)
        case .landed(let landings):
            land(landings)
            effects = sound()
        case .opened(let sources, let discoveries): open(sources, discoveries)
        case .said(let text): notice = text
        case .input(.resize(let size)): self.size = size
        case .input(.key(let key)): effects = press(key)
        case .input(.paste(let text)): effects = paste(text)
        case .input(.mouse(let mouse)): effects = point(mouse)
        }
        let outward = perform(effects)
        settle()
        return outward
    }

    /// What is wanted to be answered now.
    public var questions: [Ask] {
        let size = bodySize
        return views[views.count - 1].questions(scene, in: size)
            + dialogs.flatMap { $0.questions(scene, in: size) }
            // The header tells of rollouts and the footer of alerts, whatever is looked at.
            + (hasSources ? [Ask(Rollouts()), Ask(Alerts())] : [])
    }

    /// Whether nothing that is shown will change by reading on.
    public var isFinal: Bool { questions.allSatisfy { scene.catalog.isFinal($0.question) } }

    /// The name of the view that is shown.
    public var locator: Locator { views[views.count - 1].locator(scene) }

    /// The rows between header and footer.
    var bodySize: Size { Size(size.width, size.height - 2) }

    private mutating func land(_ landings: [Landing]) {
        for landing in landings { scene.catalog.land(landing) }
        scene.catalog.keep(Set(questions.map(\.question)))
    }

    private mutating func settle() {
        let size = bodySize
        views[views.count - 1].settle(scene, in: size)
        for index in dialogs.indices { dialogs[index].settle(scene, in: size) }
    }
}

extension Dashboard {
    /// A key goes to the uppermost pane, then to what works everywhere.
    ///
    /// Keys that may become a sequence are kept until they do.
    private mutating func press(_ key: Key) -> [Effect] {
        notice = ""
        var wasInterrupted = false
        swap(&wasInterrupted, &isInterrupted)
        if case .done(let effects) = EverywhereKeys.always.dispatch([key], to: &self, scene) {
            pending = []
            return isInterrupted && wasInterrupted ? [.quit] : effects
        }
        pending.append(key)
        let keys = pending
        switch dispatchToTop(keys) {
        case .done(let effects):
            // `y` acts at once; `yy` acts again.
            pending = continues(keys) ? keys : []
            return effects
        case .partial: return []
        case .unknown:
            pending = []
            if keys.first == .character("g"), keys.count > 1, !isTyping {
                return [.notify("g\(key.name) follows no link here")]
            }
            if keys.count > 1 { return press(key) }
            return typed(key)
        }
    }

    /// The first `^c` says how to leave, the second leaves.
    mutating func interrupt() -> [Effect] {
        isInterrupted = true
        return [.notify("^c again leaves")]
    }

    private mutating func dispatchToTop(_ keys: [Key]) -> Dispatch {
        let own =
            dialogs.isEmpty
            ? views[views.count - 1].press(keys, scene)
            : dialogs[dialogs.count - 1].press(keys, scene)
        guard case .unknown = own, !isTyping else { return own }
        let everywhere = EverywhereKeys.all.dispatch(keys, to: &self, scene)
        if case .unknown = everywhere { return own }
        return everywhere
    }

    private func continues(_ keys: [Key]) -> Bool {
        let top: any Pane = dialogs.last ?? views[views.count - 1]
        return !isTyping && (top.continues(keys) || EverywhereKeys.all.continues(keys))
    }

    private var isTyping: Bool { dialogs.last is any TextEntry }

    private mutating func typed(_ key: Key) -> [Effect] {
        guard var entry = dialogs.last as? any TextEntry else { return [] }
        let effects = entry.type(key, scene)
        dialogs[dialogs.count - 1] = entry
        return effects
    }

    private mutating func paste(_ text: String) -> [Effect] {
        guard var entry = dialogs.last as? any TextEntry else { return [] }
        let effects = entry.paste(text, scene)
        dialogs[dialogs.count - 1] = entry
        return effects
    }

    private mutating func point(_ mouse: Mouse) -> [Effect] {
        switch mouse.action {
        case .wheelUp: return press(.up)
        case .wheelDown: return press(.down)
        case .click:
            guard dialogs.isEmpty, var view = views.last as? any Pointable else { return [] }
            let place = Point(mouse.at.x, mouse.at.y - 1)
            let effects = view.click(place, scene, in: bodySize)
            if let view = view as? any View { views[views.count - 1] = view }
            return effects
        }
    }
}

/// A pane that knows what to do with a click.
public protocol Pointable: Pane {
    /// Takes a click at a cell of its rectangle.
    mutating func click(_ at: Point, _ scene: Scene, in size: Size) -> [Effect]
}
