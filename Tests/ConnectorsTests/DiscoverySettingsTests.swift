import Client
import Connectors
import Entities
import Foundation
import TestKit
import Testing

/// What is found and what the environment says become sources.
struct DiscoverySettingsTests {
    private func variables(_ value: String) -> Variables {
        Variables(["MLFLOW_TRACKING_URI": value], folder: "/project")
    }

    @Test(arguments: [
        ("sqlite:///mlflow.db", "/project/mlflow.db"), ("sqlite:////data/m.db", "/data/m.db"),
        ("sqlite:///a.db?timeout=5", "/project/a.db"),
    ])
    func aSQLiteAddressIsAFile(_ value: String, _ path: String) {
        #expect(variables(value).tracking == .file(path))
    }

    @Test(arguments: [
        "./mlruns", "file:///data/mlruns", "databricks", "databricks://profile", "sqlite://",
        "postgresql://user:secret@db/mlflow", "http://", "nonsense:", ":",
    ])
    func whatCannotBeOpenedHasAReason(_ value: String) {
        let variables = variables(value)
        guard case .other(let why) = variables.tracking else {
            Issue.record("\(value) is opened")
            return
        }
        #expect(!why.isEmpty && !why.contains("secret"))
        #expect(!"\(variables.set)".contains("secret"))
    }

    @Test func whatIsNotSetIsNotThere() {
        #expect(variables("").tracking == nil && variables("").set.isEmpty)
    }

    @Test func eachSourceHasANameOfItsOwnAndStandsOnce() async throws {
        try await withTemporaryFolder { folder in
            try folder.make(["churn/mlflow.db", "b/churn/mlflow.db", "b/churn/mlruns.db"])
            let environment = ["MLFLOW_TRACKING_URI": "sqlite:///churn/mlflow.db"]
            var discovery = Discovery(folder: folder.path, environment: environment)
            discovery.finish()
            var list = SourceList(context: "here")
            list.add(environment: environment, folder: folder.path)
            list.add(discovery.findings)
            #expect(list.all.map(\.id.name).sorted() == ["churn", "churn-2", "churn-3"])
            #expect(list.all.allSatisfy { $0.id.context == "here" })
            #expect(Set(list.all.map(\.location)).count == 3)
        }
    }

    @Test func aServerIsNamedAfterItsHostAndShowsNoSecret() throws {
        let environment = [
            "MLFLOW_TRACKING_URI": "https://ann@mlflow.example.org/team?key=hunter2",
            "MLFLOW_TRACKING_PASSWORD": "hunter3",
        ]
        var list = SourceList()
        let findings = Discovery(folder: "/project", environment: environment).findings
        list.add(environment: environment, folder: "/project")
        let source = try #require(list.all.first)
        #expect(source.id.name == "mlflow.example.org")
        #expect(source.location == "https://mlflow.example.org/team")
        var dumped = "\(source) \(String(reflecting: source)) \(findings.all) \(findings)"
        dump(source, to: &dumped)
        #expect(!dumped.contains("hunter"))
        guard case .server(let settings) = source.place else {
            Issue.record("no server")
            return
        }
        guard
            case .basic("ann", "hunter3") = try settings.access(environment: environment).credential
        else {
            Issue.record("other credentials")
            return
        }
    }

    @Test func everythingLookedForIsToldWithWhatWouldMakeItAppear() {
        let all = Discovery(folder: "/nowhere", environment: [:]).findings.all
        #expect(all.count == 10)
        for finding in all {
            #expect(!finding.isOpened && !finding.advice.isEmpty && !finding.label.isEmpty)
        }
        #expect(Set(all.map(\.label)).count == all.count)
    }

    @Test func aPipelineThatHasNotRunIsSaid() async throws {
        try await withTemporaryFolder { folder in
            try folder.make(["dvc.yaml"])
            var discovery = Discovery(folder: folder.path, environment: [:])
            discovery.finish()
            let dvc = discovery.findings.all.first { $0.label.hasPrefix("dvc") }
            #expect(dvc?.advice.contains("dvc repro") == true)
        }
    }
}
