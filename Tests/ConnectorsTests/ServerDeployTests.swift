import Client
import Connectors
import Entities
import Foundation
import TestKit
import Testing

private let environment = ProcessInfo.processInfo.environment

private func url(_ variable: String) throws -> HTTPAddress {
    let written = try #require(environment[variable])
    return try #require(HTTPAddress.read(written)?.address)
}

/// The JSON that a server answers with.
private func ask(
    _ address: HTTPAddress,
    _ path: String,
    _ method: HTTPRequest.Method = .get,
    _ body: [UInt8]? = nil
) async throws -> JSONValue? {
    let request = HTTPRequest(method, path, body: body)
    return JSONValue(try await HTTP(HTTPAccess(base: address)).send(request).body)
}

/// One after the other: each leaves version 1 loaded, and nothing else.
@Suite(
    .serialized,
    .enabled(
        if: environment["MLDECK_MLSERVER_URL"] != nil,
        "MLDECK_MLSERVER_URL is not set; Tests/run sets it"
    )
)
struct MLServerDeployTests {
    private func trial() throws -> ServingTrial {
        let (source, address) = (Source.ID("mlserver"), try url("MLDECK_MLSERVER_URL"))
        let server = OpenInferenceServer(
            id: source,
            address: address,
            deployments: [
                DeploymentSettings(
                    name: "churn-api",
                    source: source,
                    model: "churn",
                    place: .entry("churn-v{version}")
                )
            ]
        ) { () throws(Failure.Reason) in HTTPAccess(base: address) }
        return ServingTrial(server, versions: [1, 2, 3, 4, 5])
    }

    private func predict(_ entry: String) async throws -> JSONValue? {
        let input = #"{"name": "features", "shape": [1, 3], "datatype": "FP64", "data": [1, 2, 3]}"#
        let body = Array(#"{"inputs": [\#(input)]}"#.utf8)
        let address = try url("MLDECK_MLSERVER_URL")
        return try await ask(address, "v2/models/\(entry)/infer", .post, body)?["outputs"]
    }

    private func checkVersion1ServesAlone(_ trial: ServingTrial) async throws {
        #expect(try await trial.now().serving.map(\.version) == [1])
        #expect(try await predict("churn-v1") != nil)
    }

    @Test func keepsTheContract() async throws {
        let trial = try trial()
        try await checkDeployTarget(
            trial.target,
            deploying: trial.version(2),
            to: trial.place,
            registry: trial.registry
        )
        try await checkVersion1ServesAlone(trial)
    }

    @Test func theNewVersionAnswersAndTheOldOneIsGone() async throws {
        let trial = try trial()
        let rollout = try await trial.deploy(2)
        #expect(rollout.phase == .done, "\(rollout.end)")
        #expect(try await trial.now().serving.map(\.version) == [2])
        #expect(try await trial.now().address.hasSuffix("/v2/models/churn-v2/infer"))
        #expect(try await predict("churn-v2") != nil)
        #expect(try await predict("churn-v1") == nil)
        #expect(try await trial.goBack().phase == .done)
        try await checkVersion1ServesAlone(trial)
    }

    @Test func aVersionThatDoesNotLoadLeavesTheOldOne() async throws {
        let trial = try trial()
        let rollout = try await trial.deploy(4)
        #expect(rollout.phase == .rolledBack, "\(rollout.end)")
        #expect(!rollout.entries.contains { $0.what.contains("churn-v1/") && $0.action == .apply })
        try await checkVersion1ServesAlone(trial)
    }

    @Test func aVersionWithoutAFolderIsNotPlanned() async throws {
        let trial = try trial()
        let failure = await #expect(throws: Failure.self) { try await trial.deploy(5) }
        #expect(failure?.message.contains("churn-v5 in its repository") == true)
        #expect(try trial.rehearsal.entries().isEmpty)
        try await checkVersion1ServesAlone(trial)
    }

    @Test func itNeitherSplitsNorScales() async throws {
        let trial = try trial()
        for change in [Change.weigh(trial.place, [1: 50, 2: 50]), .scale(trial.place, 2)] {
            await #expect(throws: Failure.self) { try await trial.rehearsal.make(change) }
        }
        try await checkVersion1ServesAlone(trial)
    }

    @Test func entriesOfWhichNothingIsSetDownAreListedAndNotChanged() async throws {
        let (source, address) = (Source.ID("mlserver"), try url("MLDECK_MLSERVER_URL"))
        let server = OpenInferenceServer(id: source, address: address, deployments: []) {
            () throws(Failure.Reason) in HTTPAccess(base: address)
        }
        let all = try await server.deployments()
        #expect(all.map(\.id.name).sorted() == (1...4).map { "churn-v\($0)" })
        let first = try #require(all.first { $0.id.name == "churn-v1" })
        #expect(try await server.observe(first.id) == first && first.state == .healthy)
        let trial = ServingTrial(server, name: "churn-v1", versions: [2])
        await #expect(throws: Failure.self) { try await trial.deploy(2) }
    }
}

/// One after the other: each puts back the applications of `ray-applications.json`.
@Suite(
    .serialized,
    .enabled(
        if: environment["MLDECK_RAY_URL"] != nil,
        "MLDECK_RAY_URL is not set; Tests/run sets it where it may start Ray"
    )
)
struct RayDeployTests {
    private static let path = "api/serve/applications/"

