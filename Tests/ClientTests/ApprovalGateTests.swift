import Client
import Entities
import Foundation
import Testing

/// Approvals as people make them: with the keys and the program of OpenSSH.
@Suite(.enabled(if: ApprovalDesk.isThere, "ssh-keygen is not there: install openssh-client"))
struct ApprovalGateTests {
    @Test func theSignaturesOfOthersAreApprovals() async throws {
        let desk = try await ApprovalDesk(["bo", "mei"])
        let none = try await desk.judge(needed: 2)
        #expect(none.verdict == .fail)
        #expect(none.evidence.hasPrefix("0 of 2; missing: bo@example.org, mei@example.org; "))
        try await desk.sign("bo")
        let one = try await desk.judge(needed: 2)
        #expect(one.verdict == .fail)
        #expect(one.evidence.hasPrefix("1 of 2: bo@example.org; missing: mei@example.org; "))
        #expect(try await desk.judge(needed: 1).verdict == .pass)
        try await desk.sign("mei")
        let two = try await desk.judge(needed: 2)
        #expect((two.verdict, two.evidence) == (.pass, "2 of 2: bo@example.org, mei@example.org"))
    }

    @Test func whoApprovedStandsInTheJournal() async throws {
        let desk = try await ApprovalDesk(["bo"])
        try await desk.sign("bo")
        let values = ["signers": ["signers"]]
        let entries = try await desk.trial.carryOut([GateSettings("approvals", values)])
        let actions = entries.map(\.action)
        #expect(actions.starts(with: [.plan, .gate, .approve, .confirm]))
        #expect(entries[2].what.hasPrefix("bo@example.org, by a signature"))
    }

    @Test func theEvidenceSaysHowToApprove() async throws {
        let desk = try await ApprovalDesk(["bo"])
        let evidence = try await desk.judge().evidence
        let start = try #require(evidence.firstRange(of: "to approve: ")).upperBound
        let line = evidence[start...].replacing("KEY", with: "bo").replacing("NAME", with: "bo")
        try desk.makeFolder("approvals")
        #expect(try await desk.run(["sh", "-c", String(line)]).code == 0)
        #expect(try await desk.judge().verdict == .pass)
    }

    @Test func whoWantsTheChangeDoesNotApproveIt() async throws {
        // As git knows her, by her account, and by her account at the company.
        for name in ["ana.ng@example.org", "ana", "Ana@corp.example.org"] {
            let desk = try await ApprovalDesk(["bo"], named: ["ana": name])
            try await desk.sign("ana")
            let result = try await desk.judge()
            #expect(result.verdict == .fail)
            #expect(result.evidence.contains("\(name) wants the change and does not count"))
            #expect(result.evidence.contains("missing: bo@example.org; "))
        }
    }

    @Test func twoSignaturesOfOnePersonAreOneApproval() async throws {
        // The same key twice, a second key of the same name, and one key under two names.
        let desk = try await ApprovalDesk(
            ["bo"],
            named: ["old": "bo@example.org", "mei": "mei@example.org,mei@corp.example.org"]
        )
        try await desk.sign("bo")
        try await desk.sign("bo", as: "again")
        try await desk.sign("old")
        #expect(try await desk.judge(needed: 2).evidence.hasPrefix("1 of 2: bo@example.org; "))
        try await desk.sign("mei")
        let result = try await desk.judge(needed: 3)
        #expect(result.evidence.hasPrefix("2 of 3: bo@example.org, mei@example.org; "))
    }

    @Test func aSignatureForSomethingElseDoesNotCount() async throws {
        let desk = try await ApprovalDesk(["bo"])
        try await desk.sign("bo", namespace: "git")
        let other = try await desk.judge()
        #expect(other.verdict == .fail)
        #expect(other.evidence.contains("-bo.sig does not count: "))
        #expect(other.evidence.contains("namespace does not match"))
        try await desk.sign("bo", over: String(repeating: "0", count: 64))
        let hash = try await desk.judge()
        #expect(hash.verdict == .fail)
        #expect(hash.evidence.contains("-bo.sig does not count: "))
        try await desk.sign("bo", namespace: "churn")
        #expect(try await desk.judge(["namespace": ["churn"]]).verdict == .pass)
    }

    @Test func aSignatureThatIsNotNamedAfterThePlanIsNotLookedAt() async throws {
        let desk = try await ApprovalDesk(["bo"])
        try await desk.sign("bo", file: "00000000-bo.sig")
        let result = try await desk.judge()
        #expect(result.verdict == .fail)
        #expect(!result.evidence.contains("does not count"))
    }

    @Test func aKeyThatNobodyListedDoesNotCount() async throws {
        let desk = try await ApprovalDesk(["bo"], unlisted: ["eve"])
        try await desk.sign("eve")
        let result = try await desk.judge()
        #expect(result.verdict == .fail)
        #expect(result.evidence.contains("-eve.sig does not count: "))
        try desk.write("nonsense", to: "approvals/\(try await desk.name)-eve.sig")
        #expect(try await desk.judge().verdict == .fail)
    }

    @Test func anExpiredKeyDoesNotCount() async throws {
        let desk = try await ApprovalDesk(["bo"], options: "valid-before=\"20200101\"")
        try await desk.sign("bo")
        let result = try await desk.judge()
        #expect(result.verdict == .fail)
        #expect(result.evidence.contains("key has expired"))
    }

    @Test func aKeyThatWasListedAgainCounts() async throws {
        let desk = try await ApprovalDesk(["bo"])
        let words = try desk.read("bo.pub").split(separator: " ").prefix(2).joined(separator: " ")
        let expired = "bo@example.org valid-before=\"20200101\" \(words)\n"
        try desk.write(expired + (try desk.read("signers")), to: "signers")
        try await desk.sign("bo")
        #expect(try await desk.judge().evidence == "1 of 1: bo@example.org")
    }

    @Test func aRevokedKeyDoesNotCount() async throws {
        let desk = try await ApprovalDesk(["bo"])
        try await desk.sign("bo")
        #expect(try await desk.judge().verdict == .pass)
        #expect(try await desk.judge(["revoked": ["bo.pub"]]).verdict == .fail)
        let missing = try await desk.judge(["revoked": ["no-such-file"]])
        #expect(missing.verdict == .fail)
        #expect(missing.evidence.hasSuffix("no-such-file cannot be read"))
    }

    @Test func aKeyOfAllNamesIsNobodys() async throws {
        let desk = try await ApprovalDesk([], named: ["bo": "*@example.org"])
        try await desk.sign("bo")
        let result = try await desk.judge()
        #expect(result.verdict == .fail)
        #expect(result.evidence.contains("its key is everybody's"))
    }

    @Test func withoutSignersNobodyApproves() async throws {
        let desk = try await ApprovalDesk(["bo"])
        try await desk.sign("bo")
        let result = try await desk.judge(["signers": ["nobody"]])
        #expect(result.verdict == .fail)
        #expect(result.evidence.hasSuffix("nobody cannot be read"))
    }
}
