import Client
import Connectors
import Dashboard
import Entities

/// The connectors of all that is open: what is open stays so, however often is looked again.
struct Connections {
    /// The connectors, in the order in which their places were named or found.
    private(set) var all: [any Connector] = []
    private(set) var workspace: Workspace
    private var opened: [String: any Connector] = [:]
    private let budget = Budget(bytes: 512 << 20)
    private let journal: Journal
    private let leave: Leave
    /// What plans and carries out changes to all that is open.
    private(set) var changes: Changes
    /// What judges the rules of the configuration; nil where it has none.
    private(set) var watch: RuleWatch?
    /// What its rules look at.
    private var watched: [Source] = []

    /// Opens what a workspace names and holds.
    init(_ workspace: Workspace, _ leave: Leave = Leave()) throws {
        self.workspace = workspace
        self.leave = leave
        journal = workspace.surroundings.journal
        changes = Changes(connectors: [], journal: journal, permissions: .none)
        refresh()
    }

    /// The built-in workspace.
    init(demo: DemoStore) throws {
        workspace = try Workspace.at([], .output)
        leave = Leave()
        // What is done in the demo is done nowhere.
        journal = Journal(demo, actor: workspace.surroundings.actor)
        changes = Changes(connectors: [], journal: journal, permissions: .none)
        opened["demo"] = demo
        refresh()
    }

    /// Opens what has been found since.
    mutating func refresh() {
        let found = workspace.sources.map { source -> any Connector in
            // The same place in two contexts is two sources.
            let place = source.id.context + "|" + source.key
            let connector = opened[place] ?? connector(for: source)
            opened[place] = connector
            return connector
        }
        all = (opened["demo"].map { [$0] } ?? []) + found
        watchRules()
        changes = Changes(
            // Gates and canaries hear of mldeck's own rules as well.
            connectors: all + (watch.map { [$0] } ?? []),
            journal: journal,
            permissions: Permissions(workspace, leave),
            rules: rules
        )
    }

    /// The same sources are watched on: since when something is so must not be forgotten.
    private mutating func watchRules() {
        let (rules, sources) = (workspace.configuration.rules, all.map(\.source))
        guard sources != watched else { return }
        watched = sources
        watch = rules.isEmpty ? nil : RuleWatch(rules, on: all)
    }

    /// What the configuration sets down, and what the demo does.
    private var rules: ChangeRules {
        var rules = ChangeRules(workspace)
        for (id, gates) in (opened["demo"] as? DemoStore)?.gates ?? [:] {
            rules.deployments[id, default: ChangeRules.OfDeployment()].gates = gates
        }
        return rules
    }

    private func connector(for source: SourceSettings) -> any Connector {
        Stores.connector(
            for: source,
            deployments: workspace.deployments.map(\.settings),
            budget: budget,
            environment: workspace.surroundings.environment
        )
    }

    /// What questions are put to: all connectors, what keeps the changes, and what judges rules.
    var asked: [any Connector] {
        all.isEmpty ? [] : all + [changes] + (watch.map { [$0] } ?? [])
    }

    /// Opens one more place: `demo`, a file, a folder or an address; throws a sentence.
    mutating func open(_ place: String) throws {
        if place == "demo" {
            opened["demo"] = DemoStore(time: .system)
        } else {
            let before = workspace.sources.count
            try workspace.add([place])
            guard workspace.sources.count > before else {
                throw Complaint("\(place) holds nothing else that mldeck can read")
            }
        }
        refresh()
    }

    /// What was looked for and what came of it.
    var discoveries: Discoveries { Discoveries(workspace) }
}

extension Discoveries {
    /// What a workspace has looked for, and what each search found.
    init(_ workspace: Workspace) {
        let findings = workspace.findings
        let all = findings.first?.all ?? []
        self.init(
            findings: (all + [workspace.configurationFinding]).map(Discoveries.Finding.init),
            lookedFor: Int64(findings.map { $0.took / .milliseconds(1) }.reduce(0, +)),
            files: findings.map(\.entries).reduce(0, +)
        )
    }
}

extension Discoveries.Finding {
    fileprivate init(_ finding: Finding) {
        switch finding.state {
        case .absent:
            self.init(label: finding.label, found: "", hint: finding.advice, state: .absent)
        case .unset:
            self.init(label: finding.label, found: "not set", hint: finding.advice, state: .absent)
        case .set(let value):
            self.init(
                label: finding.label,
                found: value,
                hint: finding.advice,
                state: finding.isOpened ? .opened : .blocked
            )
        case .seen(let places):
            self.init(
                label: finding.label,
                found: "\(places.count)",
                hint: finding.advice,
                state: finding.isOpened ? .opened : .blocked
            )
        }
    }
}
