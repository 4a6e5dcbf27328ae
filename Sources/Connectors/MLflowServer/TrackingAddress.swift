import Client
import Entities

/// MLflow's tracking URI, with what its environment says about it.
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

extension HTTPAccess {
    /// The server of a tracking URI; nil where it is none.
    ///
    /// User and password of the URI are moved out of it and go before those of the environment.
    /// The variables are those of MLflow's own client: `mlflow/environment_variables.py`.
    public init?(mlflow environment: [String: String], uri: String) {
        guard let (address, user, password) = HTTPAddress.read(uri) else { return nil }
        func value(_ name: String) -> String? {
            environment["MLFLOW_TRACKING_" + name].flatMap { $0.isEmpty ? nil : $0 }
        }
        let credential: Credential
        if let user = user ?? value("USERNAME"), !user.isEmpty {
            credential = .basic(user: user, password: password ?? value("PASSWORD") ?? "")
        } else {
            credential = value("TOKEN").map(Credential.bearer) ?? .none
        }
        var base = address
        base.query = nil
        self.init(
            base: base,
            credential: credential,
            allowsInsecureTLS: ["true", "1"].contains(value("INSECURE_TLS")?.lowercased()),
            authorities: value("SERVER_CERT_PATH"),
            trustAdvice: "MLFLOW_TRACKING_SERVER_CERT_PATH can name the file of its authority",
            environment: environment
        )
    }
}
