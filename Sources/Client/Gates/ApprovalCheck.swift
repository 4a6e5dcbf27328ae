import Entities
import Foundation

/// What a signature's file says.
enum Approval {
    /// Who holds its key, by all names; it is over this plan and made for this.
    case by([String])
    /// It does not count: which, and why.
    case void(String)
}

/// Verifies the signatures over a plan's hash with `ssh-keygen`.
struct ApprovalCheck {
    let signers: String
    let revoked: String?
    private let one: GateCase
    private let hash: String
    private let namespace: String
    private let folder: String

    init(_ one: GateCase, _ settings: GateSettings) {
        self.one = one
        hash = one.plan.hash
        signers = one.path(settings.text("signers") ?? "")
        revoked = settings.text("revoked").map(one.path)
        namespace = settings.text("namespace") ?? "mldeck"
        folder = settings.text("folder") ?? "approvals"
    }

    /// How to approve.
    var advice: String {
        "to approve: printf %s \(hash) | ssh-keygen -Y sign -f KEY -n \(namespace)"
            + " > \(folder)/\(hash.prefix(8))-NAME.sig"
    }

    /// The signatures that are said to be over this plan, by name; none where there is no folder.
    func files() throws(Program.Problem) -> [String] {
        let folder = one.path(folder)
        guard FileManager.default.fileExists(atPath: folder) else { return [] }
        guard let all = try? FileManager.default.contentsOfDirectory(atPath: folder) else {
            throw Program.Problem(sentence: "\(folder) cannot be read")
        }
        return
            all.filter { $0.hasPrefix(hash.prefix(8)) && $0.hasSuffix(".sig") }
            .sorted().map { "\(folder)/\($0)" }
    }

    /// What a file says.
    func approval(_ file: String) async throws(Program.Problem) -> Approval {
        let name = file.split(separator: "/").last.map(String.init) ?? file
        let found = try await keygen(["find-principals", "-f", signers, "-s", file])
        guard found.code == 0 else {
            return .void(
                "\(name) does not count: \(found.reason(without: signers) ?? "no signer has its key")"
            )
        }
        // What it says of other lines of the file, as of expired ones, comes between the names.
        let names = found.lines.map(\.trimmed).filter { !$0.isEmpty && !$0.contains(": ") }
        guard let first = names.first, !names.contains(where: \.isPattern) else {
            return .void("\(name) does not count: its key is everybody's")
        }
        let against = revoked.map { ["-r", $0] } ?? []
        let words = ["verify", "-f", signers, "-I", first, "-n", namespace, "-s", file] + against
        let verified = try await keygen(words)
        guard verified.code == 0 else {
            return .void(
                "\(name) does not count: \(verified.reason(without: signers) ?? "it is not over this plan")"
            )
        }
        return .by(names)
    }

    /// The names of all who may approve.
    func names() -> [String] {
        let text = String(
            decoding: (try? Data(contentsOf: URL(filePath: signers))) ?? Data(),
            as: UTF8.self
        )
        let lines = text.split(whereSeparator: \.isNewline).map { String($0).trimmed }
        let names = lines.filter { !$0.isEmpty && !$0.hasPrefix("#") }.flatMap { line in
            line.prefix { !$0.isWhitespace }.filter { $0 != "\"" }.split(separator: ",")
        }
        return names.map(String.init).filter { !$0.isPattern }
    }

    private func keygen(_ words: [String]) async throws(Program.Problem) -> Program.End {
        var program = Program(
            ["ssh-keygen", "-Y"] + words,
            in: one.rules.folder,
            environment: one.rules.environment.passed(),
            patience: .seconds(10)
        )
        program.input = Array(hash.utf8)
        return try await program.run(time: one.changes.time)
    }
}

extension Program.End {
    /// What `ssh-keygen` complains of; nil where it says only that it is so.
    ///
    /// The path of the file with the signers, which a person has set down, only takes room.
    fileprivate func reason(without signers: String) -> String? {
        let said = lines.first { !$0.trimmed.isEmpty && !$0.hasPrefix("Could not verify") }
        return said.map { String($0.trimmed.replacing(signers + ":", with: "line ").prefix(100)) }
    }
}

extension String {
    /// Whether it stands for names that nobody has written down.
    fileprivate var isPattern: Bool { contains { "*?!".contains($0) } }
}
