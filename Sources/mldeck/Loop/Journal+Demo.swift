import Client
import Connectors
import Entities

extension Journal {
    /// A journal in memory that tells what was done in the demo before it opened.
    convenience init(_ demo: DemoStore, actor: @escaping @Sendable () -> JournalEntry.Actor) {
        let storage = MemoryJournal()
        let history = blocking { await demo.history() }
        Self.write(history.entries.prefix(1), at: history.begun, in: storage)
        Self.write(history.entries.dropFirst(), at: history.ended, in: storage)
        self.init(storage, actor: actor)
    }

    private static func write(
        _ entries: ArraySlice<JournalEntry>,
        at moment: Instant,
        in storage: MemoryJournal
    ) {
        let then = Timekeeper(now: { moment }, sleep: { _ in })
        let journal = Journal(storage, time: then) { JournalEntry.Actor(user: "ana") }
        // What cannot be written in memory is not told: nothing depends on it.
        _ = try? journal.append(Array(entries))
    }
}
