import Client
import Entities
import Glibc

/// Asks connectors and waits until all have answered, for commands that draw or print once.
struct Waiter {
    /// A source that is not done by then counts as it is.
    private static let patience: Int64 = 120_000

    private let mailbox: Mailbox
    private let poller: Poller

    init(connectors: [any Connector]) throws {
        let mailbox = try Mailbox()
        self.mailbox = mailbox
        poller = Poller(connectors: connectors) { mailbox.post($0) }
    }

    /// Hands answers to `land` until nothing is asked any more and it says that all are final.
    func settle(asking questions: () -> [Ask], landing land: ([Landing]) -> Bool) {
        let deadline = Instant.systemNow.milliseconds + Waiter.patience
        var isFinal = false
        repeat {
            poller.want(questions())
            var files = [pollfd(fd: mailbox.descriptor, events: Int16(POLLIN), revents: 0)]
            poll(&files, 1, 5)
            isFinal = land(mailbox.take())
            poller.want(questions())
        } while !(isFinal && poller.isQuiet && mailbox.isEmpty)
            && Instant.systemNow.milliseconds < deadline
    }

    /// What each source answers to one question.
    func answers<Q: Question>(to question: Q, _ window: Window) -> [Source.ID: Feed<Q.Answer>] {
        var catalog = Catalog()
        settle(
            asking: { [Ask(question, window)] },
            landing: { landings in
                for landing in landings { catalog.land(landing) }
                return catalog.isFinal(AnyQuestion(question))
            }
        )
        poller.stop()
        return catalog[question]
    }

    /// Stops asking.
    func stop() { poller.stop() }
}
