import ArgumentParser
import Terminal

/// Tells what was looked for and found, and whether each source answers.
struct Doctor: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Check the configuration, the terminal and each source.",
        discussion: "Ends with 3 where a source fails. --privacy contacts nobody."
    )

    @Argument(help: "Files, folders or addresses. Default: what mldeck opens in this folder.")
    var places: [String] = []

    @Option(help: "A context of the configuration; may be repeated.")
    var context: [String] = []

    @Flag(help: "Tell who would be contacted and what would be read, and do neither.")
    var privacy = false

    @Option(name: .shortAndLong, help: "text or json.")
    var output = Format.text

    enum Format: String, ExpressibleByArgument, CaseIterable {
        case text, json
    }

    func run() throws {
        let workspace = try Places.workspace(places, context, .output)
        if privacy {
            let report = PrivacyReport(of: workspace)
            print(output == .json ? report.json : report.text)
            return
        }
        let report = DoctorReport(
            workspace: workspace,
            checkups: Checkup.all(workspace.sources, workspace.surroundings),
            terminal: TerminalReport()
        )
        print(output == .json ? report.json : report.text)
        if report.checkups.contains(where: { $0.failure != nil }) { throw Exit.sourceFailed }
    }
}
