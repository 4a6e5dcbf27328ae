import Client
import Entities
import TUI
import TestKit
import Testing

/// Nothing that was planted, nothing that moves a cursor, and nothing without an end is told of a
/// rollout.
func expectSafelyTold(
    _ rollout: Rollout,
    _ trial: ServingTrial,
    location: SourceLocation = #_sourceLocation
) async throws {
    var told = texts(rollout) + [rollout.end]
    told += texts(try trial.rehearsal.entries())
    told += texts(try await trial.rehearsal.changes.journal(JournalEntries(), 0..<1000))
    for text in told { expectSafe(text, location: location) }
    let lines = try trial.rehearsal.lines()
    #expect(!lines.contains("planted"), sourceLocation: location)
    let faults = try trial.rehearsal.changes.journal.look().faults
    #expect(faults.isEmpty, sourceLocation: location)
}

/// A text holds nothing that was planted, nothing that moves a cursor, and has an end.
func expectSafe(_ text: String, location: SourceLocation = #_sourceLocation) {
    #expect(!text.contains("planted"), "\(text)", sourceLocation: location)
    let isHostile = text.unicodeScalars.contains {
        [.control, .format].contains($0.properties.generalCategory)
    }
    #expect(!isHostile, "\(text.debugDescription)", sourceLocation: location)
    #expect(text.count < 1000, "\(text.count) characters", sourceLocation: location)
}

/// The screens that tell of a rollout show nothing that was planted.
func expectSafelyShown(
    _ rollout: Rollout,
    _ trial: ServingTrial,
    location: SourceLocation = #_sourceLocation
) async throws {
    for view in ["deployments", "rollout/\(rollout.id)", "journal"] {
        let stage = Stage(
            [trial.target, trial.registry],
            changes: trial.rehearsal.changes,
            opening: view
        )
        let text = try await stage.picture().text
        #expect(text.contains("churn"), "\(text)", sourceLocation: location)
        #expect(!text.contains("planted"), "\(text)", sourceLocation: location)
        #expect(!text.contains("\u{1B}"), sourceLocation: location)
    }
}

/// Every text that a value holds.
private func texts(_ value: Any) -> [String] {
    if let text = value as? String { return [text] }
    return Mirror(reflecting: value).children.flatMap { texts($0.value) }
}
