import Client
import Connectors
import TUI

/// Who would be contacted and what would be read; asks nobody.
struct PrivacyReport: Encodable {
    private(set) var kind = "privacy"
    /// Servers, as host and port.
    let contacts: [String]
    /// Variables by which servers are reached through others.
    let proxies: [String]
    /// Folders whose names are looked through.
    let searches: [String]
    /// Files whose contents are read.
    let reads: [String]
    /// Variables that hold secrets.
    let variables: [String]
    /// Programs that are started: for a secret, to deploy, or for a log.
    let runs: [String]
    /// The folder of the journal, written when something is changed.
    let writes: [String]

    init(of workspace: Workspace) {
        var (contacts, reads): ([String], [String]) = ([], workspace.loaded.files.map(\.path))
        var (variables, runs): ([String], [String]) = ([], [])
        for source in workspace.sources {
            switch source.place {
            case .file(let path), .processes(let path): reads.append(path)
            case .log(.file(let path), _): reads.append(path)
            case .log(.program(let words, _), _): runs.append(words.first ?? "")
            case .programs: break
            case .server(let settings), .service(_, let settings):
                contacts.append(settings.address.place)
                if let authorities = settings.authorities { reads.append(authorities) }
                for secret in [settings.user, settings.password, settings.token] {
                    switch secret {
                    case .variable(let name): variables.append(name)
                    case .file(let path): reads.append(path)
                    case .command(let words): runs.append(words.first ?? "")
                    case .given, nil: break
                    }
                }
            }
        }
        self.contacts = contacts.uniqued
        self.reads = reads.uniqued
        self.variables = variables.uniqued
        for one in workspace.deployments {
            switch one.settings.place {
            case .process(let words): runs.append(words.first ?? "")
            case .commands(let commands): runs.append(commands.apply.first ?? "")
            case .entry, .application, .elsewhere: break
            }
        }
        writes = workspace.surroundings.stateFolder.map { [$0] } ?? []
        self.runs = runs.uniqued
        searches = workspace.findings.map(\.folder)
        let names = ["HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"]
        proxies =
            contacts.isEmpty
            ? []
            : names.flatMap { [$0.lowercased(), $0] }
                .filter { workspace.surroundings.environment[$0]?.isEmpty == false }
    }

    /// One object, keys in alphabetical order.
    var json: String { ReportRow.text(self) }

    /// For people.
    var text: String {
        let sections = [
            ("Would contact", contacts), ("through what these variables name", proxies),
            ("Would look through the names in", searches), ("Would read", reads),
            ("Would take secrets from these variables", variables),
            ("Would start for a secret or to deploy", runs),
            ("Would write the journal of changes to", writes),
        ]
        let lines = sections.flatMap { title, items in
            items.isEmpty ? [] : [title] + items.map { "  " + Printable.text($0) }
        }
        let nobody = contacts.isEmpty ? ["Would contact nobody"] : []
        return (nobody + lines + ["Nothing is written into any source by looking."]).joined(
            separator: "\n"
        )
    }
}

extension [String] {
    /// Each once, in the order in which they first stand.
    fileprivate var uniqued: [String] {
        var seen = Set<String>()
        return filter { seen.insert($0).inserted }
    }
}
