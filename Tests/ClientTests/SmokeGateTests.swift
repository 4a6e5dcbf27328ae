import Client
import Entities
import TestKit
import Testing

struct SmokeGateTests {
    private func example(_ proposal: Proposal) -> String? {
        proposal.plan.steps.first { $0.kind == .check }?.arguments["example"]
    }

    @Test func theExampleOfTheVersionIsAskedOnceItIsLoaded() async throws {
        var trial = GateTrial()
        trial.example = #"{"inputs": [1]}"#
        let proposal = try await trial.propose([GateSettings("smoke")])
        #expect(example(proposal) == #"{"inputs": [1]}"#)
        let result = try #require(proposal.gates.first)
        #expect((result.name, result.verdict) == ("smoke", .skipped))
        #expect(result.evidence == "asked once it is loaded, before any requests go there")
    }

    @Test func aFileOfOnesOwnComesInItsPlace() async throws {
        try await withTemporaryFolder { folder in
            var trial = GateTrial()
            trial.example = "of the version"
            trial.rules.folder = folder.path
            _ = try folder.write(Array("of a file".utf8), to: "example.json")
            for path in ["example.json", folder.file("example.json")] {
                let gate = GateSettings("smoke", ["input": [path]])
                #expect(example(try await trial.propose([gate])) == "of a file")
            }
        }
    }

    /// What a person demands and cannot be looked at is not passed over.
    @Test(arguments: [[:], ["input": ["/nowhere/example.json"]], ["input": ["/"]]])
    func withoutAnExampleItFails(_ values: [String: [String]]) async throws {
        let result = try await GateTrial().judge("smoke", values)
        #expect(result.verdict == .fail)
        #expect(result.evidence.contains("has no serving_input_example.json"))
    }

    @Test func whereOneVersionCannotBeAskedItWarns() async throws {
        var trial = GateTrial()
        trial.example = "{}"
        trial.asksVersions = false
        let result = try await trial.judge("smoke")
        #expect(result.verdict == .warn)
        #expect(result.evidence.contains("cannot ask one version alone"))
    }

    @Test func withoutTheGateNothingIsAsked() async throws {
        var trial = GateTrial()
        trial.example = "{}"
        #expect(example(try await trial.propose([])) == nil)
    }
}
