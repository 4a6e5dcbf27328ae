import Client
import Connectors
import Entities
import Foundation
import TestKit
import Testing

/// A kind of server that deploys.
enum TargetServer: String, CaseIterable, Sendable {
    // As they are named in `deployments`.
    case openInference
    case ray
    case mlflow

    /// The connector of a server at an address, with secrets.
    func connector(
        _ address: String,
        patience: Duration = .seconds(60)
    ) throws -> any DeployTarget {
        let base = try #require(HTTPAddress.read(address)?.address)
        let source = Source.ID("far")
        var access = HTTPAccess(base: base)
        access.credential = .basic(user: "ana", password: "planted-password")
        let known = access
        switch self {
        case .openInference:
            return OpenInferenceServer(
                id: source,
                address: base,
                deployments: [settings(.entry("churn-v{version}"))],
                patience: patience
            ) { () throws(Failure.Reason) in known }
        case .ray:
            let place = DeploymentSettings.Application(
                name: "churn-api",
                versionAt: ["args", "versions"],
                router: "Router"
            )
            return RayServe(
                id: source,
                address: base,
                deployments: [settings(.application(place))],
                patience: patience
            ) { () throws(Failure.Reason) in known }
        case .mlflow:
            access.credential = .bearer("planted-token")
            let budget = Budget(bytes: 1 << 20)
            return MLflowServer(id: source, access: access, budget: budget, patience: patience)
        }
    }

    /// What serves there.
    var place: String { self == .mlflow ? "churn@champion" : "churn-api" }

    private func settings(_ place: DeploymentSettings.Place) -> DeploymentSettings {
        DeploymentSettings(
            name: "churn-api",
            source: Source.ID("far"),
            model: "churn",
            place: place
        )
    }
}

/// A way in which calls go wrong, as `fault-server` names it.
enum TargetHazard: String, CaseIterable, Sendable {
    // Each is survived: the rollout ends, and what is there is known.
    case late
    case broken
    case page
    case garbage
    case cut
    case reset
    case nothing
    case hostile
}

/// One after the other: each starts a server, which answers late where many start at once.
@Suite(.serialized, .enabled(if: FaultServer.canStart, Comment(rawValue: FaultServer.missing)))
struct TargetHazardTests {
    /// A deployment of version 2, and what is left of it.
    private struct Ending {
        let rollout: Rollout
        let trial: ServingTrial
        let requests: [FaultServer.Seen]

        /// What was sent to change something.
        var writes: [String] {
            requests.filter { $0.method != "GET" && !$0.path.hasSuffix("/index") }
                .map { "\($0.method) \($0.path) \($0.body)" }
        }
    }

    private func deploy(
        _ kind: TargetServer,
        _ hazard: TargetHazard,
        _ effect: String,
        on server: FaultServer
    ) async throws -> Ending {
        let path = "/target/\(hazard.rawValue)/\(effect)"
        let patience = Duration.seconds(hazard == .late ? 5 : 60)
        let target = try kind.connector(server.address + path, patience: patience)
        let clock = TurnedClock()
        var rules = ChangeRules.OfDeployment()
        rules.deadline = 30
        let trial = ServingTrial(
            target,
            name: kind.place,
            versions: [1, 2],
            rules: rules,
            time: clock.time
        )
        let rollout = try await trial.deploy(2)
        return Ending(rollout: rollout, trial: trial, requests: try await server.seen(path))
    }

    private func checkNothingIsSentTwice(_ ending: Ending) {
        #expect(!ending.writes.isEmpty)
        #expect(Set(ending.writes).count == ending.writes.count, "\(ending.writes)")
        #expect(ending.requests.count < 150)
    }

    @Test(arguments: TargetServer.allCases)
    func aCallThatTookEffectIsFoundDone(_ kind: TargetServer) async throws {
        try await FaultServer.run { server in
            for hazard in TargetHazard.allCases {
                let ending = try await deploy(kind, hazard, "done", on: server)
                #expect(ending.rollout.phase == .done, "\(hazard): \(ending.rollout.end)")
                #expect(try await ending.trial.now().version == 2)
                checkNothingIsSentTwice(ending)
                try await expectSafelyTold(ending.rollout, ending.trial)
            }
        }
    }

    @Test(arguments: TargetServer.allCases)
    func aCallWithoutEffectLeavesWhatServed(_ kind: TargetServer) async throws {
        try await FaultServer.run { server in
            for hazard in TargetHazard.allCases {
                let ending = try await deploy(kind, hazard, "undone", on: server)
                #expect(ending.rollout.phase == .rolledBack, "\(hazard): \(ending.rollout.end)")
                #expect(try await ending.trial.now().version == 1)
                checkNothingIsSentTwice(ending)
                try await expectSafelyTold(ending.rollout, ending.trial)
            }
        }
    }

    /// Where nobody can say what is there, it is left to be taken up later.
    @Test(arguments: [TargetServer.openInference, .ray])
    func aServerThatCannotBeReadAnyMoreIsLeft(_ kind: TargetServer) async throws {
        try await FaultServer.run { server in
            for hazard in TargetHazard.allCases where hazard != .late {
                let ending = try await deploy(kind, hazard, "reads", on: server)
                #expect(!ending.rollout.isOver && !ending.rollout.isCarriedOut)
                #expect(ending.rollout.tells("interrupted"), "\(hazard): \(ending.rollout.end)")
                checkNothingIsSentTwice(ending)
                try await expectSafelyTold(ending.rollout, ending.trial)
            }
        }
    }

    @Test(arguments: TargetServer.allCases)
    func aPlanThatCannotBeMadeTellsNoSecret(_ kind: TargetServer) async throws {
        try await FaultServer.run { server in
            for hazard in [TargetHazard.hostile, .page, .garbage] {
                let path = "/target/\(hazard.rawValue)/reads"
                let target = try kind.connector(server.address + path)
                let trial = ServingTrial(target, name: kind.place, versions: [1, 2])
                let base = try #require(HTTPAddress.read(server.address + path)?.address)
                _ = try await HTTP(HTTPAccess(base: base)).send(HTTPRequest(.delete, "alias"))
                let failure = await #expect(throws: Failure.self) { try await trial.deploy(2) }
                let message = try #require(failure?.message)
                expectSafe(message)
                #expect(message.count < 300, "\(message)")
                #expect(try trial.rehearsal.entries().isEmpty)
            }
        }
    }

    @Test func aVariableOfAnApplicationIsWrittenBackAndNotTold() async throws {
        try await FaultServer.run { server in
            let ending = try await deploy(.ray, .broken, "done", on: server)
            #expect(!ending.writes.isEmpty)
            #expect(ending.writes.allSatisfy { $0.contains(#""TOKEN":"planted-variable""#) })
            try await expectSafelyTold(ending.rollout, ending.trial)
        }
    }
}
