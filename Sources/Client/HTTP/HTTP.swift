import AsyncHTTPClient
import Dispatch
import Entities
import Glibc
import NIOCore
import NIOHTTP1
import NIOHTTPCompression
import NIOPosix
import NIOSSL
import Synchronization

/// Speaks to one server over HTTP; the only place that knows by what library.
///
/// Nothing is opened before the first request. One thread serves all of them; it sleeps while
/// nothing is asked. Swift's pool is not used: the library's own `async` interface, which does so,
/// is passed by.
public final class HTTP: Sendable {
    /// What is refused, so that no server can fill the memory.
    public enum Limit {
        /// Bytes of a body, inflated.
        public static let body = 64 << 20
        /// Bytes of all headers together.
        public static let headers = 64 << 10
        /// How often a request is sent on.
        public static let redirects = 3
        /// How many bytes one byte may be inflated to.
        public static let inflation = 200
    }

    /// The server.
    public let access: HTTPAccess
    private let agent: String
    /// One for each proxy, as the library keeps a client to one.
    private let clients = Mutex<[ProxyRules.Proxy?: HTTPClient]>([:])

    private static let loops = MultiThreadedEventLoopGroup(numberOfThreads: 1)

    /// A way to a server; the agent is what the asker calls itself.
    public init(_ access: HTTPAccess, agent: String = "mldeck") {
        self.access = access
        self.agent = agent
    }

    deinit {
        // A queue of its own: the global ones wake up once a second once they are used.
        let queue = DispatchQueue(label: "mldeck.http")
        for client in clients.withLock({ Array($0.values) }) {
            client.shutdown(queue: queue) { _ in }
        }
    }

    /// Asks, follows redirects, and returns the answer whatever its status.
    public nonisolated(nonsending) func send(
        _ request: HTTPRequest
    ) async throws(Failure.Reason) -> HTTPResponse {
        if let why = access.unreadableAuthorities { throw .refused(why: why) }
        let (seconds, attoseconds) = request.patience.components
        let deadline =
            NIODeadline.now() + .seconds(seconds)
            + .nanoseconds(attoseconds / 1_000_000_000)
        var request = request
        var address = access.base.appending(request.path, request.query)
        for _ in 0...Limit.redirects {
            let response = try await answer(to: request, at: address, by: deadline)
            guard let location = response.location else {
                try checkCredentialsWent(to: address, response)
                return access.credential.hidden(in: response, besides: access.headers)
            }
            guard let next = address.redirected(to: location) else {
                throw .malformed(
                    where: address.origin,
                    detail: "it redirects to no address of HTTP"
                )
            }
            address = next
            request = request.redirected(by: response.status)
        }
        throw .refused(
            why: "it redirects more than \(Limit.redirects) times, at last to \(address.origin)"
        )
    }

    /// Credentials that were left behind are not wrong: another address is to be given.
    private func checkCredentialsWent(
        to address: HTTPAddress,
        _ response: HTTPResponse
    ) throws(Failure.Reason) {
        guard response.status == 401, access.credential.header != nil,
            address.origin != access.base.origin
        else { return }
        throw .refused(
            why: "it redirects to \(address.origin), where credentials do not follow;"
                + " give that address instead"
        )
    }

    private nonisolated(nonsending) func answer(
        to request: HTTPRequest,
        at address: HTTPAddress,
        by deadline: NIODeadline
    ) async throws(Failure.Reason) -> HTTPResponse {
        var isLast = !request.isReading
        while true {
            do {
                return try await exchange(request, at: address, by: deadline)
            } catch let error as HTTPClientError
                where error == .remoteConnectionClosed && !isLast && !Task.isCancelled
            {
                isLast = true
            } catch {
                throw Task.isCancelled ? .cancelled : reason(error, address)
            }
        }
    }

