/// Which servers are reached through which proxy: the environment's `HTTP_PROXY` and its like.
///
/// Names count in either case, the lower first, as for curl. This machine needs no proxy.
public struct ProxyRules: Sendable {
    /// A server that connects to others.
    struct Proxy: Hashable, Sendable {
        var host: String
        var port: Int
        var isSOCKS: Bool
        var user: String?
        var password: String?
    }

    private let plain: Proxy?
    private let secure: Proxy?
    private let exceptions: [String]

    /// The rules of an environment.
    init(_ environment: [String: String]) {
        func value(_ name: String) -> String? {
            let value = environment[name.lowercased()] ?? environment[name]
            return value.flatMap { $0.isEmpty ? nil : $0 }
        }
        let all = value("ALL_PROXY")
        plain = (value("HTTP_PROXY") ?? all).flatMap(Proxy.init)
        secure = (value("HTTPS_PROXY") ?? all).flatMap(Proxy.init)
        exceptions = (value("NO_PROXY") ?? "").split { $0 == "," || $0 == " " }
            .map { $0.lowercased() }
    }

    /// The proxy to a server; nil where it is reached directly.
    func proxy(to address: HTTPAddress) -> Proxy? {
        guard !address.isLoopback, !exceptions.contains(where: { matches($0, address) }) else {
            return nil
        }
        return address.isSecure ? secure : plain
    }

    /// A name stands for itself and all below it; a number with a length for a network.
    private func matches(_ exception: String, _ address: HTTPAddress) -> Bool {
        if exception == "*" { return true }
        if let network = Network(exception) { return network.contains(address.host) }
        guard let (name, port) = HTTPAddress.split(exception), port ?? address.port == address.port
        else { return exception == address.host }
        let bare = name.hasPrefix("*.") ? name.dropFirst(2) : name.drop { $0 == "." }
        return address.host == bare || address.host.hasSuffix("." + bare)
    }
}

extension ProxyRules.Proxy {
    init?(_ written: String) {
        let parts = written.split(separator: "/", omittingEmptySubsequences: false)
        let scheme = written.contains("://") ? String(parts[0].dropLast()).lowercased() : "http"
        let rest = written.firstRange(of: "://").map { written[$0.upperBound...] } ?? written[...]
        guard let (address, user, password) = HTTPAddress.read("http://" + rest),
            ["http", "https", "socks5", "socks5h"].contains(scheme)
        else { return nil }
        let isSOCKS = scheme.hasPrefix("socks")
        let isPortWritten = rest.prefix { $0 != "/" }.contains(":\(address.port)")
        self.init(
            host: address.host,
            port: isSOCKS && !isPortWritten ? 1080 : address.port,
            isSOCKS: isSOCKS,
            user: user,
            password: password
        )
    }
}

/// A network of IPv4, as in `10.0.0.0/8`.
private struct Network {
    let start: UInt32
    let length: UInt32

    init?(_ written: String) {
        let parts = written.split(separator: "/")
        guard parts.count == 2, let length = UInt32(parts[1]), length <= 32,
            let start = Network.number(parts[0])
        else { return nil }
        (self.start, self.length) = (start, length)
    }

    func contains(_ host: String) -> Bool {
        guard let number = Network.number(host) else { return false }
        return length == 0 || (number ^ start) >> (32 - length) == 0
    }

    private static func number(_ text: some StringProtocol) -> UInt32? {
        let bytes = text.split(separator: ".", omittingEmptySubsequences: false).map { UInt8($0) }
        guard bytes.count == 4 else { return nil }
        return bytes.reduce(0 as UInt32?) { number, byte in
            number.flatMap { number in byte.map { number << 8 | UInt32($0) } }
        }
    }
}
