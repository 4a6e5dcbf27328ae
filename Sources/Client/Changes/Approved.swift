import Entities

/// A step that may be done: every method that changes the world takes one, and only `Caller` makes
/// them, for who has a permit, once the journal says that the call is about to be made.
public struct Approved<Step: Sendable>: Sendable {
    /// The step.
    public let step: Step

    fileprivate init(_ step: Step) { self.step = step }
}

/// Makes the calls of one rollout: the journal is written before and after each.
struct Caller: Sendable {
    let permit: Permit
    let target: any ChangeTarget
    let journal: Journal
    let time: Timekeeper

    /// Makes a call and returns what came of it; throws where the journal cannot be written.
    ///
    /// What is to stand in the journal before the call is written with it, all at once.
    func call(
        _ step: Plan.Step,
        _ record: inout Record,
        after pending: [JournalEntry]
    ) async throws(Failure) -> Result<Receipt, Failure> {
        guard permit.source == target.source.id else {
            throw Failure(source: target.source.id, reason: .refused(why: "it is not permitted"))
        }
        try write(pending + [record.entry(.apply, step.call, outcome: .open)], &record)
        let start = time.uptime()
        let result: Result<Receipt, Failure>
        do {
            result = .success(try await target.apply(Approved(step)))
        } catch {
            result = .failure(error)
        }
        let took = Int64((time.uptime() - start) / .milliseconds(1))
        try write([record.entry(result, of: step, took: took)], &record)
        return result
    }

    /// Writes entries; the first plan among them gives the rollout its number.
    func write(_ entries: [JournalEntry], _ record: inout Record) throws(Failure) {
        do {
            let written = try journal.append(entries)
            record.rollout = record.rollout ?? written.first?.rollout
        } catch {
            throw Failure(source: permit.source, reason: error)
        }
    }
}

/// What all entries of a rollout have in common.
struct Record: Sendable {
    let source: Source.ID
    let subject: String
    let hash: String
    /// The rollout's number; nil before it is written.
    var rollout: Int?
    var step: Int?

    func entry(
        _ action: JournalEntry.Action,
        _ what: String,
        outcome: JournalEntry.Outcome = .done,
        why: String? = nil,
        body: Plan? = nil,
        receipt: Receipt? = nil,
        took: Int64? = nil
    ) -> JournalEntry {
        JournalEntry(
            action,
            what.plain,
            source: source,
            subject: subject,
            outcome: outcome,
            why: why,
            rollout: rollout,
            plan: hash,
            body: body,
            step: step,
            receipt: receipt,
            took: took
        )
    }
}

extension Record {
    /// What came of a call; one that failed may have taken effect all the same.
    fileprivate func entry(
        _ result: Result<Receipt, Failure>,
        of step: Plan.Step,
        took: Int64
    ) -> JournalEntry {
        switch result {
        case .success(let receipt):
            let words = receipt.words.isEmpty ? "" : ": \(receipt.words)"
            return entry(.result, step.call + words, receipt: receipt, took: took)
        case .failure(let failure):
            let what = "\(step.call): \(failure.message)"
            return entry(.result, what, outcome: .open, took: took)
        }
    }
}
