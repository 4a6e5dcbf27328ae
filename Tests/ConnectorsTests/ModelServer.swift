import Client
import Connectors
import Entities
import Foundation
import Synchronization
import TestKit

private let environment = ProcessInfo.processInfo.environment

/// An MLServer of a test's own, which may be killed and is started again at the same port; it has
/// forgotten then what was loaded.
final class ModelServer: Sendable {
    /// Whether the program and its models are there.
    static let canStart =
        environment["MLDECK_MLSERVER"] != nil
        && environment["MLDECK_SERVING"] != nil
    static let missing = "MLDECK_MLSERVER is not set; Tests/run sets it"

    let address: HTTPAddress
    /// Where its metrics are, as Prometheus writes targets.
    var metricsTarget: String { "127.0.0.1:\(ports[2])" }
    private let folder: TemporaryFolder
    private let ports: [Int]
    private let process = Mutex<Companion?>(nil)

    /// Runs `body` beside a server that has nothing loaded.
    static func run(_ body: (ModelServer) async throws -> Void) async throws {
        try await withTemporaryFolder { folder in
            let server = try ModelServer(folder)
            defer { server.kill() }
            try await server.start()
            try await body(server)
        }
    }

    private init(_ folder: TemporaryFolder) throws {
        self.folder = folder
        _ = try folder.copy((environment["MLDECK_SERVING"] ?? "") + "/mlserver", as: "models")
        ports = try FreePorts.find(3)
        guard let found = HTTPAddress.read("http://127.0.0.1:\(ports[0])") else {
            throw CocoaError(.fileReadUnknown)
        }
        address = found.address
    }

    /// Starts it, and waits until it answers.
    func start() async throws {
        let variables = [
            "MLSERVER_HOST=127.0.0.1", "MLSERVER_HTTP_PORT=\(ports[0])",
            "MLSERVER_GRPC_PORT=\(ports[1])", "MLSERVER_METRICS_PORT=\(ports[2])",
            "MLSERVER_PARALLEL_WORKERS=0", "MLSERVER_LOAD_MODELS_AT_STARTUP=false",
        ]
        let line = "cd \"$1\" && exec \"$2\" start models >>log 2>&1"
        let words = ["sh", "-c", line, "sh", folder.path, environment["MLDECK_MLSERVER"] ?? ""]
        let new = try Companion("/usr/bin/env", variables + words)
        process.withLock { $0 = new }
        let http = HTTP(HTTPAccess(base: address))
        try await eventually {
            (try? await http.send(HTTPRequest(.get, "v2/health/ready")))?.status == 200
        }
    }

    /// Kills it, at once.
    func kill() { process.withLock { $0?.kill() } }

    /// What it was told to load and unload, in all its lives, as in `churn-v2/load`.
    var calls: [String] {
        let log = (try? String(contentsOfFile: folder.file("log"), encoding: .utf8)) ?? ""
        return log.matches(of: /POST \/v2\/repository\/models\/(.+?) HTTP/).map { String($0.1) }
    }

    /// Whether a version answers a request.
    func predicts(_ version: Int) async throws -> Bool {
        let input = #"{"name": "features", "shape": [1, 3], "datatype": "FP64", "data": [1, 2, 3]}"#
        let body = Array(#"{"inputs": [\#(input)]}"#.utf8)
        let request = HTTPRequest(.post, "v2/models/churn-v\(version)/infer", body: body)
        return try await HTTP(HTTPAccess(base: address)).send(request).status == 200
    }

    /// Loads a version beside mldeck.
    func load(_ version: Int) async throws {
        let path = "v2/repository/models/churn-v\(version)/load"
        let request = HTTPRequest(.post, path, body: Array("{}".utf8), patience: .seconds(60))
        _ = try await HTTP(HTTPAccess(base: address)).send(request)
    }

    /// A deployment of its models.
    var target: OpenInferenceServer {
        let (source, address) = (Source.ID("mlserver"), address)
        let settings = DeploymentSettings(
            name: "churn-api",
            source: source,
            model: "churn",
            place: .entry("churn-v{version}")
        )
        return OpenInferenceServer(id: source, address: address, deployments: [settings]) {
            () throws(Failure.Reason) in HTTPAccess(base: address)
        }
    }
}

/// Ports of this machine that nobody listens at.
enum FreePorts {
    /// So many different ones.
    static func find(_ count: Int) throws -> [Int] {
        let sockets = (0..<count).map { _ in socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0) }
        defer { for socket in sockets { close(socket) } }
        return try sockets.map { socket in
            var address = sockaddr_in()
            address.sin_family = sa_family_t(AF_INET)
            address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
            var length = socklen_t(MemoryLayout<sockaddr_in>.size)
            let code = withUnsafeMutablePointer(to: &address) { pointer in
                pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                    bind(socket, $0, length) == 0 ? getsockname(socket, $0, &length) : -1
                }
            }
            guard code == 0 else { throw CocoaError(.fileReadUnknown) }
            return Int(UInt16(bigEndian: address.sin_port))
        }
    }
}
