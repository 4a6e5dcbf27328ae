import Foundation
import Pty
import TUI
import TestKit
import Testing

struct DoctorTests {
    private func rows(_ value: Any?) -> [[String: Any]] { value as? [[String: Any]] ?? [] }

    @Test func inAnEmptyFolderItSaysWhatWouldMakeThingsAppear() async throws {
        try await ConfigSandbox.with { sandbox in
            let outcome = try await sandbox.run(["doctor"])
            #expect(outcome.status == 0 && outcome.errors.isEmpty)
            for words in [
                "mlflow.db", "MLFLOW_TRACKING_URI", "not set", "mldeck config init", "mldeck demo",
                "xterm-256color", "256",
            ] {
                #expect(outcome.output.contains(words), "\(words)")
            }
        }
    }

    @Test func theKeysOfItsJSONAreAlwaysThere() async throws {
        try await ConfigSandbox.with { sandbox in
            try sandbox.write("", to: sandbox.project + "/mlflow.db")
            try sandbox.configure("theem: dark\n")
            let report = try await sandbox.run(["doctor", "-o", "json"]).object
            let sections = [
                "kind", "version", "contexts", "configuration", "searches", "sources", "terminal",
            ]
            #expect(Set(report.keys) == Set(sections))
            #expect(report["kind"] as? String == "doctor")
            let search = try #require(rows(report["searches"]).first)
            #expect(
                Set(search.keys) == [
                    "folder", "entries", "milliseconds", "complete", "limits", "unreadable",
                    "looked_for",
                ]
            )
            #expect(search["folder"] as? String == sandbox.project)
            for row in rows(search["looked_for"]) {
                let keys = ["what", "state", "value", "count", "paths", "opened", "advice"]
                #expect(Set(row.keys) == Set(keys))
            }
            let source = try #require(rows(report["sources"]).first)
            #expect(
                Set(source.keys) == [
                    "name", "context", "location", "origin", "kind", "answer", "milliseconds",
                    "can", "failure",
                ]
            )
            let warnings = rows((report["configuration"] as? [String: Any])?["warnings"])
            #expect(warnings.first?["line"] as? Int == 1)
            #expect(Set(warnings.first?.keys ?? [:].keys) == ["file", "line", "message"])
        }
    }

    @Test func aSourceThatFailsEndsItWithThreeAndTheOthersAreTold() async throws {
        try await ConfigSandbox.with { sandbox in
            try sandbox.write("", to: sandbox.project + "/mlflow.db")
            try sandbox.configure("sources: [{name: gone, path: /nowhere/mlflow.db}]\n")
            let outcome = try await sandbox.run(["doctor"])
            #expect(outcome.status == 3)
            #expect(outcome.output.contains("the file is empty"))
            #expect(outcome.output.contains("has no file /nowhere/mlflow.db"))
        }
    }

    @Test(.enabled(if: Fixtures.areThere, Comment(rawValue: Fixtures.missing)))
    func aStoreThatAnswersSaysItsVersionAndWhatItCan() async throws {
        try await ConfigSandbox.with { sandbox in
            let store = try Fixtures.path("mlflow-3/mlflow.db")
            try FileManager.default.copyItem(atPath: store, toPath: sandbox.project + "/mlflow.db")
            let outcome = try await sandbox.run(["doctor", "-o", "json"])
            #expect(outcome.status == 0)
            let source = try #require(rows(try outcome.object["sources"]).first)
            #expect(source["name"] as? String == "project")
            #expect(source["origin"] as? String == "found")
            #expect((source["answer"] as? String)?.hasPrefix("MLflow schema") == true)
            #expect((source["can"] as? [String])?.isEmpty == false)
            #expect(source["failure"] is NSNull)
        }
    }

    @Test func theEnvironmentsStoreIsOpenedOnceAndSecretsAreNotShown() async throws {
        try await ConfigSandbox.with { sandbox in
            try sandbox.write("", to: sandbox.project + "/mlflow.db")
            let variables = [
                "MLFLOW_TRACKING_URI": "sqlite:///mlflow.db",
                "PROMETHEUS_URL": "http://ann:hunter2@127.0.0.1:9/?key=hunter2",
            ]
            let outcome = try await sandbox.run(["doctor", "-o", "json"], variables)
            #expect(!outcome.output.contains("hunter2"))
            let sources = rows(try outcome.object["sources"])
            #expect(
                sources.map { $0["origin"] as? String } == [
                    "MLFLOW_TRACKING_URI", "PROMETHEUS_URL",
                ]
            )
        }
    }

    @Test func severalContextsAreOpenAtOnceAndProductionIsReadOnly() async throws {
        try await ConfigSandbox.with { sandbox in
            try sandbox.write("", to: sandbox.project + "/mlflow.db")
            try sandbox.configure(
                """
                context: staging
                contexts:
                  prod: {production: true, sources: [{name: store, path: a.db}]}
                  staging: {sources: [{name: store, path: b.db}]}
                  open: {production: true, read-only: false}
                """
            )
            let all = ["--context", "prod", "--context", "staging", "--context", "open"]
            let report = try await sandbox.run(["doctor", "-o", "json"] + all).object
            let contexts = rows(report["contexts"])
            #expect(contexts.map { $0["name"] as? String } == ["prod", "staging", "open"])
            #expect(contexts.map { $0["read_only"] as? Bool } == [true, false, false])
            let sources = rows(report["sources"])
            #expect(sources.map { $0["context"] as? String } == ["prod", "staging"])
            #expect(sources.map { $0["name"] as? String } == ["store", "store"])
            let folder = sandbox.home + "/.config/mldeck/"
            #expect(
                sources.map { $0["location"] as? String } == [folder + "a.db", folder + "b.db"]
            )
            let configured = rows(
                try await sandbox.run(["doctor", "-o", "json"]).object["sources"]
            )
            #expect(configured.map { $0["context"] as? String } == ["staging"])
            let unknown = try await sandbox.run(["doctor", "--context", "porduction"])
            #expect(unknown.status == 2 && unknown.errors.contains("there is no context"))
        }
    }

    @Test func aProjectGuardsAContextMoreAndNeverLess() async throws {
        try await ConfigSandbox.with { sandbox in
            try sandbox.configure("contexts: {prod: {production: true}}\n")
            try sandbox.write(
                "contexts: {prod: {production: false, read-only: false}}\n",
                to: sandbox.projectFile
            )
            let report = try await sandbox.run(["doctor", "-o", "json", "--context", "prod"]).object
            let context = try #require(rows(report["contexts"]).first)
            #expect(context["production"] as? Bool == true)
            #expect(context["read_only"] as? Bool == true)
        }
    }

    @Test func aProjectsSourceTakesThePlaceOfOnesOwnWithItsSecrets() async throws {
        try await ConfigSandbox.with { sandbox in
            try sandbox.configure(
                "sources: [{name: team, url: 'https://team', token: 'env:TEAM'}]\n"
            )
            try sandbox.write(
                "sources: [{name: team, url: 'https://elsewhere'}]\n",
                to: sandbox.projectFile
            )
            let report = try await sandbox.run(["doctor", "--privacy", "-o", "json"]).object
            #expect(report["contacts"] as? [String] == ["elsewhere"])
            #expect(report["variables"] as? [String] == [])
        }
    }

    @Test func privacyTellsHostsFilesAndProgramsAndAsksNobody() async throws {
        try await ConfigSandbox.with { sandbox in
            let trap = sandbox.home + "/trap"
            try sandbox.configure(
                """
                sources:
                - {url: 'http://127.0.0.1:1/', token: {command: [touch, \(trap)]}}
                - {url: 'https://h', username: ann, password: 'env:PASS', ca-file: /ca.pem}
                - {path: /data/mlflow.db}
                """
            )
            let outcome = try await sandbox.run(
                ["doctor", "--privacy"],
                ["HTTPS_PROXY": "http://p"]
            )
            #expect(outcome.status == 0)
            for words in [
                "127.0.0.1:1", "  h\n", "/ca.pem", "/data/mlflow.db", "PASS", "touch",
                "HTTPS_PROXY",
            ] {
                #expect(outcome.output.contains(words), "\(words)")
            }
            #expect(!FileManager.default.fileExists(atPath: trap))
        }
    }

    @Test func whatIsFoundIsSafeToPrint() async throws {
        try await ConfigSandbox.with { sandbox in
            let folder = sandbox.project + "/esc\u{1B}[2J\nline"
            try FileManager.default.createDirectory(
                atPath: folder,
                withIntermediateDirectories: true
            )
            try sandbox.write("", to: folder + "/mlflow.db")
            for arguments in [["doctor"], ["doctor", "--privacy"]] {
                let text = try await sandbox.run(arguments).output
                #expect(text.contains("line/mlflow.db") && !text.contains("\u{1B}"))
            }
        }
    }

    @Test func onATerminalItTellsItsSize() async throws {
        let pty = try Pty(Pty.product("mldeck"), ["doctor", "/etc/hostname"], size: Size(101, 31))
        let end = try await pty.ended()
        #expect(end.written.contains("101x31"))
    }

    @Test(arguments: [
        ["doctor", "/nowhere"], ["doctor", "ftp://x"], ["doctor", "--context", "x", "."],
    ])
    func wrongUsageEndsWithTwoAndASentence(_ arguments: [String]) async throws {
        try await ConfigSandbox.with { sandbox in
            let outcome = try await sandbox.run(arguments)
            #expect(outcome.status == 2 && outcome.output.isEmpty && !outcome.errors.isEmpty)
        }
    }
}
