import Entities
import Synchronization

/// Who did what to what, when, with what outcome: only ever appended to, each entry hung on the
/// one before.
public final class Journal: Sendable {
    /// Where the lines are.
    public let storage: any JournalStorage
    private let actor: @Sendable () -> JournalEntry.Actor
    private let time: Timekeeper
    private let scan = Mutex(JournalScan())

    /// The journal in a storage; what is appended is signed with an actor.
    public init(
        _ storage: any JournalStorage,
        time: Timekeeper = .system,
        actor: @escaping @Sendable () -> JournalEntry.Actor
    ) {
        self.storage = storage
        self.time = time
        self.actor = actor
    }

    /// Who what is appended now is signed with.
    public var signer: JournalEntry.Actor { actor() }

    /// Writes entries, all or none, and returns them as they were written once they are safe.
    @discardableResult
    public func append(_ entries: [JournalEntry]) throws(Failure.Reason) -> [JournalEntry] {
        let (actor, at) = (actor(), time.now())
        var written: [JournalEntry] = []
        try storage.append { end throws(Failure.Reason) in
            written = []
            var (bytes, chain): ([UInt8], JournalChain) = ([], end)
            for var entry in entries {
                (entry.actor, entry.at) = (actor, at)
                entry.number = chain.count + 1
                entry.previous = chain.hash
                // A plan that begins a rollout gives it its number; what follows it bears it.
                if entry.action == .plan { entry.rollout = entry.number }
                entry.rollout = entry.rollout ?? written.first?.rollout
                let line = JournalLine.write(entry)
                entry.hash = line.hash
                bytes += line.bytes
                chain = JournalChain(count: entry.number, hash: line.hash)
                written.append(entry)
            }
            return (bytes, chain)
        }
        return written
    }

    /// Reads what has been appended since, and returns where the chain stands.
    ///
    /// A head that was kept elsewhere is compared as well.
    public func look(head kept: JournalChain? = nil) throws(Failure.Reason) -> JournalSummary {
        // Before the lines: what is appended meanwhile is not missing.
        let heads = [storage.head(), kept].compactMap { $0 }
        return try scan.withLock { scan throws(Failure.Reason) in
            try scan.readOn(storage)
            return JournalSummary(
                count: scan.lines.count,
                faults: scan.faults(heads: heads),
                end: scan.end
            )
        }
    }

    /// The entries of some lines, counted from 0; those that cannot be read are left out.
    public func entries(_ range: Range<Int>) throws(Failure.Reason) -> [JournalEntry] {
        let lines = scan.withLock { scan in Array(scan.lines[range.clamped(to: scan.lines.indices)])
        }
        guard let first = lines.first, let last = lines.last else { return [] }
        let bytes = try storage.read(first.lowerBound..<last.upperBound)
        return lines.compactMap { line in
            let part = (line.lowerBound - first.lowerBound)..<(line.upperBound - first.lowerBound)
            guard part.upperBound <= bytes.count else { return nil }
            return try? JournalLine.read(bytes[part])
        }
    }

    /// The rollouts that have not ended, and those of the last entries, the oldest first.
    public func rollouts(among last: Int = 2000) throws(Failure.Reason) -> [Rollout] {
        let (open, count) = scan.withLock { ($0.open, $0.lines.count) }
        let recent = max(0, count - last)
        let first = open.values.min().map { min($0, recent) } ?? recent
        return Rollout.all(try entries(first..<count)).map { rollout in
            var rollout = rollout
            rollout.isCarriedOut = !rollout.isOver && storage.isLocked(rollout.plan.lock)
            return rollout
        }
    }
}

/// Where a journal stands.
public struct JournalSummary: Hashable, Sendable {
    /// How many entries there are.
    public var count: Int
    /// What is wrong with it; at most the first hundred.
    public var faults: [JournalFault]
    /// The end of the chain.
    public var end: JournalChain
}
