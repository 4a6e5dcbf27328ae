import Foundation
import Pty
import TUI
import TestKit
import Testing

struct ConfigTests {
    /// What `config check` says of one's own file, without the file's name.
    private func check(_ text: String) async throws -> [String] {
        try await ConfigSandbox.with { sandbox in
            try sandbox.configure(text)
            let outcome = try await sandbox.run(["config", "check"])
            let lines = outcome.output.split(separator: "\n").map(String.init)
            #expect(outcome.errors.isEmpty)
            #expect(outcome.status == (lines.last?.hasSuffix(": ok") == true ? 0 : 1))
            return lines.map { String($0.dropFirst(sandbox.ownFile.count)) }
        }
    }

    @Test func withoutAnyFileNothingIsWrong() async throws {
        try await ConfigSandbox.with { sandbox in
            let outcome = try await sandbox.run(["config", "check"])
            #expect(outcome.status == 0)
            #expect(outcome.output.contains("mldeck config init"))
            #expect(try await sandbox.run(["config", "path"]).output == sandbox.ownFile + "\n")
        }
    }

    @Test func theFileOfConfigInitExplainsEverythingAndSetsNothing() async throws {
        try await ConfigSandbox.with { sandbox in
            let made = try await sandbox.run(["config", "init"])
            #expect(made.status == 0)
            #expect(made.output == sandbox.ownFile + "\n")
            let text = try String(contentsOfFile: sandbox.ownFile, encoding: .utf8)
            #expect(text.split(separator: "\n").allSatisfy { $0.hasPrefix("#") })
            #expect(try await sandbox.run(["config", "check"]).status == 0)
            for key in [
                "theme", "mouse", "start", "views", "sources", "context", "contexts", "production",
                "read-only", "name", "path", "url", "username", "password", "token", "insecure-tls",
                "ca-file",
            ] {
                #expect(text.contains("\(key):"), "\(key)")
            }
            // A # taken from every line, all of it counts.
            let lines = text.split(separator: "\n").map { $0.dropFirst() }
            try FileManager.default.createDirectory(
                atPath: sandbox.home + "/certificates",
                withIntermediateDirectories: true
            )
            try sandbox.write("", to: sandbox.home + "/certificates/team.pem")
            try sandbox.configure(lines.joined(separator: "\n"))
            let checked = try await sandbox.run(["config", "check"])
            #expect(checked.status == 0, "\(checked.output)")
            let report = try await sandbox.run(["doctor", "--privacy", "-o", "json"]).object
            #expect(report["contacts"] as? [String] == ["mlflow.example.org"])
            #expect(report["runs"] as? [String] == ["pass", "./deploy.sh"])
        }
    }

