import Connectors
import Entities
import Foundation
import TestKit
import Testing

/// Secrets are kept elsewhere, fetched when needed, and never shown.
struct DiscoverySecretTests {
    /// Fetches a secret away from Swift's pool: it may start a program.
    private func reveal(_ secret: Secret, _ environment: [String: String] = [:]) async throws
        -> String
    {
        try await offPool { try secret.reveal(environment) }
    }

    private func sentence(_ body: @escaping @Sendable () throws -> String) async throws -> String {
        try await offPool {
            do {
                return "revealed \(try body())"
            } catch let reason as Failure.Reason {
                return reason.sentence
            }
        }
    }

    @Test func aVariableAFileAndAProgramAreRead() async throws {
        try await withTemporaryFolder { folder in
            let path = try folder.write(Array("from-file\n".utf8), to: "secret")
            #expect(try await reveal(.variable("TOKEN"), ["TOKEN": "from-env"]) == "from-env")
            #expect(try await reveal(.file(path)) == "from-file")
            #expect(
                try await reveal(.command(["printf", "%s\n", "from program"])) == "from program"
            )
        }
    }

    @Test func onlyReferencesAreRead() {
        #expect(Secret("env:TOKEN") == .variable("TOKEN"))
        #expect(Secret("file:/run/secret") == .file("/run/secret"))
        #expect(Secret("command:pass show mlflow") == .command(["pass", "show", "mlflow"]))
        for text in ["hunter2", "env:", "command: ", "", ":", "ENV:TOKEN", "https://x"] {
            #expect(Secret(text) == nil, "\(text)")
        }
    }

    @Test func noDescriptionShowsIt() {
        let secret = Secret.given("hunter2")
        var text = "\(secret) \(String(reflecting: secret)) \([secret]) \(secret.place)"
        dump(secret, to: &text)
        #expect(text.contains("•••") && !text.contains("hunter2"))
    }

    @Test func whatIsMissingIsNamed() async throws {
        #expect(
            try await sentence { try Secret.variable("TOKEN").reveal([:]) }
                .contains("env:TOKEN is not set")
        )
        #expect(
            try await sentence { try Secret.file("/nowhere").reveal([:]) }.contains("file:/nowhere")
        )
        #expect(
            try await sentence { try Secret.file("/dev/zero").reveal([:]) }.contains("is no file")
        )
    }

    @Test(arguments: [["false"], ["true"], ["no-such-program"], ["cat"], ["yes"], ["seq", "3"]])
    func aProgramThatPrintsNoSecretIsSaid(_ words: [String]) async throws {
        let sentence = try await sentence { try Secret.command(words).reveal([:]) }
        #expect(sentence.contains(words[0]) && !sentence.hasPrefix("revealed"), "\(sentence)")
    }

    @Test func aProgramThatDoesNotEndIsEndedWithAllItStarted() async throws {
        let words = ["sh", "-c", "echo secret; sleep 61.5 & sleep 61.5"]
        let sentence = try await sentence {
            try SecretCommand(words, patience: .milliseconds(200)).output()
        }
        #expect(sentence.contains("did not end"))
        try await eventually { try await offPool { try runningSleeps().isEmpty } }
    }
}

/// The processes that sleep as long as the test's.
private func runningSleeps() throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: "/proc").filter { name in
        guard Int(name) != nil else { return false }
        let line = FileManager.default.contents(atPath: "/proc/\(name)/cmdline") ?? Data()
        return String(decoding: line, as: UTF8.self).hasPrefix("sleep\0" + "61.5")
    }
}
