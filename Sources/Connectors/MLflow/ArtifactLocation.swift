import Entities

/// Where artifacts lie, as MLflow writes it.
enum ArtifactLocation: CustomStringConvertible {
    /// A folder of this machine.
    case folder(String)
    /// Elsewhere: an address without user name and password.
    case elsewhere(String)

    /// A path, or an address such as `file:///a/b`, `s3://bucket/a` or `mlflow-artifacts:/1/x`.
    init(_ uri: String) {
        guard let colon = uri.firstIndex(of: ":"), uri[..<colon].allSatisfy(\.isSchemeLike) else {
            self = .folder(uri)
            return
        }
        let rest = uri[uri.index(after: colon)...]
        guard uri[..<colon].lowercased() == "file" else {
            self = .elsewhere(ArtifactLocation.withoutSecrets(uri))
            return
        }
        let path = rest.hasPrefix("//") ? rest.dropFirst(2).drop { $0 != "/" } : rest
        self = .folder(path.percentDecoded)
    }

    /// An address as its store wrote it, without user name and password.
    static func withoutSecrets(of uri: String) -> String {
        if case .elsewhere(let address) = ArtifactLocation(uri) { address } else { uri }
    }

    var description: String {
        switch self {
        case .folder(let path): path
        case .elsewhere(let address): address
        }
    }

    /// What stands between `//` and `@` is nobody's business.
    private static func withoutSecrets(_ uri: String) -> String {
        let parts = uri.split(separator: "/", maxSplits: 3, omittingEmptySubsequences: false)
        guard parts.count > 2, parts[1].isEmpty, let at = parts[2].lastIndex(of: "@") else {
            return uri
        }
        let host = parts[2][parts[2].index(after: at)...]
        return (parts[..<2] + [host] + parts[3...]).joined(separator: "/")
    }
}

extension Character {
    fileprivate var isSchemeLike: Bool { isASCII && (isLetter || isNumber || "+-.".contains(self)) }
}
