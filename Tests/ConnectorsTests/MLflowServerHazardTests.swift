import Client
import Connectors
import Dashboard
import Entities
import Foundation
import TUI
import TestKit
import Testing

@Suite(.enabled(if: FaultServer.canStart, Comment(rawValue: FaultServer.missing)))
struct MLflowServerHazardTests {
    private func store(
        _ uri: String,
        patience: Duration = .seconds(20),
        workspace: String? = nil
    ) throws -> MLflowServer {
        MLflowServer(
            id: Source.ID("far"),
            access: try HTTPAccess.tracking(uri),
            budget: Budget(bytes: 1 << 30),
            workspace: workspace,
            patience: patience
        )
    }

    @Test(arguments: ServerHazard.allCases)
    func isSurvived(_ hazard: ServerHazard) async throws {
        try await FaultServer.run { server in
            let patience = hazard == .slow ? Duration.milliseconds(300) : .seconds(120)
            let store = try store(hazard.address(server), patience: patience)
            let failures = await failures(of: store)
            for failure in failures {
                #expect(failure.message.hasPrefix("far "))
                #expect(
                    failure.message.count < 300 && !failure.message.contains(where: \.isNewline)
                )
                #expect(failure.message.contains(hazard.words ?? "?"), "\(failure.message)")
            }
            #expect(failures.isEmpty == (hazard.words == nil))
            let healthy = MemoryStore("healthy", SampleRuns.runs(5))
            let stage = Stage([store, healthy], opening: "mldeck:runs/churn")
            #expect(try await stage.picture().text.contains("swift-fox-0"))
        }
    }

    /// Asks everything there is to ask and returns what went wrong.
    private func failures(of store: MLflowServer) async -> [Failure] {
        var failures: [Failure] = []
        func attempt(_ body: () async throws -> Void) async {
            do { try await body() } catch let failure as Failure { failures.append(failure) } catch
            {
                Issue.record(error)
            }
        }
        await attempt { _ = try await store.experiments(Experiments()) }
        await attempt { _ = try await store.fields(RunFields(experiments: nil)) }
        await attempt { _ = try await store.order(Runs(experiments: nil, isNested: true)) }
        let run = Run.ID(source: store.source.id, key: "1")
        let model = RegisteredModel.ID(source: store.source.id, name: "churn")
        await attempt { _ = try await store.models() }
        await attempt { _ = try await store.versions(of: model) }
        await attempt { _ = try await store.files(Artifacts(of: .run(run))) }
        for columns in [7, 100] {
            await attempt {
                _ = try await store.series(MetricSeries(run: run, key: "loss", columns: columns))
            }
        }
        return failures
    }

    @Test(arguments: [("old", "new", 301), ("few", "none", 0), ("new", "opaque", 2500)])
    func whatChangesWhileWeLookIsSeen(_ name: String, _ other: String, _ count: Int) async throws {
        try await FaultServer.run { server in
            let store = try store(server.address + "/fake/\(name)")
            let flat = Runs(experiments: nil, isNested: true)
            let indexed = Runs(experiments: nil, order: [SortKey(.attribute(.duration))])
            let before = try await store.finalOrder(indexed).count
            _ = try await store.finalOrder(flat).rows(0..<3, columns: .all)
            let base = try #require(HTTPAddress.read(server.address)?.address)
            let change = HTTPRequest(.get, "fake/\(name)/becomes/\(other)")
            _ = try await HTTP(HTTPAccess(base: base)).send(change)
            try await eventually { try await store.finalOrder(indexed).count == .exactly(count) }
            #expect(before != .exactly(count))
            try await eventually {
                let order = try await store.finalOrder(flat)
                if case .atLeast(let number) = order.count { return number <= count }
                return order.count.number == count
            }
            let version = try await store.check()
            #expect(version == "MLflow 3.17.2")
        }
    }

    @Test func aPersonsRefreshReadsAnewWhatIsStillGoodEnough() async throws {
        try await FaultServer.run { server in
            let store = try store(server.address + "/fake/few")
            _ = try await store.experiments(Experiments())
            let path = "/fake/few/api/2.0/mlflow/experiments"
            let asked = try await server.seen(path).count
            store.forget()
            _ = try await store.experiments(Experiments())
            #expect(try await server.seen(path).count > asked)
        }
    }

    @Test func aServerWhosePagesDoNotEndIsNotAskedOnForEver() async throws {
        try await FaultServer.run { server in
            let store = try store(server.address + "/fake/stuck")
            let path = "/fake/stuck/api/2.0/mlflow/runs"
            let flat = try await store.finalOrder(Runs(experiments: ["fake"]))
            #expect(try await flat.rows(0..<1, columns: .all).first?.name == "fake-2999")
            // Counted once; what is looked at is read again for as long as the test takes.
            #expect(try await server.seen(path).count < 200)
            let indexed = Runs(experiments: ["fake"], order: [SortKey(.attribute(.duration))])
            _ = await #expect(throws: Failure.self) { try await store.order(indexed) }
            #expect(try await server.seen(path).count < 400)
        }
    }

    @Test func aFolderThatListsItselfHoldsNothing() async throws {
        try await FaultServer.run { server in
            let store = try store(server.address + "/fake/few")
            let run = Run.ID(source: store.source.id, key: "0")
            let top = try await store.files(Artifacts(of: .run(run)))
            #expect(top.map(\.path) == ["loop", "other"])
            #expect(try await store.files(Artifacts(of: .run(run), folder: "loop")) == [])
        }
    }

    @Test func pagesAreWalkedWhereTokensTellNothing() async throws {
        try await FaultServer.run { server in
            let store = try store(server.address + "/fake/opaque")
            let order = try await store.order(Runs(experiments: ["fake"]))
            #expect(order.count == .atLeast(100))
            var names: [String] = []
            for start in stride(from: 0, to: 2500, by: 50) {
                let ranks = start..<start + 50
                names += try await order.rows(ranks, columns: .these([])).map(\.name)
            }
            #expect(names == (0..<2500).map { "fake-\(2499 - $0)" })
            try await eventually {
                let order = try await store.order(Runs(experiments: ["fake"]))
                return order.count == .exactly(2500)
            }
        }
    }

    @Test func moreThanAreIndexedAreListedAndCountedAllTheSame() async throws {
        try await FaultServer.run { server in
            let store = try store(server.address + "/fake/many")
            let runs = Runs(experiments: ["fake"])
            let first = try await store.order(runs)
            #expect(try await first.rows(0..<100, columns: .these([])).first?.name == "fake-24999")
            let order = try await store.finalOrder(runs)
            #expect(order.count == .exactly(25_000))
            let last = try await order.rows(24_990..<25_000, columns: .all)
            #expect(last.map(\.name) == (0..<10).map { "fake-\(9 - $0)" })
            #expect(last[2].metrics.isEmpty && last[1].metrics["loss"]?.isNaN == true)
            // Sought from the end, the first request is for the page itself.
            let asked = try await server.seen("/fake/many/api/2.0/mlflow/runs").count
            #expect(asked < 60, "\(asked) requests")
            let beyond = Runs(experiments: ["fake"], order: [SortKey(.attribute(.duration))])
            let failure = await #expect(throws: Failure.self) { try await store.order(beyond) }
            #expect(failure?.message.contains("more than 20000 runs") == true)
        }
    }

    @Test func anIndexIsReadBehindItsFirstPage() async throws {
        try await FaultServer.run { server in
            let store = try store(server.address + "/fake/new")
            let runs = Runs(experiments: ["fake"], order: [SortKey(.attribute(.duration))])
            let first = try await store.order(runs)
            #expect(first.count == .atLeast(100) && first.progress.map { $0 < 1 } ?? false)
            let ringing = Task { for await _ in store.changes() { return } }
            let order = try await store.finalOrder(runs)
            #expect(order.count == .exactly(301))
            ringing.cancel()
        }
    }

    @Test func aWorkspaceIsNamedToAServerThatHasThem() async throws {
        try await FaultServer.run { server in
            let store = try store(server.address + "/fake/spaces", workspace: "team")
            #expect(try await store.experiments(Experiments()).experiments.count == 1)
            let seen = try await server.seen("/fake/spaces/api/2.0")
            #expect(!seen.isEmpty)
            #expect(seen.allSatisfy { $0.headers["x-mlflow-workspace"] == "team" })
            #expect(seen.allSatisfy { $0.headers["origin"] == nil })
        }
    }

    @Test func secretsAreKeptOutOfEverythingThatIsShown() throws {
        let uri = "http://ana:hid%40den@127.0.0.1:5000/ml?x=1"
        let access = try HTTPAccess.tracking(uri)
        let store = MLflowServer(id: Source.ID("m"), access: access, budget: Budget(bytes: 1))
        #expect(store.source.location == "http://127.0.0.1:5000/ml")
        var shown = "\(access) \(String(reflecting: access))"
        dump(access, to: &shown)
        #expect(!shown.contains("hid@den") && !shown.contains("hid%40den"))
        guard case .basic("ana", "hid@den") = access.credential else {
            Issue.record("the URI's user and password are not used")
            return
        }
    }

    @Test func theEnvironmentIsThatOfMLflow() throws {
        var told = [
            "MLFLOW_TRACKING_TOKEN": "t", "MLFLOW_TRACKING_INSECURE_TLS": "true",
            "MLFLOW_TRACKING_SERVER_CERT_PATH": "/ca.pem",
        ]
        let token = try HTTPAccess.tracking("https://m.example", told)
        guard case .bearer("t") = token.credential else {
            Issue.record("the token is not used")
            return
        }
        #expect(token.allowsInsecureTLS && token.authorities == "/ca.pem")
        told["MLFLOW_TRACKING_USERNAME"] = "ana"
        told["MLFLOW_TRACKING_PASSWORD"] = "p"
        let basic = try HTTPAccess.tracking("https://m.example", told)
        guard case .basic("ana", "p") = basic.credential else {
            Issue.record("user and password do not go before the token")
            return
        }
    }

    @Test(arguments: [
        ("databricks", "Databricks"), ("databricks://prod", "Databricks"),
        ("http+unix://%2Ftmp%2Fs", "sockets"), ("postgresql://u:p@h/db", "MLflow server before it"),
        ("mysql+pymysql://h/db", "MLflow server before it"), ("s3://bucket/x", "artifacts"),
        ("ftp://h", "ftp:"), ("http://", "no host"),
    ])
    func whatIsNoServerIsRefusedInOneSentence(_ uri: String, _ words: String) throws {
        let sentence = try #require(TrackingAddress.refusal(uri))
        #expect(sentence.contains(words) && !sentence.contains("u:p"))
        #expect(TrackingAddress.refusal("https://mlflow.example:8443/base") == nil)
    }
}
