import ArgumentParser
import Client
import Entities
import Glibc
import TUI

/// How far a change is taken from the shell.
struct Decision: ParsableArguments {
    @Flag(help: "Show the plan and its gates, and change nothing.")
    var plan = false

    @Flag(name: .shortAndLong, help: "Carry it out without asking.")
    var yes = false

    @Option(help: "GATE=REASON: carry it out although the gate fails; may be repeated.")
    var waive: [String] = []

    @Option(name: .shortAndLong, help: "text or json.")
    var output = Format.text

    enum Format: String, ExpressibleByArgument, CaseIterable {
        case text, json
    }

    /// Plans a change, asks, carries it out and waits for its end; throws how the program ends.
    func carryOut(_ change: Change, _ changes: Changes) throws {
        let proposal: Proposal
        do {
            proposal = try blocking { () async throws(Failure) in try await changes.propose(change)
            }
        } catch {
            throw Complaint("mldeck: " + Printable.text(error.message), error.exit)
        }
        let waivers = try waivers(proposal)
        guard !plan else { return try show(proposal, waivers) }
        if output == .text { print(ProposalRow(proposal).text) }
        if proposal.plan.steps.isEmpty { return try end(nil, "it is so already", proposal) }
        let how = try confirm(proposal)
        let word = Confirmation(change: change, hash: proposal.hash, waivers: waivers, how: how)
        let begun: Begun
        do {
            begun = try blocking { () async throws(Failure) in try await changes.begin(word) }
        } catch {
            throw Complaint("mldeck: " + Printable.text(error.message), error.exit)
        }
        try follow(begun, changes, proposal)
    }

    /// Tells what a rollout does until its end, and ends with it.
    func follow(_ begun: Begun, _ changes: Changes, _ proposal: Proposal?) throws {
        let isText = output == .text
        let follower = Follower(changes.journal, begun.rollout)
        blocking {
            let task = Task { await follower.tell(isText: isText) }
            await begun.finished()
            task.cancel()
            await task.value
        }
        follower.tellRest(isText: isText)
        let rollout = follower.rollout
        try end(rollout, rollout?.last?.what ?? "", proposal)
    }

    private func show(_ proposal: Proposal, _ waivers: [String: String]) throws {
        let row = ProposalRow(proposal)
        switch output {
        case .text: print(row.text)
        case .json: print(Report(kind: "plan", rows: [row], failures: []).json)
        }
        let open = proposal.failing.contains { waivers[$0.name] == nil }
        if open || proposal.refusal != nil { throw Exit.no }
    }

    /// Prints how it ended; what was not carried out ends with 1.
    private func end(_ rollout: Rollout?, _ words: String, _ proposal: Proposal?) throws {
        if output == .json {
            let row = RolloutRow(rollout: rollout, proposal: proposal)
            print(Report(kind: "rollout", rows: [row], failures: []).json)
        } else if rollout == nil {
            print("Nothing was changed: \(words)")
        }
        switch rollout?.phase {
        case .done, nil: return
        default: throw Exit.no
        }
    }

    private func waivers(_ proposal: Proposal) throws -> [String: String] {
        var waivers: [String: String] = [:]
        for written in waive {
            let parts = written.split(separator: "=", maxSplits: 1).map(String.init)
            guard parts.count == 2, !parts[1].trimmed.isEmpty else {
                throw Complaint("--waive takes GATE=REASON, and the reason is kept in the journal")
            }
            let named = proposal.gates.filter { $0.name == parts[0] || $0.name.hasPrefix(parts[0]) }
            guard let gate = named.first, named.count == 1 else {
                let names = proposal.gates.map(\.name).joined(separator: ", ")
                throw Complaint(
                    Printable.text("'\(parts[0])' is none of the gates: \(names)")
                )
            }
            waivers[gate.name] = parts[1]
        }
        return waivers
    }

    /// How it was confirmed: by `--yes`, or by what a person types.
    private func confirm(_ proposal: Proposal) throws -> String {
        if yes { return "--yes" }
        guard isatty(STDIN_FILENO) == 1 else {
            throw Complaint("nobody can be asked here: --yes carries it out, --plan shows the plan")
        }
        let wanted = proposal.typed ?? "yes"
        report("Type \(Printable.text(wanted)) to carry it out:")
        let typed = readLine() ?? ""
        guard typed == wanted else { throw Complaint("nothing was changed", .no) }
        return "typed \"\(wanted)\""
    }
}

extension Failure {
    /// How the program ends with it: what is refused, or is not there, is a no.
    var exit: Exit {
        switch reason {
        case .refused, .notFound: .no
        default: .sourceFailed
        }
    }
}
