import Client
import Entities

/// A server, and how it is to be spoken to.
public struct ServerSettings: Equatable, Sendable {
    /// Where it is.
    public var address: HTTPAddress
    /// The user's name.
    public var user: Secret?
    /// The user's password.
    public var password: Secret?
    /// A token, in place of user and password.
    public var token: Secret?
    /// Whether a certificate that nobody vouches for is taken.
    public var allowsInsecureTLS = false
    /// A file with the certificates of authorities.
    public var authorities: String?
    /// The files of a certificate of one's own, and of its key.
    public var certificate: String?
    /// The file of the certificate's key; nil where it stands in the same.
    public var key: String?
    /// Headers of every request, by name.
    public var headers: [String: Secret] = [:]
    /// How to name that file, as half a sentence.
    private var trustAdvice = "ca-file in the configuration can name the file of its authority"

    /// A server at a written address; nil where it is none of http or https.
    ///
    /// User and password that stand in the address are taken out of it.
    public init?(_ written: String) {
        guard let (address, user, password) = HTTPAddress.read(written) else { return nil }
        self.address = address
        // What stands behind a question mark may be a secret, and no server's base has it.
        self.address.query = nil
        self.user = user.map(Secret.given)
        self.password = password.map(Secret.given)
    }

    /// The server that MLflow's own variables name; nil where they name none.
    ///
    /// User and password of the address go before those of the variables, as for MLflow's client.
    public init?(tracking environment: [String: String]) {
        guard let written = environment["MLFLOW_TRACKING_URI"] else { return nil }
        self.init(written)
        func secret(_ name: String) -> Secret? {
            (environment[name] ?? "").isEmpty ? nil : .variable(name)
        }
        user = user ?? secret("MLFLOW_TRACKING_USERNAME")
        password = password ?? secret("MLFLOW_TRACKING_PASSWORD")
        token = secret("MLFLOW_TRACKING_TOKEN")
        let insecure = environment["MLFLOW_TRACKING_INSECURE_TLS"]?.lowercased()
        allowsInsecureTLS = insecure == "true" || insecure == "1"
        authorities = environment["MLFLOW_TRACKING_SERVER_CERT_PATH"].flatMap {
            $0.isEmpty ? nil : $0
        }
        trustAdvice = "MLFLOW_TRACKING_SERVER_CERT_PATH can name the file of its authority"
    }

    /// What its requests need; fetches the secrets, which may take seconds and blocks.
    public func access(environment: [String: String]) throws(Failure.Reason) -> HTTPAccess {
        var access = HTTPAccess(
            base: address,
            credential: try credential(environment),
            allowsInsecureTLS: allowsInsecureTLS,
            authorities: authorities,
            trustAdvice: trustAdvice,
            environment: environment
        )
        access.certificate = certificate.map { ($0, key ?? $0) }
        for (name, value) in headers.sorted(by: { $0.key < $1.key }) {
            access.headers.append(HTTPRequest.Parameter(name, try value.reveal(environment)))
        }
        return access
    }

    private func credential(
        _ environment: [String: String]
    ) throws(Failure.Reason) -> HTTPAccess.Credential {
        if let user {
            return .basic(
                user: try user.reveal(environment),
                password: try password?.reveal(environment) ?? ""
            )
        }
        if let token { return .bearer(try token.reveal(environment)) }
        return .none
    }
}
