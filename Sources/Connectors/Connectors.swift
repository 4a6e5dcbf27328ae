import Client
import Entities

/// Every store and service that can be opened: a new one is one case here.
public enum Stores {
    /// The connector of a source; nothing of it is read, and no secret fetched, before it is asked.
    public static func connector(
        for source: SourceSettings,
        deployments: [DeploymentSettings] = [],
        budget: Budget,
        environment: [String: String]
    ) -> any Connector {
        func access(
            _ settings: ServerSettings
        ) -> @Sendable () throws(Failure.Reason) -> HTTPAccess {
            { () throws(Failure.Reason) in try settings.access(environment: environment) }
        }
        let own = deployments.filter { $0.source == source.id }
        return switch source.place {
        case .file(let path): MLflowSQLite(id: source.id, path: path, budget: budget)
        case .server(let settings):
            MLflowServer(
                id: source.id,
                address: settings.address,
                budget: budget,
                workspace: environment["MLFLOW_WORKSPACE"],
                access: access(settings)
            )
        case .service(.openInference, let settings):
            OpenInferenceServer(
                id: source.id,
                address: settings.address,
                deployments: own,
                access: access(settings)
            )
        case .service(.rayServe, let settings):
            RayServe(
                id: source.id,
                address: settings.address,
                deployments: own,
                access: access(settings)
            )
        case .service(.prometheus, let settings):
            Prometheus(
                id: source.id,
                address: settings.address,
                monitors: deployments.compactMap(\.monitor).filter { $0.source == source.id },
                access: access(settings)
            )
        case .service(.scrape, let settings):
            Scrape(
                id: source.id,
                address: settings.address,
                monitors: deployments.compactMap(\.monitor).filter { $0.source == source.id },
                access: { (base) throws(Failure.Reason) in
                    var settings = settings
                    settings.address = base
                    return try settings.access(environment: environment)
                }
            )
        case .service(.alertmanager, let settings):
            Alertmanager(id: source.id, address: settings.address, access: access(settings))
        case .processes(let folder):
            LocalProcesses(
                id: source.id,
                folder: folder,
                deployments: own,
                environment: environment
            )
        case .programs(let folder):
            Programs(
                id: source.id,
                folder: folder,
                deployments: own,
                environment: environment
            )
        case .log(let log, let folder):
            DeploymentLog(id: source.id, log, in: folder, environment: environment)
        }
    }
}
