import Client
import Connectors
import Entities
import Glibc
import TUI

/// What is to be opened, and how it came to that.
struct Workspace {
    /// Whether the folders are looked through for a moment, or to the end.
    enum Patience {
        /// Fifty milliseconds, the rest behind: there is a screen that can show it later.
        case screen
        /// All of it: what is printed once is whole.
        case output
    }

    /// The contexts that are opened; none where what is opened belongs to no context.
    private(set) var contexts: [ContextSettings] = []
    /// What goes on looking through the same folders, where there is a screen.
    private(set) var lookouts: [Lookout] = []
    let loaded: LoadedConfiguration
    let surroundings: Surroundings

    /// The contexts' sources, which have their names.
    private var contextual: [SourceSettings] = []
    /// Other sources that are named by somebody.
    private var named: [SourceSettings] = []
    /// What was found, where it was looked for to the end.
    private var searched: [Findings] = []
    /// Whether the environment's sources belong to it.
    private var takesEnvironment = false

    /// What was found in folders and in the environment up to now.
    var findings: [Findings] { searched + lookouts.map(\.findings) }

    /// The sources up to now, each with a name of its own.
    var sources: [SourceSettings] {
        var list = SourceList()
        for source in named { list.add(source) }
        for found in findings {
            if takesEnvironment { list.add(tracking: surroundings) }
            list.add(found)
        }
        return contextual + list.all + locals
    }

    /// What serves where, as the configuration sets it down for what is open.
    var deployments: [ConfiguredDeployment] {
        contexts.isEmpty ? configuration.deployments : contexts.flatMap(\.deployments)
    }

    /// What local processes and programs are on, where there are any, and the logs.
    private var locals: [SourceSettings] {
        let places = deployments.compactMap { one -> SourceSettings? in
            let place: SourceSettings.Place
            switch one.settings.place {
            case .process:
                place = .processes((surroundings.stateFolder ?? surroundings.folder) + "/serving")
            case .commands: place = .programs(surroundings.folder)
            case .entry, .application, .elsewhere: return nil
            }
            return SourceSettings(id: one.settings.source, place: place, origin: "deployments")
        }
        var seen = Set<Source.ID>()
        let logs = deployments.map(\.settings).compactMap { one -> SourceSettings? in
            let place = one.log.map { SourceSettings.Place.log($0, in: surroundings.folder) }
            return place.map { SourceSettings(id: one.id.log, place: $0, origin: "deployments") }
        }
        return places.filter { seen.insert($0.id).inserted } + logs
    }

    var configuration: Configuration { loaded.configuration }

    /// The files of the configuration as one more thing that is looked for.
    var configurationFinding: Finding {
        var places = Sightings()
        for file in loaded.files {
            places.add(file.path, in: Surroundings.folder(of: file.path))
        }
        return Finding(
            label: "config.yaml, .mldeck.yaml",
            state: loaded.files.isEmpty ? .absent : .seen(places),
            isOpened: !loaded.files.isEmpty,
            advice: loaded.files.isEmpty
                ? "mldeck config init  writes one with every option explained" : "read"
        )
    }

    private init(_ surroundings: Surroundings) {
        self.surroundings = surroundings
        loaded = Configuration.load(surroundings)
    }

    /// What is opened without arguments: the contexts that are named here or in the configuration,
    /// or else its sources, what the environment names, and what the folder holds.
    static func here(
        contexts names: [String] = [],
        _ patience: Patience,
        _ surroundings: Surroundings = .current
    ) throws -> Workspace {
        var workspace = Workspace(surroundings)
        // A configured context that is nowhere is a warning already.
        let known = Set(workspace.configuration.contexts.map(\.name))
        let opened = workspace.configuration.opened.filter(known.contains)
        let wanted = names.isEmpty ? opened : names
        guard wanted.isEmpty else {
            try workspace.open(wanted)
            return workspace
        }
        workspace.named = workspace.configuration.sources
        workspace.takesEnvironment = true
        workspace.look(through: surroundings.folder, patience)
        return workspace
    }

    /// What is opened with arguments: files, the stores in folders, servers.
    static func at(
        _ places: [String],
        _ patience: Patience,
        _ surroundings: Surroundings = .current
    ) throws -> Workspace {
        var workspace = Workspace(surroundings)
        try workspace.add(places, patience)
        return workspace
    }

    /// Adds files, the stores in folders, and servers.
    mutating func add(_ places: [String], _ patience: Patience = .screen) throws {
        for place in places {
            if place.contains("://") {
                named.append(try server(place))
            } else {
                try add(place, patience)
            }
        }
    }

    /// Opens contexts, each once, in the order in which they are named.
    private mutating func open(_ names: [String]) throws {
        for name in names where !contexts.contains(where: { $0.name == name }) {
            guard let context = configuration.contexts.first(where: { $0.name == name }) else {
                throw Complaint(Printable.text(unknown(name)))
            }
            contexts.append(context)
            contextual += context.sources
        }
    }

    private func unknown(_ name: String) -> String {
        let names = configuration.contexts.map(\.name)
        let hint = KnownKey.nearest(to: name, among: names).map { "did you mean '\($0)'?" }
        let all =
            names.isEmpty
            ? "the configuration has none" : "there are " + names.joined(separator: ", ")
        return "there is no context '\(name)'; \(hint ?? all)"
    }

    /// A server; one that is known outside of contexts is spoken to as it is set down there.
    ///
    /// A context's secrets stay in the context, with what may be changed in it.
    private func server(_ written: String) throws -> SourceSettings {
        guard let settings = ServerSettings(written) else {
            let place = Printable.text(Variables.withoutSecrets(written))
            let why = TrackingAddress.refusal(written) ?? "it cannot be opened"
            throw Complaint("\(place): \(why)")
        }
        var list = SourceList()
        for source in configuration.sources { list.add(source) }
        list.add(tracking: surroundings)
        let known = list.all.first { $0.location == settings.address.description }
        if settings.user == nil, settings.password == nil, let known { return known }
        return SourceSettings(
            id: Source.ID(""),
            place: .server(settings),
            origin: "the command line"
        )
    }

    /// A file, or what a folder holds.
    private mutating func add(_ place: String, _ patience: Patience) throws {
        guard let path = Surroundings.resolved(place) else {
            throw Complaint(Printable.text("\(place): \(String(cString: strerror(errno)))"))
        }
        var information = stat()
        if stat(path, &information) == 0, information.st_mode & S_IFMT == S_IFDIR {
            look(through: path, patience)
        } else {
            let origin = "the command line"
            named.append(SourceSettings(id: Source.ID(""), place: .file(path), origin: origin))
        }
    }

    private mutating func look(through folder: String, _ patience: Patience) {
        guard !findings.contains(where: { $0.folder == folder }) else { return }
        switch patience {
        case .screen:
            lookouts.append(Lookout(folder: folder, environment: surroundings.environment))
        case .output:
            var discovery = Discovery(folder: folder, environment: surroundings.environment)
            discovery.finish()
            searched.append(discovery.findings)
        }
    }
}

extension SourceList {
    /// Adds what the environment names.
    fileprivate mutating func add(tracking surroundings: Surroundings) {
        add(environment: surroundings.environment, folder: surroundings.folder)
    }
}