    func trial(
        _ rules: ChangeRules.OfDeployment = shared,
        watchedBy watchers: [any Connector] = []
    ) throws -> ServingTrial {
        let (source, address) = (Source.ID("ray"), try url("MLDECK_RAY_URL"))
        let settings = DeploymentSettings(
            name: "churn-api",
            source: source,
            model: "churn",
            place: .application(
                .init(name: "churn-api", versionAt: ["args", "versions"], router: "Router")
            )
        )
        let ray = RayServe(id: source, address: address, deployments: [settings]) {
            () throws(Failure.Reason) in HTTPAccess(base: address)
        }
        return ServingTrial(
            ray,
            versions: [12, 13, 14, 666, 999],
            rules: rules,
            watchedBy: watchers
        )
    }

    private static let shared: ChangeRules.OfDeployment = {
        var rules = ChangeRules.OfDeployment()
        (rules.canary, rules.bake) = ([25, 50], 1)
        return rules
    }()

    /// Puts the applications back whatever has happened.
    func onRay(
        _ trial: ServingTrial? = nil,
        _ body: (ServingTrial) async throws -> Void
    ) async throws {
        let trial = try trial ?? self.trial()
        let before = try await replicas("other-api")
        let result: Result<Void, any Error>
        do {
            result = .success(try await body(trial))
        } catch {
            result = .failure(error)
        }
        try await restore(trial)
        try result.get()
        #expect(!before.isEmpty)
        #expect(try await replicas("other-api") == before)
    }

    private func restore(_ trial: ServingTrial) async throws {
        let tests = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        let file = try Data(contentsOf: tests.appending(path: "Fixtures/ray-applications.json"))
        _ = try await ask(try url("MLDECK_RAY_URL"), Self.path, .put, Array(file))
        try await eventually {
            let now = try await trial.now()
            return now.written == "v12 100 %, v13 0 %" && now.state == .healthy
                && now.serving.allSatisfy { $0.state == .healthy && $0.ready == 1 }
        }
    }

    /// The ids of everything that runs for an application.
    private func replicas(_ application: String) async throws -> Set<String> {
        let status = try await ask(try url("MLDECK_RAY_URL"), Self.path)
        let parts = status?["applications"]?[application]?["deployments"]?.members ?? [:]
        return Set(
            parts.values.flatMap { $0["replicas"]?.elements ?? [] }
                .compactMap { $0["replica_id"]?.text }
        )
    }

    /// Which version answers a request.
    func answer() async throws -> Int? {
        let answer = try await ask(try url("MLDECK_RAY_APP_URL"), "churn", .post, Array("{}".utf8))
        return answer?["version"]?.text.flatMap { Int($0) }
    }

    @Test func keepsTheContractShareByShare() async throws {
        try await onRay { trial in
            try await checkDeployTarget(
                trial.target,
                deploying: trial.version(14),
                to: trial.place,
                registry: trial.registry,
                rules: trial.rules
            )
        }
    }

    @Test func aNewVersionIsWatchedAtEachShare() async throws {
        try await onRay { trial in
            let rollout = try await trial.deploy(14)
            #expect(rollout.phase == .done, "\(rollout.end)")
            for share in [25, 50] { #expect(rollout.tells("v14 held at \(share) %")) }
            #expect(try await trial.now().version == 14)
            try await eventually { try await answer() == 14 }
        }
    }

    @Test func aVersionThatDoesNotStartIsTakenAwayAndTheOtherServesOn() async throws {
        try await onRay { trial in
            let rollout = try await trial.deploy(666)
            #expect(rollout.phase == .rolledBack, "\(rollout.end)")
            #expect(rollout.tells("v666"))
            #expect(!rollout.tells("v666 held"))
            #expect(try await trial.now().written == "v12 100 %, v13 0 %")
            #expect(try await answer() == 12)
        }
    }

    @Test func trafficIsSplitWithoutARestart() async throws {
        try await onRay { trial in
            let before = try await replicas("churn-api")
            let change = Change.weigh(trial.place, [12: 70, 13: 30])
            let rollout = try await trial.rehearsal.make(change)
            #expect(rollout.phase == .done, "\(rollout.end)")
            #expect(try await trial.now().written == "v12 70 %, v13 30 %")
            try await eventually { try await answer() == 13 }
            try await eventually { try await answer() == 12 }
            #expect(try await replicas("churn-api") == before)
        }
    }

    @Test func replicasAreAdded() async throws {
        try await onRay { trial in
            let rollout = try await trial.rehearsal.make(.scale(trial.place, 2))
            #expect(rollout.phase == .done, "\(rollout.end)")
            try await eventually { try await trial.now().serving.allSatisfy { $0.ready == 2 } }
        }
    }

    @Test func aVersionThatItHasNotIsGivenNoTraffic() async throws {
        try await onRay { trial in
            let change = Change.weigh(trial.place, [12: 50, 14: 50])
            await #expect(throws: Failure.self) { try await trial.rehearsal.make(change) }
            let now = try await trial.now()
            #expect(now.written == "v12 100 %, v13 0 %")
        }
    }
}
