import Client
import Entities
import Foundation

/// The server of `Tests/Fixtures/fault-server`, which misbehaves as its paths say.
public struct FaultServer: Sendable {
    /// The server's port.
    public let port: Int
    /// The port of another origin that answers the same.
    public let other: Int
    /// The port that speaks TLS with a certificate nobody vouches for.
    public let tls: Int
    /// The port that speaks TLS with whom has the same certificate.
    public let mutual: Int
    /// The port of a proxy.
    public let proxy: Int
    /// A port where nobody listens.
    public let closed: Int
    /// The file of the certificate.
    public let certificate: String
    private let process: Companion

    /// A request as the server saw it.
    public struct Seen: Decodable, Sendable {
        /// On which port: `main`, `other`, `tls`, `behind the proxy`.
        public var on: String
        /// GET or another.
        public var method: String
        /// With its query.
        public var path: String
        /// By their names in lower case.
        public var headers: [String: String]
        /// What was sent with it.
        public var body: String
    }

    private struct Ports: Decodable {
        var port: Int
        var other: Int
        var tls: Int
        var mutual: Int
        var proxy: Int
        var closed: Int
        var certificate: String
    }

    /// Why a test that needs it is skipped.
    public static let missing = "python3 or openssl is not on the PATH"

    /// Whether what it needs is there.
    public static let canStart = ["python3", "openssl"].allSatisfy { program in
        (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":").contains {
            FileManager.default.isExecutableFile(atPath: "\($0)/\(program)")
        }
    }

    /// Runs `body` beside the server.
    public static func run<Result>(
        _ body: (FaultServer) async throws -> Result
    ) async throws -> Result {
        try await withTemporaryFolder { folder in
            let server = try await FaultServer(in: folder)
            defer { server.process.kill() }
            return try await body(server)
        }
    }

    private init(in folder: TemporaryFolder) async throws {
        let tests = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        let script = tests.appending(path: "Fixtures/fault-server").path(percentEncoded: false)
        process = try Companion("/usr/bin/env", ["python3", script, folder.path])
        let told = try JSONDecoder().decode(Ports.self, from: Data(await process.hear().utf8))
        port = told.port
        other = told.other
        (tls, mutual) = (told.tls, told.mutual)
        proxy = told.proxy
        closed = told.closed
        certificate = told.certificate
    }

    /// The server's address.
    public var address: String { "http://127.0.0.1:\(port)" }

    /// Every request of a path that came, on any port.
    public func seen(_ path: String) async throws -> [Seen] {
        guard let base = HTTPAddress.read(address)?.address else { return [] }
        let answer = try await HTTP(HTTPAccess(base: base)).send(HTTPRequest(.get, "recorded"))
        return try JSONDecoder().decode([Seen].self, from: Data(answer.body))
            .filter { $0.path.hasPrefix(path) }
    }
}
