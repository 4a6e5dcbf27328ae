import Client
import Connectors
import Dashboard
import Entities
import Glibc
import TUI
import Terminal

/// The loop: waits for keys and answers, updates the dashboard, shows its picture.
struct Program {
    private let screen: Screen
    private let mailbox: Mailbox
    private var connections: Connections
    private var poller: Poller
    private var listening: [Task<Void, Never>] = []
    private var dashboard: Dashboard
    private var theme: String

    /// Opens the screen on these connections; throws a sentence where there is no terminal.
    init(
        connections: Connections,
        session: Session,
        appearance: Appearance,
        locator: Locator?
    ) throws {
        let mailbox = try Mailbox()
        self.mailbox = mailbox
        self.connections = connections
        poller = Poller(connectors: connections.asked) { mailbox.post($0) }
        theme = session.theme
        var session = session
        session.discoveries = connections.discoveries
        // Questions go out before the terminal is opened: both take a few milliseconds.
        dashboard = Dashboard(
            opening: locator,
            sources: connections.all.map(\.source),
            session: session,
            size: Size(80, 24),
            now: .systemNow
        )
        poller.want(dashboard.questions)
        do {
            screen = try Screen(
                theme: ThemeFile.theme(named: session.theme),
                colour: appearance.tier,
                mouse: session.isMouseTaken
            )
        } catch let failure as ScreenFailure {
            throw Complaint("mldeck needs a terminal: \(failure); `mldeck get` and `screen` do not")
        }
        _ = dashboard.update(.input(.resize(screen.size)))
        listen()
    }

    /// Hears of what appears in the folders that are looked through.
    private mutating func listen() {
        for task in listening { task.cancel() }
        let mailbox = mailbox
        listening = connections.workspace.lookouts.map { lookout in
            Task(executorPreference: AskingExecutor.shared) {
                for await _ in lookout.changes() { mailbox.postNews() }
            }
        }
        // What was found between the first look and now has rung for nobody.
        if !listening.isEmpty { mailbox.postNews() }
    }

    /// Runs until the person leaves or a signal ends it.
    mutating func run() {
        var isRunning = true
        poller.want(dashboard.questions)
        while isRunning {
            screen.present(dashboard.draw())
            let wake = screen.wait(
                milliseconds: millisecondsToNextMinute,
                wakeDescriptor: mailbox.descriptor
            )
            if let signal = wake.ending {
                poller.stop()
                screen.end(by: signal)
            }
            isRunning = takeIn(wake)
            poller.want(dashboard.questions)
            showSession()
        }
        poller.stop()
        screen.close()
        tellOfRollouts()
    }

    /// What ends with the program can be taken up again.
    private func tellOfRollouts() {
        let changes = connections.changes
        for rollout in blocking({ await changes.underWay }) {
            report(
                Printable.text(
                    "mldeck: rollout \(rollout) was interrupted; `mldeck resume \(rollout)` goes on,"
                        + " `mldeck rollback` of its deployment goes back"
                )
            )
        }
    }

    /// Opens what has been found, and tells the dashboard of it.
    private mutating func reopen() {
        connections.refresh()
        let sources = connections.all
        if sources.map(\.source) != dashboard.scene.catalog.sources {
            poller.stop()
            poller = Poller(connectors: connections.asked) { [mailbox] in mailbox.post($0) }
        }
        _ = dashboard.update(.opened(sources.map(\.source), connections.discoveries))
    }

    private mutating func open(_ place: String) {
        do {
            // What it holds may come later, also where there is nothing now.
            defer { listen() }
            try connections.open(place)
            reopen()
        } catch {
            let sentence = (error as? Complaint)?.sentence ?? "\(error)"
            _ = dashboard.update(.said(Printable.text(sentence)))
        }
    }

    /// Takes in what woke the loop; false where the person left.
    private mutating func takeIn(_ wake: Wake) -> Bool {
        var isRunning = perform(dashboard.update(.tick(.systemNow)))
        let landings = mailbox.take()
        if mailbox.takeNews() { reopen() }
        if !landings.isEmpty {
            isRunning = perform(dashboard.update(.landed(landings))) && isRunning
        }
        for words in mailbox.takeWords() { _ = dashboard.update(.said(Printable.text(words))) }
        while isRunning, let input = screen.next() {
            isRunning = perform(dashboard.update(.input(input)))
        }
        return isRunning
    }

    /// Does what concerns the outside; false where the person left.
    private mutating func perform(_ effects: [Effect]) -> Bool {
        for effect in effects {
            switch effect {
            case .quit: return false
            case .copy(let text): _ = screen.copy(text)
            case .alarm(let text): sound(text)
            case .refresh: poller.refresh()
            case .openPlace(let place): open(place)
            case .commit, .resume, .steer: change(effect)
            case .repaint: screen.repaint()
            case .suspend: screen.suspend()
            default: break
            }
        }
        return true
    }

    /// Changes something outside; what is refused is said.
    private func change(_ effect: Effect) {
        let (changes, mailbox) = (connections.changes, mailbox)
        Task(executorPreference: AskingExecutor.shared) {
            do throws(Failure) {
                switch effect {
                case .commit(let word): try await changes.begin(word)
                case .resume(let id, let back): _ = try await changes.resume(id, back: back)
                case .steer(let id, let word, let source):
                    try await changes.steer(id, word, source)
                default: break
                }
            } catch {
                mailbox.post(saying: error.message)
            }
        }
    }

    /// Tells of something that has begun to fire as the session wants it.
    private func sound(_ text: String) {
        let alarms = dashboard.scene.session.alarms
        if alarms.contains(.bell) { screen.bell() }
        if alarms.contains(.notify) { screen.notify(Printable.text("mldeck: \(text)")) }
    }

    /// Brings the screen to what the session says of theme and mouse.
    private mutating func showSession() {
        let session = dashboard.scene.session
        if screen.mouse != session.isMouseTaken { screen.mouse = session.isMouseTaken }
        let wanted = session.theme
        guard wanted != theme, let new = try? ThemeFile.theme(named: wanted) else { return }
        theme = wanted
        screen.theme = new
    }

    /// Texts change with the minute and not in between.
    private var millisecondsToNextMinute: Int {
        60_000 - Int(Instant.systemNow.milliseconds % 60_000)
    }
}
