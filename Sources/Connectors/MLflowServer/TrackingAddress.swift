import Client
import Entities

/// MLflow's tracking URI.
public enum TrackingAddress {
    /// Why a URI cannot be opened as a server, as a sentence about it; nil where it can.
    public static func refusal(_ uri: String) -> String? {
        let scheme = uri.prefix { $0 != ":" }.lowercased()
        switch scheme {
        case "http", "https":
            return HTTPAddress.read(uri) == nil ? "it names no host" : nil
        case "databricks", "databricks-uc", "uc":
            return "workspaces of Databricks are not read; only servers of MLflow itself are"
        case "http+unix", "https+unix":
            return "sockets of this machine are not read; start the server with --host 127.0.0.1"
        case let name where databases.contains(where: name.hasPrefix):
            return
                "databases are not read directly; give the address of the MLflow server before it"
        case "s3", "gs", "wasbs", "abfss", "hdfs", "dbfs", "mlflow-artifacts":
            return "that is a place for artifacts; runs are on the MLflow server"
        default: return "there is no way to read an address that begins with \(scheme):"
        }
    }

    private static let databases = ["postgres", "mysql", "mariadb", "mssql", "oracle"]
}
