import Client
import Entities
import Foundation
import TestKit
import Testing

/// To whom requests and credentials go: redirects, proxies, certificates.
@Suite(.enabled(if: FaultServer.canStart, Comment(rawValue: FaultServer.missing)))
struct HTTPOriginTests {
    private func http(
        _ address: String,
        _ environment: [String: String] = [:],
        _ edit: (inout HTTPAccess) -> Void = { _ in }
    ) throws -> HTTP {
        let base = try #require(HTTPAddress.read(address)?.address)
        var access = HTTPAccess(base: base, credential: .bearer("secret"), environment: environment)
        edit(&access)
        return HTTP(access)
    }

    private func failure(_ http: HTTP, _ path: String) async -> Failure.Reason? {
        do throws(Failure.Reason) {
            _ = try await http.send(HTTPRequest(.get, path))
            return nil
        } catch {
            return error
        }
    }

    private func redirect(_ status: Int, _ target: String, _ method: HTTPRequest.Method = .get)
        -> HTTPRequest
    {
        let body = method == .get ? nil : Array("{}".utf8)
        return HTTPRequest(method, "redirect?\(status),\(target)", body: body)
    }

    @Test(arguments: [
        (301, "GET"), (302, "GET"), (303, "GET"), (307, "POST"), (308, "POST"),
    ])
    func aRedirectedPostKeepsItsBodyWhereItShould(_ status: Int, _ method: String) async throws {
        try await FaultServer.run { server in
            let http = try http(server.address)
            let answer = try await http.send(redirect(status, "/fine", .post))
            let seen = try JSONDecoder().decode(FaultServer.Seen.self, from: Data(answer.body))
            #expect(seen.method == method)
            #expect(seen.body == (method == "POST" ? "{}" : ""))
            #expect(seen.headers["authorization"] == "Bearer secret")
        }
    }

    @Test func credentialsDoNotFollowToAnotherOrigin() async throws {
        try await FaultServer.run { server in
            let http = try http(server.address)
            let elsewhere = "http://127.0.0.1:\(server.other)"
            var request = redirect(302, elsewhere + "/fine")
            request.headers = [.init("X-MLFLOW-WORKSPACE", "w")]
            #expect(try await http.send(request).status == 200)
            let seen = try #require(try await server.seen("/fine").first)
            #expect(seen.on == "other")
            #expect(seen.headers["authorization"] == nil)
            #expect(seen.headers["x-mlflow-workspace"] == nil)
            let refused = await failure(http, "redirect?302,\(elsewhere)/status/401")
            let sentence = try #require(refused?.sentence)
            #expect(sentence.contains("credentials do not follow"))
            #expect(sentence.contains(elsewhere) && !sentence.contains("secret"))
        }
    }

    @Test(arguments: ["/fine?back=", "fine?back="])
    func anAddressInTheQueryIsNotWhereARedirectLeads(_ target: String) async throws {
        try await FaultServer.run { server in
            let elsewhere = "http://127.0.0.1:\(server.other)/there"
            let answer = try await http(server.address).send(redirect(302, target + elsewhere))
            #expect(answer.status == 200)
            let seen = try #require(try await server.seen("/fine").first)
            #expect(seen.on != "other" && seen.headers["authorization"] == "Bearer secret")
            #expect(try await server.seen("/there").isEmpty)
        }
    }

    @Test func aCircleOfRedirectsIsLeft() async throws {
        try await FaultServer.run { server in
            let http = try http(server.address)
            #expect(await failure(http, "chain/2") == nil)
            let reason = await failure(http, "chain/-1")
            #expect(reason?.sentence.contains("more than 3 times") == true)
            #expect(try await server.seen("/chain/-").count == 4)
        }
    }

    @Test func aCertificateNobodyVouchesForIsRefused() async throws {
        try await FaultServer.run { server in
            let address = "https://localhost:\(server.tls)"
            let sentence = try await failure(http(address), "fine")?.sentence ?? ""
            #expect(sentence.contains("certificate of localhost:\(server.tls) is not trusted"))
            #expect(sentence.contains("SSL_CERT_FILE"))
            let trusted = try http(address, ["SSL_CERT_FILE": server.certificate])
            #expect(await failure(trusted, "fine") == nil)
            let named = try http(address) { $0.authorities = server.certificate }
            #expect(await failure(named, "fine") == nil)
            let insecure = try http(address) { $0.allowsInsecureTLS = true }
            #expect(await failure(insecure, "fine") == nil)
            let gone = try http(address) { $0.authorities = "/no/such/file" }
            #expect(await failure(gone, "fine")?.sentence.contains("/no/such/file") == true)
        }
    }

