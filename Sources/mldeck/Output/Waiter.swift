import Client
import Entities
import Glibc

/// Asks connectors and waits until all have answered, for commands that draw or print once.
struct Waiter {
    /// A source that is not done by then counts as it is.
    private static let patience: Int64 = 120_000

    let connectors: [any Connector]
    private let mailbox: Mailbox
    private let poller: Poller

    init(connectors: [any Connector]) throws {
        let mailbox = try Mailbox()
        self.connectors = connectors
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

    /// What the sources answer to some questions.
    func catalog(_ asks: [Ask]) -> Catalog {
        var catalog = Catalog()
        settle(
            asking: { asks },
            landing: { landings in
                for landing in landings { catalog.land(landing) }
                return asks.allSatisfy { catalog.isFinal($0.question) }
            }
        )
        return catalog
    }

    /// Stops asking.
    func stop() { poller.stop() }
}
