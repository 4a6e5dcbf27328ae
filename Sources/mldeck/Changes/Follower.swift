import Client
import Entities
import Synchronization
import TUI

/// Tells what the journal says of a rollout, line by line, as it comes.
final class Follower: Sendable {
    private let journal: Journal
    private let id: Int
    private let told = Mutex(0)

    init(_ journal: Journal, _ id: Int) {
        self.journal = journal
        self.id = id
    }

    /// Tells what comes until the task is cancelled.
    func tell(isText: Bool) async {
        for await _ in journal.storage.changes() { tellRest(isText: isText) }
    }

    /// Tells what has not been told.
    func tellRest(isText: Bool) {
        told.withLock { told in
            let all = rollout?.entries ?? []
            for entry in all.dropFirst(told) where isText && entry.action != .gate {
                print(line(entry))
            }
            told = all.count
        }
    }

    /// The rollout as far as the journal tells it.
    var rollout: Rollout? {
        _ = try? journal.look()
        return try? journal.rollouts().first { $0.id == id }
    }

    private func line(_ entry: JournalEntry) -> String {
        let took = entry.took.map { "  \($0) ms" } ?? ""
        return Printable.text(
            "\(entry.outcome.sign) \(entry.action.rawValue.padded(to: 9)) \(entry.what)\(took)"
        )
    }
}

extension JournalEntry.Outcome {
    /// One sign, as on the screen.
    var sign: String {
        switch self {
        case .done, .passed: "✓"
        case .warned: "▲"
        case .failed, .refused: "✗"
        case .rolledBack: "↶"
        case .open: "►"
        }
    }
}