    @Test func aCertificateOfOnesOwnIsShownToWhomAsksForIt() async throws {
        try await FaultServer.run { server in
            let address = "https://localhost:\(server.mutual)"
            let stranger = try http(address) { $0.authorities = server.certificate }
            #expect(await failure(stranger, "fine") != nil)
            let key = URL(filePath: server.certificate).deletingLastPathComponent()
                .appending(path: "key.pem").path(percentEncoded: false)
            let known = try http(address) { access in
                access.authorities = server.certificate
                access.certificate = (server.certificate, key)
            }
            #expect(try await known.send(HTTPRequest(.get, "fine")).status == 200)
            let missing = try http(address) { $0.certificate = (server.certificate, key + ".none") }
            let reason = await failure(missing, "fine")
            #expect(reason?.sentence.contains("key.pem.none cannot be read") == true)
        }
    }

    @Test func aTenantIsToldToTheServersOwnOriginOnly() async throws {
        try await FaultServer.run { server in
            let own = try http(server.address) {
                $0.headers = [HTTPRequest.Parameter("X-Scope-OrgID", "ml-team")]
            }
            let answer = try await own.send(HTTPRequest(.get, "fine"))
            let seen = try JSONDecoder().decode(FaultServer.Seen.self, from: Data(answer.body))
            #expect(seen.headers["x-scope-orgid"] == "ml-team")
        }
    }

    @Test func theWrongKindOfConnectionIsNamed() async throws {
        try await FaultServer.run { server in
            let trust = ["SSL_CERT_FILE": server.certificate]
            let number = try http("https://127.0.0.1:\(server.tls)", trust)
            #expect(await failure(number, "fine")?.sentence.contains("another host") == true)
            let encrypted = try http("https://localhost:\(server.port)")
            #expect(await failure(encrypted, "fine")?.sentence.contains("http://") == true)
            let plain = try http("http://localhost:\(server.tls)")
            #expect(await failure(plain, "fine") != nil)
        }
    }

    @Test(arguments: ["HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"])
    func aProxyOfTheEnvironmentIsUsed(_ variable: String) async throws {
        try await FaultServer.run { server in
            let proxy = [variable: "http://ana:hidden@127.0.0.1:\(server.proxy)"]
            let answer = try await http("http://mlflow.invalid", proxy).send(
                HTTPRequest(.get, "fine")
            )
            #expect(answer.status == 200)
            let asked = try #require(try await server.seen("mlflow.invalid").first)
            #expect(asked.method == "CONNECT" && asked.path == "mlflow.invalid:80")
            #expect(asked.headers["proxy-authorization"] == "Basic YW5hOmhpZGRlbg==")
            #expect(asked.headers["authorization"] == nil)
            #expect(try await server.seen("/fine").map(\.on) == ["behind the proxy"])
        }
    }

    @Test func noProxyIsUsedForThisMachineNorForExceptions() async throws {
        try await FaultServer.run { server in
            let proxy = ["HTTP_PROXY": "127.0.0.1:\(server.closed)"]
            for host in ["127.0.0.1", "localhost"] {
                #expect(
                    await failure(try http("http://\(host):\(server.port)", proxy), "fine") == nil
                )
            }
            let used = try await failure(http("http://mlflow.invalid", proxy), "fine")
            #expect(used?.sentence.contains("connection refused by the proxy") == true)
            let exceptions = [
                "*", "mlflow.invalid", "invalid", ".invalid", "*.invalid", "x, mlflow.invalid:80",
            ]
            for exception in exceptions {
                let rules = proxy.merging(["no_proxy": exception]) { $1 }
                let direct = try await failure(http("http://mlflow.invalid", rules), "fine")
                #expect(direct == .unreachable("no host is called mlflow.invalid"), "\(exception)")
            }
            for other in ["other.invalid", "mlflow.invalid:8080", "low.invalid", "10.0.0.0/8"] {
                let rules = proxy.merging(["NO_PROXY": other]) { $1 }
                let proxied = try await failure(http("http://mlflow.invalid", rules), "fine")
                #expect(proxied == used, "\(other)")
            }
        }
    }
}
