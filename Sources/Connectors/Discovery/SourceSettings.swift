import Client
import Entities
import Glibc

/// A source that is to be opened: where it is, under which name, and who says so.
public struct SourceSettings: Equatable, Sendable {
    /// Where a source is.
    public enum Place: Equatable, Sendable {
        /// A file, or a folder that holds an `mlflow.db`.
        case file(String)
        /// An MLflow server.
        case server(ServerSettings)
        /// Another service.
        case service(Service, ServerSettings)
        /// Processes on this machine, whose notes lie in a folder.
        case processes(String)
        /// Programs that are started in a folder.
        case programs(String)
        /// The log of a deployment; a program is started in the folder.
        case log(DeploymentSettings.Log, in: String)
    }

    /// What a service is, as a configuration names it.
    public enum Service: String, CaseIterable, Sendable {
        /// A model server with the repository interface of the Open Inference Protocol.
        case openInference = "open-inference"
        /// The dashboard of a Ray cluster.
        case rayServe = "ray-serve"
        /// A server that answers Prometheus's questions.
        case prometheus
        /// The metrics page of a model server.
        case scrape
        /// Prometheus's Alertmanager.
        case alertmanager
    }

    /// Its name in its context.
    public var id: Source.ID
    /// Where it is.
    public var place: Place
    /// Who names it: a variable, a line of a file, the command line; for people.
    public var origin: String
    /// Whether a person allows that a local file is written.
    public var allowsWrites = false

    /// A source at a place.
    public init(id: Source.ID, place: Place, origin: String) {
        self.id = id
        self.place = place
        self.origin = origin
    }

    /// What tells it from others of its context: where it is; two may have the same log.
    public var key: String {
        if case .log = place { id.name } else { location }
    }

    /// Where it is, for people, without secrets.
    public var location: String {
        switch place {
        case .file(let path), .processes(let path), .programs(let path): path
        case .log(let log, _): log.location
        case .server(let settings), .service(_, let settings): settings.address.description
        }
    }
}

/// Sources with a name each; what is already there is not added again.
public struct SourceList: Sendable {
    /// The sources in the order in which they were added.
    public private(set) var all: [SourceSettings] = []

    private let context: String
    private var names: Set<String> = []

    /// No sources of a context.
    public init(context: String = "") { self.context = context }

    /// Adds a source as it is; an empty name is replaced.
    public mutating func add(_ source: SourceSettings) {
        add(
            source.place,
            name: source.id.name.isEmpty ? nil : source.id.name,
            origin: source.origin,
            allowsWrites: source.allowsWrites
        )
    }

    /// Adds a source; one that has no name is called after its folder or host.
    public mutating func add(
        _ place: SourceSettings.Place,
        name: String? = nil,
        origin: String,
        allowsWrites: Bool = false
    ) {
        let settings = SourceSettings(
            id: Source.ID("", context: context),
            place: place.exact,
            origin: origin
        )
        let isThere = all.contains { $0.location == settings.location }
        guard !isThere || name != nil else { return }
        var named = settings
        named.allowsWrites = allowsWrites
        named.id.name = unused(name ?? SourceList.name(of: named.place))
        all.append(named)
    }

    /// Adds the stores that a search has found.
    public mutating func add(_ findings: Findings) {
        for path in findings.places[.mlflowFile]?.paths ?? [] { add(.file(path), origin: "found") }
    }

    /// Adds what an environment names; relative paths are meant from `folder`.
    public mutating func add(environment: [String: String], folder: String) {
        let origin = "MLFLOW_TRACKING_URI"
        switch Variables(environment, folder: folder).tracking {
        case .file(let path): add(.file(path), origin: origin)
        case .server:
            guard let settings = ServerSettings(tracking: environment) else { return }
            add(.server(settings), origin: origin)
        case .other, nil: break
        }
        let services = [
            "PROMETHEUS_URL": SourceSettings.Service.prometheus,
            "ALERTMANAGER_URL": .alertmanager,
        ]
        for (name, service) in services.sorted(by: { $0.key > $1.key }) {
            guard let settings = environment[name].flatMap({ ServerSettings($0) }) else { continue }
            add(.service(service, settings), origin: name)
        }
    }

    /// The folder's name where the file is called as MLflow calls it, else the file's; the host.
    private static func name(of place: SourceSettings.Place) -> String {
        switch place {
        case .server(let settings), .service(_, let settings): return settings.address.place
        case .processes, .programs, .log: return "local"
        case .file(let path):
            let parts = path.split(separator: "/").map(String.init)
            let isPlain = Sign.file(named: parts.last ?? "") == .mlflowFile && parts.count > 1
            return (isPlain ? parts.dropLast().last : parts.last) ?? path
        }
    }

    private mutating func unused(_ base: String) -> String {
        var (name, number) = (base, 2)
        while !names.insert(name).inserted {
            name = "\(base)-\(number)"
            number += 1
        }
        return name
    }
}

extension SourceSettings.Place {
    /// The same place by its one name: no link, and in a folder the file itself.
    fileprivate var exact: SourceSettings.Place {
        guard case .file(let written) = self, let resolved = realpath(written, nil) else {
            return self
        }
        defer { free(resolved) }
        var information = stat()
        let isFolder =
            stat(resolved, &information) == 0 && information.st_mode & S_IFMT == S_IFDIR
        guard let path = String(validatingCString: resolved) else { return self }
        return .file(isFolder ? absolute("mlflow.db", in: path) : path)
    }
}