    private nonisolated(nonsending) func exchange(
        _ request: HTTPRequest,
        at address: HTTPAddress,
        by deadline: NIODeadline
    ) async throws -> HTTPResponse {
        let client = client(for: address)
        let foreign = try HTTPClient.Request(
            url: address.description,
            method: HTTPMethod(rawValue: request.method.rawValue),
            headers: headers(of: request, at: address),
            body: request.body.map { .byteBuffer(ByteBuffer(bytes: $0)) }
        )
        guard !Task.isCancelled else { throw HTTPClientError.cancelled }
        let task = client.execute(request: foreign, delegate: Answer(), deadline: deadline)
        return try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                task.futureResult.whenComplete { continuation.resume(with: $0) }
            }
        } onCancel: {
            task.cancel()
        }
    }

    /// No `Origin`: servers take a request that has one for that of a foreign page.
    private func headers(of request: HTTPRequest, at address: HTTPAddress) -> HTTPHeaders {
        var headers = HTTPHeaders([
            ("User-Agent", agent), ("Accept", "application/json"),
            ("Accept-Encoding", "gzip, deflate"),
        ])
        if request.body != nil { headers.add(name: "Content-Type", value: "application/json") }
        guard address.origin == access.base.origin else { return headers }
        if let credential = access.credential.header {
            headers.add(name: "Authorization", value: credential)
        }
        for header in access.headers + request.headers {
            headers.replaceOrAdd(name: header.name, value: header.value)
        }
        return headers
    }

    private func client(for address: HTTPAddress) -> HTTPClient {
        let proxy = access.proxies.proxy(to: address)
        return clients.withLock { clients in
            if let known = clients[proxy] { return known }
            let client = HTTPClient(
                eventLoopGroup: HTTP.loops,
                configuration: HTTPClient.Configuration(access, proxy)
            )
            clients[proxy] = client
            return client
        }
    }
}

extension HTTPClient.Configuration {
    fileprivate init(_ access: HTTPAccess, _ proxy: ProxyRules.Proxy?) {
        var tls = TLSConfiguration.makeClientConfiguration()
        if let authorities = access.authorities { tls.trustRoots = .file(authorities) }
        if let own = access.certificate {
            // What cannot be read there is shown to nobody, and the server says so.
            let chain = try? NIOSSLCertificate.fromPEMFile(own.chain)
            tls.certificateChain = (chain ?? []).map { .certificate($0) }
            tls.privateKey = (try? NIOSSLPrivateKey(file: own.key, format: .pem))
                .map { .privateKey($0) }
        }
        if access.allowsInsecureTLS { tls.certificateVerification = .none }
        self.init(
            tlsConfiguration: tls,
            redirectConfiguration: .disallow,
            timeout: Timeout(connect: .seconds(10)),
            // Shorter than most servers keep a connection.
            connectionPool: ConnectionPool(
                idleTimeout: .seconds(4),
                concurrentHTTP1ConnectionsPerHostSoftLimit: 4
            ),
            proxy: proxy.map(Proxy.init),
            decompression: .enabled(limit: .ratio(HTTP.Limit.inflation))
        )
        self.connectionPool.retryConnectionEstablishment = false
        // Nobody traces here, and describing requests to nobody costs.
        tracing.tracer = nil
        httpVersion = .http1Only
    }
}

extension HTTPClient.Configuration.Proxy {
    fileprivate init(_ proxy: ProxyRules.Proxy) {
        guard !proxy.isSOCKS else {
            self = .socksServer(host: proxy.host, port: proxy.port)
            return
        }
        self = .server(host: proxy.host, port: proxy.port)
        if let user = proxy.user {
            authorization = .basic(username: user, password: proxy.password ?? "")
        }
    }
}

/// Gathers one answer and gives up where it is too long.
private final class Answer: HTTPClientResponseDelegate {
    enum Excess: Error {
        case body
        case headers
    }

    private let response = Mutex(HTTPResponse(status: 0))

    func didReceiveHead(
        task: HTTPClient.Task<HTTPResponse>,
        _ head: HTTPResponseHead
    ) -> EventLoopFuture<Void> {
        let size = head.headers.reduce(0) { $0 + $1.name.utf8.count + $1.value.utf8.count + 4 }
        guard size <= HTTP.Limit.headers else {
            return task.eventLoop.makeFailedFuture(Excess.headers)
        }
        let announced = head.headers.first(name: "Content-Length").flatMap { Int($0) } ?? 0
        guard announced <= HTTP.Limit.body else {
            return task.eventLoop.makeFailedFuture(Excess.body)
        }
        response.withLock { response in
            response.status = Int(head.status.code)
            response.headers = head.headers.map { HTTPRequest.Parameter($0.name, $0.value) }
            response.body.reserveCapacity(max(0, announced))
        }
        return task.eventLoop.makeSucceededVoidFuture()
    }

    func didReceiveBodyPart(
        task: HTTPClient.Task<HTTPResponse>,
        _ part: ByteBuffer
    ) -> EventLoopFuture<Void> {
        let fits = response.withLock { response in
            guard response.body.count + part.readableBytes <= HTTP.Limit.body else { return false }
            response.body.append(contentsOf: part.readableBytesView)
            return true
        }
        return fits
            ? task.eventLoop.makeSucceededVoidFuture()
            : task.eventLoop.makeFailedFuture(Excess.body)
    }

