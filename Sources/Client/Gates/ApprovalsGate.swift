import Entities
import Glibc

/// Whether others have signed the plan: files with SSH signatures over its hash.
enum ApprovalsGate: Gate {
    static let name = "approvals"
    static let keys = [
        GateKey(
            "signers",
            .text,
            isNeeded: true,
            "OpenSSH's allowed_signers: who may approve, and with which key."
        ),
        GateKey("needed", .count, "How many people must approve; 1 unless told."),
        GateKey("folder", .text, "Where signatures lie; approvals unless told."),
        GateKey("namespace", .text, "What they are made for; mldeck unless told."),
        GateKey("revoked", .text, "Keys that no longer count: a list, or a KRL of OpenSSH."),
    ]

    static func judge(_ one: GateCase, _ settings: GateSettings) async throws -> GateResult {
        let check = ApprovalCheck(one, settings)
        for path in [check.signers, check.revoked].compactMap({ $0 }) where access(path, R_OK) != 0
        {
            return settings.result(.fail, "\(path) cannot be read")
        }
        var tally = ApprovalTally(requester: one.changes.journal.signer)
        for file in try check.files() { tally.take(try await check.approval(file)) }
        let needed = settings.text("needed").flatMap { Int($0) } ?? 1
        let count = "\(tally.approvers.count) of \(needed)"
        let who = tally.approvers.joined(separator: ", ")
        let told = [who.isEmpty ? count : "\(count): \(who)"] + tally.remarks
        guard tally.approvers.count < needed else {
            return settings.result(.pass, told.joined(separator: "; "), by: tally.approvers)
        }
        let missing = tally.missing(among: check.names())
        let open = missing.isEmpty ? "nobody else may approve" : "missing: \(missing)"
        let evidence = (told + [open, check.advice]).joined(separator: "; ")
        return settings.result(.fail, evidence, by: tally.approvers)
    }
}

/// Counts people, not signatures: who has several keys or names is one.
private struct ApprovalTally {
    /// The first name of each who has approved.
    private(set) var approvers: [String] = []
    /// What does not count, and why.
    private(set) var remarks: [String] = []
    private var seen: Set<String> = []
    private let requester: Set<String>

    /// Whoever wants the change does not approve it: by git's address, or by the account.
    init(requester actor: JournalEntry.Actor) {
        let address = actor.git.split(separator: "<").last?.prefix { $0 != ">" } ?? ""
        requester = Set([String(address), actor.user].map { $0.lowercased() })
    }

    mutating func take(_ approval: Approval) {
        guard case .by(let names) = approval else {
            if case .void(let why) = approval { remarks.append(why) }
            return
        }
        let keys = Set(names.map { $0.lowercased() })
        if let own = names.first(where: isRequester) {
            remarks.append("\(own) wants the change and does not count")
        } else if seen.isDisjoint(with: keys), let name = names.first {
            approvers.append(name)
        }
        seen.formUnion(keys)
    }

    private func isRequester(_ name: String) -> Bool {
        let name = name.lowercased()
        let account = String(name.prefix { $0 != "@" })
        return requester.contains(name) || requester.contains(account)
    }

    /// Who may still approve: the first few.
    func missing(among names: [String]) -> String {
        let open = names.filter { !seen.contains($0.lowercased()) && !isRequester($0) }
        let more = open.count > 5 ? " and \(open.count - 5) more" : ""
        return open.prefix(5).joined(separator: ", ") + more
    }
}
