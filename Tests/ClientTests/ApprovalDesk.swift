import Client
import Entities
import Foundation

/// A folder with keys, a list of who may sign, and signatures over one plan.
final class ApprovalDesk {
    private static let keygen = "/usr/bin/ssh-keygen"
    static var isThere: Bool { FileManager.default.isExecutableFile(atPath: keygen) }

    private let folder: String
    private(set) var trial = GateTrial()

    /// Signers by their names at example.org, and others by theirs in full; each has a key.
    init(
        _ signers: [String],
        named: [String: String] = [:],
        unlisted: [String] = [],
        options: String = ""
    ) async throws {
        folder = NSTemporaryDirectory() + "/mldeck-approvals-\(UUID().uuidString)"
        trial.rules.folder = folder
        try makeFolder("")
        let all = named.merging(signers.map { ($0, "\($0)@example.org") }) { own, _ in own }
        var lines: [String] = ["# Who may approve."]
        for key in all.keys.sorted() + unlisted {
            _ = try await run([Self.keygen, "-q", "-t", "ed25519", "-N", "", "-f", key])
            let words = try read("\(key).pub").split(separator: " ").prefix(2)
            guard let name = all[key] else { continue }
            lines.append(
                ([name, options].filter { !$0.isEmpty } + words.map(String.init))
                    .joined(separator: " ")
            )
        }
        try write(lines.joined(separator: "\n") + "\n", to: "signers")
    }

    deinit { try? FileManager.default.removeItem(atPath: folder) }

    /// What people call the plan by.
    var name: String { get async throws { try await trial.propose([]).name } }

    /// What the gate says.
    func judge(
        needed: Int = 1,
        _ values: [String: [String]] = [:]
    ) async throws -> GateResult {
        let own = ["signers": ["signers"], "needed": ["\(needed)"]]
        return try await trial.judge("approvals", own.merging(values) { $1 })
    }

    /// Puts a signature down: over the plan, or over something else.
    func sign(
        _ key: String,
        as name: String? = nil,
        over text: String? = nil,
        namespace: String = "mldeck",
        file: String? = nil
    ) async throws {
        let hash = try await trial.propose([]).hash
        var program = program([Self.keygen, "-Y", "sign", "-f", key, "-n", namespace])
        program.input = Array((text ?? hash).utf8)
        let lines = try await program.run().lines.drop { !$0.hasPrefix("-----BEGIN") }
        try makeFolder("approvals")
        let file = file ?? "\(hash.prefix(8))-\(name ?? key).sig"
        try write(lines.joined(separator: "\n") + "\n", to: "approvals/\(file)")
    }

    func makeFolder(_ name: String) throws {
        try FileManager.default.createDirectory(
            atPath: "\(folder)/\(name)",
            withIntermediateDirectories: true
        )
    }

    func write(_ text: String, to file: String) throws {
        try text.write(toFile: "\(folder)/\(file)", atomically: true, encoding: .utf8)
    }

    func read(_ file: String) throws -> String {
        try String(contentsOfFile: "\(folder)/\(file)", encoding: .utf8)
    }

    /// Runs a program in the folder.
    func run(_ words: [String]) async throws -> Program.End { try await program(words).run() }

    private func program(_ words: [String]) -> Program {
        Program(
            words,
            in: folder,
            environment: ProcessInfo.processInfo.environment,
            patience: .seconds(60)
        )
    }
}