    func didFinishRequest(task: HTTPClient.Task<HTTPResponse>) throws -> HTTPResponse {
        response.withLock { $0 }
    }
}

extension HTTP {
    /// The library's errors in the project's words; nothing of the request is in them.
    private func reason(_ error: any Error, _ address: HTTPAddress) -> Failure.Reason {
        let place =
            access.proxies.proxy(to: address).map { "the proxy \($0.host):\($0.port)" }
            ?? address.place
        switch error {
        case let error as HTTPClientError: return reason(error, address, place)
        case let error as NIOConnectionError:
            if error.dnsAError != nil || error.dnsAAAAError != nil, error.connectionErrors.isEmpty {
                return .unreachable("no host is called \(error.host)")
            }
            let first =
                error.connectionErrors.first { $0.error is IOError } ?? error.connectionErrors.first
            return first.map { reason($0.error, address) }
                ?? .unreachable("nobody answers at \(place)")
        case let error as IOError: return .unreachable(error.words(place))
        case ChannelError.connectTimeout: return .unreachable("\(place) does not answer")
        case is Answer.Excess, is NIOHTTPDecompression.DecompressionError,
            is NIOHTTPDecompression.ExtraDecompressionError:
            return .malformed(where: address.place, detail: HTTP.excess(error))
        case HTTPParserError.invalidEOFState:
            return .unreachable("\(place) closed the connection before the end of its answer")
        case is HTTPParserError:
            return .malformed(
                where: address.place,
                detail: "what answers there does not speak HTTP"
            )
        case is NIOSSLError, is NIOSSLExtraError, is BoringSSLError:
            return .unreachable(HTTP.words(error, address, access))
        default: return .unreachable("the connection to \(place) failed")
        }
    }

    private func reason(
        _ error: HTTPClientError,
        _ address: HTTPAddress,
        _ place: String
    ) -> Failure.Reason {
        switch error {
        case .cancelled: .cancelled
        case .deadlineExceeded, .readTimeout, .writeTimeout, .getConnectionFromPoolTimeout:
            .timedOut
        case .connectTimeout, .tlsHandshakeTimeout, .httpProxyHandshakeTimeout,
            .socksHandshakeTimeout:
            .unreachable("\(place) does not answer")
        case .remoteConnectionClosed:
            .unreachable("\(place) closed the connection before the end of its answer")
        case .proxyAuthenticationRequired:
            .unreachable("\(place) wants a user and a password in the proxy variable")
        case .invalidProxyResponse: .unreachable("\(place) does not connect to \(address.place)")
        default:
            .refused(
                why: "the request to \(address.place) cannot be sent: \(error.shortDescription)"
            )
        }
    }

    private static func excess(_ error: any Error) -> String {
        switch error {
        case Answer.Excess.body: "an answer of more than \(Limit.body >> 20) MB is not read"
        case Answer.Excess.headers: "headers of more than \(Limit.headers >> 10) kB are not read"
        case NIOHTTPDecompression.DecompressionError.limit:
            "an answer that inflates more than \(Limit.inflation)-fold is not read"
        default: "its compressed answer is damaged"
        }
    }

    /// What is wrong with a certificate and what to do about it.
    private static func words(
        _ error: any Error,
        _ address: HTTPAddress,
        _ access: HTTPAccess
    ) -> String {
        let detail = "\(error)"
        if detail.contains("WRONG_VERSION_NUMBER") || detail.contains("HTTP_REQUEST") {
            return "\(address.place) does not speak TLS; an address with http:// may be meant"
        }
        if let error = error as? NIOSSLExtraError, error == .failedToValidateHostname {
            return "the certificate of \(address.place) is for another host;"
                + " use the name that stands in it"
        }
        if detail.contains("CERTIFICATE_VERIFY_FAILED") || detail.contains("ValidateCertificate") {
            return "the certificate of \(address.place) is not trusted here; \(access.trustAdvice)"
        }
        return
            "TLS with \(address.place) failed; it may ask for a version or a certificate of its own"
    }
}

extension IOError {
    fileprivate func words(_ place: String) -> String {
        switch errnoCode {
        case ECONNREFUSED: "connection refused by \(place)"
        case ECONNRESET, EPIPE: "\(place) reset the connection"
        case ENETUNREACH, EHOSTUNREACH: "there is no way to \(place)"
        default: "\(place): \(String(cString: strerror(errnoCode)))"
        }
    }
}
