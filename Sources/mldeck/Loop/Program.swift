import Client
import Dashboard
import Entities
import Glibc
import TUI
import Terminal

/// The loop: waits for keys and answers, updates the dashboard, shows its picture.
struct Program {
    private let screen: Screen
    private let mailbox: Mailbox
    private let poller: Poller
    private var dashboard: Dashboard
    private var theme: String

    /// Opens the screen on these connectors; throws a sentence where there is no terminal.
    init(
        connectors: [any Connector],
        session: Session,
        appearance: Appearance,
        locator: Locator?
    ) throws {
        let mailbox = try Mailbox()
        self.mailbox = mailbox
        poller = Poller(connectors: connectors) { mailbox.post($0) }
        theme = session.theme
        // Questions go out before the terminal is opened: both take a few milliseconds.
        dashboard = Dashboard(
            opening: locator,
            sources: connectors.map(\.source),
            session: session,
            size: Size(80, 24),
            now: .systemNow
        )
        poller.want(dashboard.questions)
        do {
            screen = try Screen(
                theme: ThemeFile.theme(named: session.theme),
                colour: appearance.tier,
                mouse: true
            )
        } catch let failure as ScreenFailure {
            throw Complaint("mldeck needs a terminal: \(failure); `mldeck get` and `screen` do not")
        }
        _ = dashboard.update(.input(.resize(screen.size)))
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
    }

    /// Takes in what woke the loop; false where the person left.
    private mutating func takeIn(_ wake: Wake) -> Bool {
        var isRunning = perform(dashboard.update(.tick(.systemNow)))
        let landings = mailbox.take()
        if !landings.isEmpty {
            isRunning = perform(dashboard.update(.landed(landings))) && isRunning
        }
        while isRunning, let input = screen.next() {
            isRunning = perform(dashboard.update(.input(input)))
        }
        return isRunning
    }

    /// Does what concerns the outside; false where the person left.
    private func perform(_ effects: [Effect]) -> Bool {
        for effect in effects {
            switch effect {
            case .quit: return false
            case .copy(let text): _ = screen.copy(text)
            case .refresh: poller.refresh()
            case .repaint: screen.repaint()
            case .suspend: screen.suspend()
            default: break
            }
        }
        return true
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

extension Appearance {
    /// The tier that is asked for; nil leaves it to the terminal.
    fileprivate var tier: ColourTier? {
        switch color {
        case .never: .mono
        case .auto, .always: nil
        }
    }
}