    @Test func configInitOverwritesNothing() async throws {
        try await ConfigSandbox.with { sandbox in
            try sandbox.configure("theme: light\n")
            let outcome = try await sandbox.run(["config", "init"])
            #expect(outcome.status == 1 && outcome.output.isEmpty)
            #expect(outcome.errors.contains("is there already"))
            #expect(
                try String(contentsOfFile: sandbox.ownFile, encoding: .utf8) == "theme: light\n"
            )
        }
    }

    @Test func theFolderOfXDGCountsWhereItIsAbsolute() async throws {
        try await ConfigSandbox.with { sandbox in
            let folder = sandbox.home + "/elsewhere"
            let there = try await sandbox.run(["config", "init"], ["XDG_CONFIG_HOME": folder])
            #expect(there.output == folder + "/mldeck/config.yaml\n")
            let relative = try await sandbox.run(["config", "path"], ["XDG_CONFIG_HOME": "x"])
            #expect(relative.output == sandbox.ownFile + "\n")
        }
    }

    @Test(arguments: [
        ("theem: dark", ":1: there is no key 'theem' here; did you mean 'theme'?"),
        ("\n\ntheme: drak", ":3: there is no theme 'drak'; did you mean 'dark'?"),
        ("mouse: perhaps", ":1: 'mouse' takes true or false"),
        ("views: {a: [1]}", ":1: 'a' takes a locator"),
        ("sources: {}", ":1: 'sources' takes a list, each entry with a - in front"),
        ("sources:\n - {name: x}", ":2: a source takes a path or a url"),
        ("sources:\n - {path: x, url: http://h}", ":2: a source takes a path or a url, not both"),
        ("sources:\n - {url: 'ftp://h'}", ":2: 'url' takes an address such as"),
        (
            "sources:\n - {path: x, nmae: y}",
            ":2: there is no key 'nmae' here; did you mean 'name'?"
        ),
        ("contexts:\n  prod: 3", ":2: 'prod' takes keys such as production, read-only, sources"),
        ("\ncontext: prdo\ncontexts: {prod: {}}", ":2: 'context' names 'prdo'"),
        ("views:\n  a: mldeck:runs/x?filter=%27", ":2: 'a': the filter is wrong: "),
        ("views: {a: 'mldeck:nowhere'}", ":1: 'a': there is no pane nowhere"),
        ("views: {churn: 'mldeck:runs/x'}\nstart: chrun", ":2: 'start' names 'chrun', which is no"),
        (
            "sources:\n - url: http://h\n   ca-file: /no/such.pem",
            ":3: 'ca-file': /no/such.pem: No such file or directory"
        ),
        ("theme: [a", ":2: this is no YAML"),
        ("theme: dark\ntheme: light", ":1: this is no YAML: the key 'theme' stands there twice"),
        ("a: &x [1]\nb: *x", ":1: anchors (&name) are not read"),
        ("- list", ":1: a configuration takes keys such as theme, mouse, start"),
    ])
    func whatIsWrongIsSaidWithItsLine(_ text: String, _ warning: String) async throws {
        let lines = try await check(text + "\n")
        #expect(lines.count == 1)
        #expect(lines.first?.hasPrefix(warning) == true, "\(lines)")
    }

    @Test(arguments: [
        "", "\n# nothing\n", "theme:\n", "sources:\n", "views: {all: 'runs/*?filter=a&b=c'}\n",
        "context: []\n", "sources:\n- path: ~/x\n",
    ])
    func whatIsRightIsNotWarnedOf(_ text: String) async throws {
        #expect(try await check(text) == [": ok"])
    }

    @Test(arguments: ["password: hunter2", "token: hunter2", "password: [hunter2]"])
    func aSecretItselfIsRefusedAndNotRepeated(_ line: String) async throws {
        let text = "sources:\n- url: https://h\n  username: ann\n  \(line)\n"
        let lines = try await check(text)
        #expect(lines.contains { $0.contains("takes no secret itself; write  env:NAME") })
        #expect(lines.allSatisfy { !$0.contains("hunter2") })
        let address = try await check("sources:\n- url: https://ann:hunter2@h\n")
        #expect(address.count == 1 && !address[0].contains("hunter2"))
    }

    @Test func aLogIsAFileOrAProgramOfOnesOwn() async throws {
        try await ConfigSandbox.with { sandbox in
            let measured = "model: m, metrics: p, labels: {a: b}"
            let program = "deployments:\n- {name: b, \(measured), logs: [kubectl, logs, -f, b]}\n"
            try sandbox.configure(program + "- {name: a, \(measured), logs: ~/a.log}\n")
            #expect(try await sandbox.run(["config", "check"]).status == 0)
            let report = try await sandbox.run(["doctor", "--privacy", "-o", "json"]).object
            #expect(report["runs"] as? [String] == ["kubectl"])
            #expect((report["reads"] as? [String])?.last == sandbox.home + "/a.log")
            try sandbox.configure("")
            try sandbox.write(program, to: sandbox.projectFile)
            let checked = try await sandbox.run(["config", "check"])
            #expect(checked.output.contains("'logs' is not read from a project's file"))
        }
    }

    @Test func aProjectsFileCannotNameSecretsOrPrograms() async throws {
        try await ConfigSandbox.with { sandbox in
            let trap = sandbox.home + "/trap"
            try sandbox.write(
                """
                sources:
                - {url: 'http://127.0.0.1:1', name: a, token: 'env:AWS_SECRET_ACCESS_KEY'}
                - {url: 'http://127.0.0.1:1', name: b, token: {command: [touch, \(trap)]}}
                """,
                to: sandbox.projectFile
            )
            let checked = try await sandbox.run(["config", "check"])
            #expect(checked.status == 1)
            #expect(checked.output.split(separator: "\n").count == 2)
            #expect(checked.output.contains("is not read from a project's file"))
            _ = try await sandbox.run(["doctor"], ["AWS_SECRET_ACCESS_KEY": "hunter2"])
            #expect(!FileManager.default.fileExists(atPath: trap))
            let privacy = try await sandbox.run(["doctor", "--privacy", "-o", "json"]).object
            #expect(privacy["variables"] as? [String] == [] && privacy["runs"] as? [String] == [])
        }
    }

    @Test func theNearestProjectFileCountsUpToTheHome() async throws {
        try await ConfigSandbox.with { sandbox in
            try sandbox.write("", to: sandbox.home + "/.mldeck.yaml")
            let home = try await sandbox.run(["config", "path"]).output
            #expect(home.hasSuffix("/home/.mldeck.yaml\n"))
            try sandbox.write("", to: sandbox.projectFile)
            let near = try await sandbox.run(["config", "path"]).output
            #expect(near.hasSuffix("/project/.mldeck.yaml\n"))
        }
    }

    @Test func aFileThatIsNoneOrNoTextIsSaid() async throws {
        try await ConfigSandbox.with { sandbox in
            #expect(mkfifo(sandbox.projectFile, 0o644) == 0)
            #expect(try await sandbox.run(["config", "check"]).output.contains("this is no file"))
            unlink(sandbox.projectFile)
            try Data([0xFF, 0xFE, 0x00]).write(to: URL(filePath: sandbox.projectFile))
            #expect(try await sandbox.run(["config", "check"]).output.contains("it is not UTF-8"))
        }
    }

    @Test func aSavedViewIsDrawnByItsName() async throws {
        try await ConfigSandbox.with { sandbox in
            try sandbox.configure("views: {best: 'mldeck:runs/churn?sort=params.model'}\n")
            let picture = try await sandbox.run(["screen", "best", "demo"])
            #expect(picture.status == 0 && picture.output.contains("sort model ↑"))
        }
    }

    @Test(.enabled(if: Fixtures.areThere, Comment(rawValue: Fixtures.missing)))
    func whatIsOpenedStandsBesideTheContextEachPlaceOnce() async throws {
        let (own, other) = (try Fixtures.path("mlflow-3"), try Fixtures.path("mlflow-2"))
        try await ConfigSandbox.with { sandbox in
            try sandbox.configure(
                """
                context: team
                contexts: {team: {sources: [{name: ours, path: '\(own)/mlflow.db'}]}}
                """
            )
            let environment = ["HOME": sandbox.home]
            let size = Size(120, 30)
            let pty = try Pty(Pty.product("mldeck"), environment: environment, size: size)
            _ = try await pty.shows("val/loss")
            pty.type(":open \(other)\r")
            _ = try await pty.shows("2 sources")
            pty.type(":sources\r")
            let sources = try await pty.shows("Sources 2").screen.text
            #expect(sources.contains("ours") && sources.contains("mlflow-2"))
            pty.type(":open \(other)\r")
            _ = try await pty.shows("holds nothing else")
            pty.type(":q\r")
            #expect(try await pty.ended().ending == .code(0))
        }
    }

    @Test func hostileNamesAreMadeSafe() async throws {
        let lines = try await check("\"\\e[2J\\u202E\\n\": 1\n")
        #expect(lines.count == 1)
        let text = lines.joined()
        #expect(!text.contains("\u{1B}") && !text.contains("\u{202E}"))
    }

    @Test func randomBytesAreNoCrash() async throws {
        let seed = UInt64.random(in: .min ... .max)
        var random = SeededNumbers(state: seed)
        let pieces = [
            "sources:", " ", "\n", "- ", "{", "}", "[", "]", ":", "&a", "*a", "?", "'", "url",
        ]
        try await ConfigSandbox.with { sandbox in
            for _ in 0..<40 {
                let text = (0..<60).map { _ in pieces.randomElement(using: &random) ?? "" }.joined()
                try sandbox.configure(text)
                let outcome = try await sandbox.run(["config", "check"])
                #expect([0, 1].contains(outcome.status), "seed \(seed): \(text)")
            }
        }
    }
}
