import Foundation
import TestKit
import Testing

/// The examples of `DeployTargets.md` are carried out as they stand there.
@Suite(.enabled(if: Fixtures.areThere, Comment(rawValue: Fixtures.missing)))
struct DocumentedTargetsTests {
    /// What stands in for the programs of the examples: notes its arguments, a line each, and what
    /// it sees of the environment.
    private static func standIn(_ name: String) -> String {
        """
        #!/bin/sh
        printf '%s\\n' "$@" > "$HOME/\(name).words"
        env | cut -d = -f 1 > "$HOME/\(name).variables"
        for word; do
            case $word in *[:=][0-9]*) echo "${word##*[:=]}" > "$HOME/version" ;; esac
        done
        """
    }

    /// The example that holds a text.
    private func example(of text: String) throws -> String {
        let root = URL(filePath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
        let page = root.appending(path: "Sources/mldeck/Documentation.docc/DeployTargets.md")
        let parts = try String(contentsOf: page, encoding: .utf8).components(separatedBy: "```")
        let part = try #require(parts.first { $0.hasPrefix("yaml\n") && $0.contains(text) })
        return String(part.dropFirst(5))
    }

    private func words(_ name: String, of box: DeployBox) throws -> [String] {
        try String(contentsOfFile: "\(box.folder)/\(name)", encoding: .utf8)
            .split(separator: "\n").map(String.init)
    }

    @Test(arguments: [
        (
            "churn-k8s", "kubectl", "./serving-version", "KUBECONFIG",
            ["set", "image", "deployment/churn", "churn=registry/churn:12"]
        ),
        (
            "churn-ci", "gh", "./deployed-version", "GH_TOKEN",
            ["workflow", "run", "deploy.yaml", "-f", "version=12"]
        ),
    ])
    func aProgramIsRunAsItIsWritten(
        _ row: (
            deployment: String, program: String, status: String, variable: String, words: [String]
        )
    ) async throws {
        let box = try DeployBox()
        try box.configure(try example(of: "name: \(row.deployment)"))
        try FileManager.default.createDirectory(
            atPath: box.folder + "/bin",
            withIntermediateDirectories: true
        )
        let program = "\(box.folder)/bin/\(row.program)"
        try await writeProgram(Self.standIn(row.program), to: program)
        let status = "#!/bin/sh\necho \"{\\\"version\\\": $(cat version)}\"\n"
        try await writeProgram(status, to: "\(box.folder)/\(row.status)")
        try "11".write(toFile: box.folder + "/version", atomically: true, encoding: .utf8)
        var environment = box.environment
        environment["PATH"] = box.folder + "/bin:/usr/bin:/bin"
        environment[row.variable] = "planted-word"
        environment["MLFLOW_TRACKING_TOKEN"] = "planted-token"
        let printed = try await Printed.by(
            ["deploy", "churn/12", "--to", row.deployment, "--yes"],
            in: box.folder,
            environment: environment
        )
        #expect(printed.status == 0, "\(printed)")
        #expect(printed.output.contains("v11 → v12: done"))
        #expect(!"\(printed)".contains("planted"))
        #expect(try words("\(row.program).words", of: box) == row.words)
        let seen = Set(try words("\(row.program).variables", of: box))
        #expect(seen.contains(row.variable))
        #expect(!seen.contains("MLFLOW_TRACKING_TOKEN"))
    }
}
