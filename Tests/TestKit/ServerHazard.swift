/// What can be wrong with a server that a connector asks.
public enum ServerHazard: String, CaseIterable, Sendable {
    // Each is survived: one clear sentence that names the source, and all else goes on.
    case down
    case unknownHost
    case slow
    case cutOff
    case reset
    case unauthorized
    case forbidden
    case unknownName
    case tooOften
    case broken
    case webPage
    case missing
    case garbage
    case truncatedJSON
    case huge
    case inflated
    case redirectLoop
    case wrongTLS
    case upgraded
    case emptied

    /// The address at which a server has it.
    public func address(_ server: FaultServer) -> String {
        let main = server.address
        return switch self {
        case .down: "http://127.0.0.1:\(server.closed)"
        case .unknownHost: "http://mlflow.invalid"
        case .slow: main + "/slow-body"
        case .cutOff: main + "/cut"
        case .reset: main + "/reset"
        case .unauthorized: main + "/status/401"
        case .forbidden: main + "/status/403"
        case .unknownName: main + "/host-check"
        case .tooOften: main + "/status/429"
        case .broken: main + "/status/500"
        case .webPage: main + "/status/200"
        case .missing: main + "/status/404"
        case .garbage: main + "/garbage"
        case .truncatedJSON: main + "/malformed"
        case .huge: main + "/huge"
        case .inflated: main + "/bomb"
        case .redirectLoop: main + "/chain/-1"
        case .wrongTLS: "https://localhost:\(server.tls)"
        case .upgraded: main + "/fake/old"
        case .emptied: main + "/fake/few"
        }
    }

    /// Words of the sentence that says so; nil where the server goes on answering.
    public var words: String? {
        switch self {
        case .down: "connection refused"
        case .unknownHost: "no host is called mlflow.invalid"
        case .slow: "did not answer in time"
        case .cutOff: "closed the connection"
        case .reset: "reset the connection"
        case .unauthorized: "refused the credentials"
        case .forbidden: "no permission"
        case .unknownName: "--allowed-hosts"
        case .tooOften: "7 s of rest"
        case .broken: "status 500"
        case .webPage: "a web page came instead of JSON"
        case .missing: "the address may need another path"
        case .garbage: "does not speak HTTP"
        case .truncatedJSON: "no JSON at byte"
        case .huge: "more than 64 MB"
        case .inflated: "inflates more than"
        case .redirectLoop: "redirects more than 3 times"
        case .wrongTLS: "is not trusted here"
        case .upgraded, .emptied: nil
        }
    }
}
