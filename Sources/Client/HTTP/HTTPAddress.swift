import Entities

/// An address of http or https, without user and password.
public struct HTTPAddress: Hashable, Sendable {
    /// Whether the connection is encrypted.
    public var isSecure: Bool
    /// The host's name or number, in lower case; a number of IPv6 without its brackets.
    public var host: String
    /// The port.
    public var port: Int
    /// The path with its slash in front; empty where there is none.
    public var path: String
    /// What follows the question mark.
    public var query: String?

    /// The address of a written one, and the user and the password that stand in it.
    public static func read(
        _ text: String
    ) -> (address: HTTPAddress, user: String?, password: String?)? {
        guard let mark = text.firstRange(of: "://"),
            let isSecure = ["http": false, "https": true][text[..<mark.lowerBound].lowercased()]
        else { return nil }
        let rest = text[mark.upperBound...].prefix { $0 != "#" }
        let authority = rest.prefix { !"/?".contains($0) }
        let sign = authority.lastIndex(of: "@")
        let place = sign.map { authority[authority.index(after: $0)...] } ?? authority
        guard let (host, port) = split(place), !host.isEmpty,
            host.utf8.allSatisfy({ $0 > 0x20 && $0 != 0x7F })
        else { return nil }
        let target = rest[authority.endIndex...].split(
            separator: "?",
            maxSplits: 1,
            omittingEmptySubsequences: false
        )
        let address = HTTPAddress(
            isSecure: isSecure,
            host: host.lowercased(),
            port: port ?? (isSecure ? 443 : 80),
            path: target.first.map { $0.escapingBlanks } ?? "",
            query: target.count > 1 ? target[1].escapingBlanks : nil
        )
        let parts = sign.map {
            authority[..<$0].split(
                separator: ":",
                maxSplits: 1,
                omittingEmptySubsequences: false
            )
        }
        return (
            address, parts?.first?.percentDecoded,
            parts.flatMap { $0.count > 1 ? $0[1].percentDecoded : nil }
        )
    }

    /// Host and port of `host:port`, `[::1]:port` or a host alone; nil where the port is no number.
    static func split(_ place: some StringProtocol) -> (host: String, port: Int?)? {
        var place = Substring(place)
        var host = place
        if place.hasPrefix("["), let end = place.firstIndex(of: "]") {
            host = place[place.index(after: place.startIndex)..<end]
            place = place[place.index(after: end)...]
        } else {
            host = place.prefix { $0 != ":" }
            place = place[host.endIndex...]
        }
        guard place.hasPrefix(":") else { return place.isEmpty ? (String(host), nil) : nil }
        if place.count == 1 { return (String(host), nil) }
        guard let port = UInt16(place.dropFirst()) else { return nil }
        return (String(host), Int(port))
    }
}

extension HTTPAddress: CustomStringConvertible {
    /// As it is written.
    public var description: String { origin + path + (query.map { "?" + $0 } ?? "") }

    /// Scheme, host and port: whom credentials are for.
    public var origin: String { (isSecure ? "https" : "http") + "://" + place }

    /// Host and port, the port only where it is not the usual one.
    public var place: String {
        let host = host.contains(":") ? "[\(host)]" : host
        return port == (isSecure ? 443 : 80) ? host : "\(host):\(port)"
    }

    /// Whether it is this machine.
    public var isLoopback: Bool {
        host == "localhost" || host.hasSuffix(".localhost") || host == "::1"
            || host.hasPrefix("127.") && host.utf8.allSatisfy { $0 == 0x2E || (0x30...0x39) ~= $0 }
    }

    /// The address below this one.
    func appending(_ path: String, _ parameters: [HTTPRequest.Parameter]) -> HTTPAddress {
        var address = self
        let base = self.path.hasSuffix("/") ? String(self.path.dropLast()) : self.path
        address.path = base + "/" + path.drop { $0 == "/" }
        let added = parameters.map { "\($0.name.escaped)=\($0.value.escaped)" }
        let all = (query.map { [$0] } ?? []) + added
        address.query = all.isEmpty ? nil : all.joined(separator: "&")
        return address
    }

    /// Where an answer sends the asker, by its `Location`.
    func redirected(to location: String) -> HTTPAddress? {
        let named = location.prefix { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "+") }
        if location.dropFirst(named.count).hasPrefix("://") {
            return HTTPAddress.read(location)?.address
        }
        let scheme = isSecure ? "https:" : "http:"
        if location.hasPrefix("//") { return HTTPAddress.read(scheme + location)?.address }
        let folder = path.lastIndex(of: "/").map { path[...$0] } ?? "/"
        let near = location.hasPrefix("?") ? path[...] : folder
        let start = location.hasPrefix("/") ? origin : origin + near
        return HTTPAddress.read(start + location)?.address
    }
}

extension StringProtocol {
    /// With everything but letters, digits and `-._~` as percent and two digits.
    package var escaped: String {
        utf8.map { byte in
            let isPlain =
                (0x30...0x39) ~= byte || (0x41...0x5A) ~= byte || (0x61...0x7A) ~= byte
                || "-._~".utf8.contains(byte)
            return isPlain ? String(Unicode.Scalar(byte)) : "%" + byte.hexadecimal
        }.joined()
    }

    /// With what no line of a request may hold as percent and two digits.
    fileprivate var escapingBlanks: String {
        utf8.map { (0x21...0x7E) ~= $0 ? String(Unicode.Scalar($0)) : "%" + $0.hexadecimal }
            .joined()
    }
}

extension UInt8 {
    fileprivate var hexadecimal: String {
        (self < 16 ? "0" : "") + String(self, radix: 16, uppercase: true)
    }
}
