import Glibc

/// Where a server is and how it is spoken to.
public struct HTTPAccess: Sendable {
    /// What the server knows the asker by; never shown.
    public enum Credential: Sendable {
        /// Nothing.
        case none
        /// A user and a password.
        case basic(user: String, password: String)
        /// A token.
        case bearer(String)
    }

    /// What requests are sent below.
    public var base: HTTPAddress
    /// What the server knows the asker by.
    public var credential: Credential
    /// Whether a certificate that nobody vouches for is taken.
    public var allowsInsecureTLS: Bool
    /// The file or folder of authorities; nil for the system's.
    public var authorities: String?
    /// The files of a certificate of one's own and of its key, in PEM; nil where none is shown.
    public var certificate: (chain: String, key: String)?
    /// Headers for the server's own origin, as a tenant's name.
    public var headers: [HTTPRequest.Parameter] = []
    /// What to do where a certificate is not trusted, as half a sentence.
    public var trustAdvice: String
    /// Which servers are reached through others.
    public var proxies: ProxyRules

    /// A server; of the environment the variables for proxies and for authorities are read.
    public init(
        base: HTTPAddress,
        credential: Credential = .none,
        allowsInsecureTLS: Bool = false,
        authorities: String? = nil,
        trustAdvice: String = "SSL_CERT_FILE can name the file of its authority",
        environment: [String: String] = [:]
    ) {
        self.base = base
        self.credential = credential
        self.allowsInsecureTLS = allowsInsecureTLS
        self.authorities =
            authorities ?? environment["SSL_CERT_FILE"].flatMap { $0.isEmpty ? nil : $0 }
        self.trustAdvice = trustAdvice
        proxies = ProxyRules(environment)
    }

    /// Why the authorities cannot be read; nil where they can.
    var unreadableAuthorities: String? {
        let files = [authorities, certificate?.chain, certificate?.key].compactMap(\.self)
        guard let file = files.first(where: { access($0, R_OK) != 0 }) else { return nil }
        return "the certificates at \(file) cannot be read: \(String(cString: strerror(errno)))"
    }
}

extension HTTPAccess.Credential: CustomStringConvertible, CustomDebugStringConvertible,
    CustomReflectable
{
    /// What kind it is.
    public var description: String {
        switch self {
        case .none: "none"
        case .basic: "user and password"
        case .bearer: "token"
        }
    }

    /// What kind it is.
    public var debugDescription: String { description }

    /// Nothing.
    public var customMirror: Mirror { Mirror(self, children: []) }

    /// What must not be shown.
    private var secrets: [String] {
        switch self {
        case .none: []
        case .basic(let user, let password): [Array("\(user):\(password)".utf8).base64, password]
        case .bearer(let token): [token]
        }
    }

    /// An answer of an error that does not repeat what it was told in secret, as debug pages do.
    func hidden(
        in response: HTTPResponse,
        besides headers: [HTTPRequest.Parameter]
    ) -> HTTPResponse {
        guard !(200..<300).contains(response.status) else { return response }
        let text = String(decoding: response.body, as: UTF8.self)
        let told = (secrets + headers.map(\.value)).filter { $0.count > 3 && text.contains($0) }
        guard !told.isEmpty else { return response }
        var hidden = response
        hidden.body = Array(told.reduce(text) { $0.replacing($1, with: "***") }.utf8)
        return hidden
    }

    /// The value of the header `Authorization`.
    var header: String? {
        switch self {
        case .none: nil
        case .basic(let user, let password): "Basic " + Array("\(user):\(password)".utf8).base64
        case .bearer(let token): "Bearer " + token
        }
    }
}

extension [UInt8] {
    /// In base 64: RFC 4648, 4.
    package var base64: String {
        let digits = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
        var text: [UInt8] = []
        for start in stride(from: 0, to: count, by: 3) {
            let rest = self[start..<Swift.min(count, start + 3)]
            let word = (0..<3).reduce(0) { $0 << 8 | ($1 < rest.count ? Int(rest[start + $1]) : 0) }
            for digit in 0..<4 {
                text.append(
                    digit <= rest.count
                        ? digits[word >> (18 - 6 * digit) & 63] : UInt8(ascii: "=")
                )
            }
        }
        return String(decoding: text, as: UTF8.self)
    }
}
