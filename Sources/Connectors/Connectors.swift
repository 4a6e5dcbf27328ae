import Client
import Entities

/// Every store and service that can be opened: a new one is one case here.
public enum Stores {
    /// The connector of a source; nothing of it is read, and no secret fetched, before it is asked.
    public static func connector(
        for source: SourceSettings,
        budget: Budget,
        environment: [String: String]
    ) -> any Connector {
        switch source.place {
        case .file(let path): MLflowSQLite(id: source.id, path: path, budget: budget)
        case .server(let settings):
            MLflowServer(
                id: source.id,
                address: settings.address,
                budget: budget,
                workspace: environment["MLFLOW_WORKSPACE"],
                access: { () throws(Failure.Reason) in
                    try settings.access(environment: environment)
                }
            )
        }
    }
}
