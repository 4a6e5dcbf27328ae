import ArgumentParser
import Connectors
import Terminal

/// What `doctor` prints: the schema of its JSON is part of mldeck's interface.
struct DoctorReport {
    let workspace: Workspace
    let checkups: [Checkup]
    let terminal: TerminalReport

    /// The report as one object, keys in alphabetical order.
    var json: String { ReportRow.text(self) }
}

extension DoctorReport: Encodable {
    private enum CodingKeys: String, CodingKey {
        case kind, version, contexts, configuration, searches, sources, terminal
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode("doctor", forKey: .kind)
        try container.encode(MLDeck.configuration.version, forKey: .version)
        try container.encode(workspace.contexts.map(ReportRow.Context.init), forKey: .contexts)
        try container.encode(ReportRow.Files(workspace.loaded), forKey: .configuration)
        try container.encode(workspace.findings.map(ReportRow.Search.init), forKey: .searches)
        try container.encode(checkups.map(ReportRow.Source.init), forKey: .sources)
        try container.encode(ReportRow.Display(terminal), forKey: .terminal)
    }
}
