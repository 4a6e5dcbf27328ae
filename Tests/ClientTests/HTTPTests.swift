import Client
import Entities
import Foundation
import TestKit
import Testing

@Suite(.enabled(if: FaultServer.canStart, Comment(rawValue: FaultServer.missing)))
struct HTTPTests {
    private func http(
        _ address: String,
        _ credential: HTTPAccess.Credential = .none,
        _ environment: [String: String] = [:],
        insecure: Bool = false
    ) throws -> HTTP {
        let base = try #require(HTTPAddress.read(address)?.address)
        return HTTP(
            HTTPAccess(
                base: base,
                credential: credential,
                allowsInsecureTLS: insecure,
                environment: environment
            ),
            agent: "mldeck/test"
        )
    }

    private func failure(_ http: HTTP, _ request: HTTPRequest) async -> Failure.Reason? {
        do throws(Failure.Reason) {
            _ = try await http.send(request)
            return nil
        } catch {
            return error
        }
    }

    private let basic = HTTPAccess.Credential.basic(user: "ana", password: "secret:1")

    @Test func aRequestIsSentAsItIsMeant() async throws {
        try await FaultServer.run { server in
            let http = try http(server.address + "/base", basic)
            let request = HTTPRequest(
                .post,
                "fine",
                query: [.init("filter", "name = 'a&b'"), .init("n", "é")],
                headers: [.init("X-MLFLOW-WORKSPACE", "w")],
                body: Array(#"{"a": 1}"#.utf8)
            )
            let answer = try await http.send(request)
            #expect(answer.status == 200)
            #expect(answer.header("content-type") == "application/json")
            let seen = try JSONDecoder().decode(FaultServer.Seen.self, from: Data(answer.body))
            #expect(seen.method == "POST")
            #expect(seen.path == "/base/fine?filter=name%20%3D%20%27a%26b%27&n=%C3%A9")
            #expect(seen.body == #"{"a": 1}"#)
            #expect(seen.headers["content-type"] == "application/json")
            #expect(seen.headers["user-agent"] == "mldeck/test")
            #expect(seen.headers["authorization"] == "Basic YW5hOnNlY3JldDox")
            #expect(seen.headers["x-mlflow-workspace"] == "w")
            #expect(seen.headers["origin"] == nil)
        }
    }

    @Test func aStatusIsAnAnswer() async throws {
        try await FaultServer.run { server in
            let http = try http(server.address)
            for status in [401, 403, 404, 429, 500, 502] {
                let answer = try await http.send(HTTPRequest(.get, "status/\(status)"))
                #expect(answer.status == status)
                #expect(answer.header("retry-after") == (status == 429 ? "7" : nil))
            }
        }
    }

    @Test(arguments: ["slow-headers", "slow-body"])
    func aDeadlineEndsAnAnswerThatDoesNotEnd(_ path: String) async throws {
        try await FaultServer.run { server in
            let request = HTTPRequest(.get, path, patience: .milliseconds(300))
            let start = ContinuousClock.now
            let reason = try await failure(http(server.address), request)
            #expect(reason == .timedOut)
            #expect(ContinuousClock.now - start < .seconds(10))
        }
    }

    @Test func aCancelledTaskEndsItsRequest() async throws {
        try await FaultServer.run { server in
            let http = try http(server.address)
            let task = Task { await failure(http, HTTPRequest(.get, "slow-body")) }
            try await eventually { try await !server.seen("/slow-body").isEmpty }
            task.cancel()
            #expect(await task.value == .cancelled)
            let late = Task { () -> Failure.Reason? in
                while !Task.isCancelled { await Task.yield() }
                return await failure(http, HTTPRequest(.get, "fine"))
            }
            late.cancel()
            #expect(await late.value == .cancelled)
        }
    }

    @Test(arguments: [
        ("huge", "64 MB"), ("announced-huge", "64 MB"), ("huge-headers", "64 kB"),
        ("bomb", "200-fold"),
    ])
    func tooMuchIsNotRead(_ path: String, _ words: String) async throws {
        try await FaultServer.run { server in
            let reason = try await failure(
                http(server.address),
                HTTPRequest(.get, path, patience: .seconds(300))
            )
            #expect(reason?.sentence.contains(words) == true, "\(reason?.sentence ?? "none")")
        }
    }

    @Test func aCompressedAnswerIsInflated() async throws {
        try await FaultServer.run { server in
            let answer = try await http(server.address).send(HTTPRequest(.get, "compressed"))
            #expect(String(decoding: answer.body, as: UTF8.self).contains("squeezed squeezed"))
        }
    }

    @Test(arguments: [
        ("cut", "closed the connection"), ("wrong-length", "does not speak HTTP"),
        ("garbage", "does not speak HTTP"), ("reset", "reset the connection"),
    ])
    func aBrokenAnswerIsNamed(_ path: String, _ words: String) async throws {
        try await FaultServer.run { server in
            let reason = try await failure(http(server.address), HTTPRequest(.get, path))
            let sentence = try #require(reason?.sentence)
            #expect(sentence.contains(words) && sentence.contains("127.0.0.1:\(server.port)"))
        }
    }

    @Test func whoeverIsNotThereIsNamed() async throws {
        try await FaultServer.run { server in
            let start = ContinuousClock.now
            let request = HTTPRequest(.get, "fine")
            for host in ["127.0.0.1", "localhost"] {
                let place = "\(host):\(server.closed)"
                let reason = try await failure(http("http://\(place)"), request)
                #expect(reason == .unreachable("connection refused by \(place)"))
            }
            let nobody = try await failure(http("http://no-such-host.invalid"), request)
            #expect(nobody == .unreachable("no host is called no-such-host.invalid"))
            #expect(ContinuousClock.now - start < .seconds(30))
        }
    }

    @Test func aKeptConnectionThatWasClosedIsOpenedAnewToRead() async throws {
        try await FaultServer.run { server in
            let http = try http(server.address)
            for _ in 0..<3 {
                #expect(try await http.send(HTTPRequest(.get, "close-once")).status == 200)
            }
            // What changes something is not sent twice.
            let writing = HTTPRequest(.post, "cut", body: [])
            #expect(await failure(http, writing) != nil)
            #expect(try await server.seen("/cut").count == 1)
        }
    }
}
