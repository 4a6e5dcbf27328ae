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
        case .inference(let settings):
            OpenInferenceServer(
                id: source.id,
                address: settings.address,
                deployments: deployments,
                access: access(settings)
            )
        case .ray(let settings):
            RayServe(
                id: source.id,
                address: settings.address,
                deployments: deployments,
                access: access(settings)
            )
        case .processes(let folder):
            LocalProcesses(
                id: source.id,
                folder: folder,
                deployments: deployments,
                environment: environment
            )
        case .programs(let folder):
            Programs(
                id: source.id,
                folder: folder,
                deployments: deployments,
                environment: environment
            )
        }
    }
}
