import Client
import Connectors
import Entities
import Foundation
import TestKit
import Testing

/// A way in which a local process goes wrong.
enum ProcessHazard: String, CaseIterable, Sendable {
    // Of these none is ever ready.
    case mute
    case late
    case broken
    case garbage
    case cut
    case reset
    case nothing
    case huge
    case redirect
    // These are in the way of an end.
    case dies
    case floods
    case deaf
    case leaves

    static let unready: [ProcessHazard] = [
        .mute, .late, .broken, .garbage, .cut, .reset, .nothing, .huge, .redirect,
    ]
}

extension ServerHazard {
    /// Its like where a process is asked for `/ping`; or why there is none.
    fileprivate var ofAProcess: Result<ProcessHazard, Senseless> {
        switch self {
        case .down: .success(.mute)
        case .slow: .success(.late)
        case .cutOff: .success(.cut)
        case .reset: .success(.reset)
        case .unauthorized, .forbidden, .tooOften, .broken, .missing: .success(.broken)
        case .garbage: .success(.garbage)
        case .huge: .success(.huge)
        case .redirectLoop: .success(.redirect)
        case .unknownHost, .unknownName: .failure(Senseless("it is on 127.0.0.1"))
        case .webPage: .failure(Senseless("the port is its own, and any 200 is its answer"))
        case .truncatedJSON, .inflated: .failure(Senseless("the body of /ping is not read"))
        case .wrongTLS: .failure(Senseless("nothing is encrypted on this machine"))
        case .upgraded, .emptied: .failure(Senseless("nothing is listed"))
        }
    }
}

/// Why a hazard makes no sense somewhere.
struct Senseless: Error {
    let why: String

    init(_ why: String) { self.why = why }
}

@Suite(.enabled(if: FaultServer.canStart, Comment(rawValue: FaultServer.missing)))
struct ProcessHazardTests {
    /// Serves version 1 well, version 2 with the hazard; what it was told in secret it tells.
    private static let script = #"""
        import os, signal, socket, struct, sys, time
        port, version, hazard, mark = int(sys.argv[1]), sys.argv[2], sys.argv[3], sys.argv[4]
        secrets = [os.environ["DEPLOY_TOKEN"], os.environ["MLFLOW_TRACKING_URI"]]
        hostile = "\x1b[2J\x1b]0;x\x07 " + " ".join(secrets) + " \u202e \x00 " + "x" * 3000
        hazard = hazard if version == "2" else "none"
        print(*secrets, flush=True)
        if hazard == "dies":
            sys.exit(hostile)
        if hazard == "floods":
            for _ in range(200):
                sys.stdout.write((secrets[0] + "x") * 10000)
            sys.exit(3)
        if hazard == "leaves" and os.fork():
            time.sleep(1000)
        if hazard == "leaves":
            with open(mark + ".new", "w") as file:
                file.write(str(os.getpid()))
            os.rename(mark + ".new", mark)
        if hazard == "deaf":
            signal.signal(signal.SIGTERM, signal.SIG_IGN)
        if hazard == "mute":
            open(mark, "w").close()
            time.sleep(1000)
        head = b"HTTP/1.1 200 OK\r\n"
        answers = {
            "broken": b"HTTP/1.1 500 No\r\nContent-Length: 0\r\n\r\n",
            "garbage": bytes(range(256)),
            "cut": head + b"Content-Length: 100\r\n\r\nhalf",
            "huge": head + b"Content-Length: 1000000000\r\n\r\n" + bytes(1 << 20),
            "redirect": b"HTTP/1.1 302 No\r\nLocation: /ping\r\nContent-Length: 0\r\n\r\n",
        }
        listener = socket.create_server(("127.0.0.1", port))
        kept = []
        while True:
            connection = listener.accept()[0]
            try:
                connection.recv(65536)
                if hazard in answers:
                    connection.sendall(answers[hazard])
                elif hazard not in ("late", "reset", "nothing"):
                    connection.sendall(head + b"Content-Length: 2\r\n\r\nok")
                while hazard == "huge":
                    connection.sendall(bytes(1 << 20))
            except OSError:
                pass
            if hazard in ("late", "broken", "garbage", "cut", "reset", "nothing", "huge", "redirect"):
                open(mark, "w").close()
            if hazard == "reset":
                option = struct.pack("ii", 1, 0)
                connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, option)
            if hazard == "late":
                kept.append(connection)
            else:
                connection.close()
        """#

    /// Version 1 serves, and version 2 is deployed; the deadline is over once it has gone wrong.
    private func run(
        _ hazard: ProcessHazard,
        stopping: Timekeeper = .system,
        _ body: (ProcessTrial, String) async throws -> Void
    ) async throws {
        try await withTemporaryFolder { folder in
            let script = try folder.write(Array(Self.script.utf8), to: "server.py")
            let mark = folder.file("mark")
            var environment = ProcessInfo.processInfo.environment
            environment["DEPLOY_TOKEN"] = "planted-token"
            environment["MLFLOW_TRACKING_URI"] = "https://ana:planted-word@mlflow.example.org"
            let words = ["python3", script, "{port}", "{version}", hazard.rawValue, mark]
            let isUnready = ProcessHazard.unready.contains(hazard)
            let time = Timekeeper(
                now: Timekeeper.system.now,
                sleep: Timekeeper.system.sleep,
                uptime: {
                    let isOver = isUnready && FileManager.default.fileExists(atPath: mark)
                    return Timekeeper.system.uptime() + .seconds(isOver ? 1000 : 0)
                }
            )
            try await ProcessTrial.run(
                words,
                environment: environment,
                time: time,
                stopping: stopping
            ) { own in
                #expect(try await own.trial.deploy(1).phase == .done)
                try await body(own, mark)
            }
        }
    }

    @Test func hazardsThatMakeNoSenseAreNamedWithTheirReason() {
        for hazard in ServerHazard.allCases {
            guard case .failure(let senseless) = hazard.ofAProcess else { continue }
            #expect(!senseless.why.isEmpty)
        }
    }

    @Test func itInheritsNothingThatIsOpen() async throws {
        let pipe = Pipe()
        defer { try? pipe.fileHandleForReading.close() }
        try await run(.deaf) { own, _ in
            let process = try #require(own.processes()[1])
            let open = opened(by: "\(process)")
            #expect(!open.isEmpty && open.allSatisfy { $0.hasPrefix("socket:") }, "\(open)")
            #expect(open.isDisjoint(with: opened(by: "self")), "\(open)")
        }
    }

    /// What a process has open besides its standard input and output.
    private func opened(by process: String) -> Set<String> {
        let folder = "/proc/\(process)/fd"
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        let links = names.filter { Int($0).map { $0 > 2 } ?? false }.compactMap {
            try? FileManager.default.destinationOfSymbolicLink(atPath: "\(folder)/\($0)")
        }
        return Set(links)
    }

    @Test(arguments: ProcessHazard.unready)
    func oneThatIsNeverReadyIsEndedAndTheOtherServesOn(_ hazard: ProcessHazard) async throws {
        try await run(hazard) { own, _ in
            let before = own.processes()
            let rollout = try await own.trial.deploy(2)
            #expect(rollout.phase == .rolledBack, "\(rollout.end)")
            #expect(rollout.tells("v2 was not ready within 300 s"), "\(rollout.end)")
            #expect(own.processes() == before)
            #expect(try await own.trial.now().state == .healthy)
            try await expectSafelyTold(rollout, own.trial)
        }
    }

    @Test(arguments: [ProcessHazard.dies, .floods])
    func whatItSaysAtItsEndIsToldWithoutSecrets(_ hazard: ProcessHazard) async throws {
        try await run(hazard) { own, _ in
            let rollout = try await own.trial.deploy(2)
            #expect(rollout.phase == .rolledBack, "\(rollout.end)")
            #expect(rollout.tells("v2 failed: v2 has ended: "), "\(rollout.end)")
            #expect(rollout.tells(hazard == .dies ? "•••" : "x"), "\(rollout.end)")
            #expect(own.processes().keys.sorted() == [1])
            try await expectSafelyTold(rollout, own.trial)
            try await expectSafelyShown(rollout, own.trial)
        }
    }

    /// The clock turns past the ten seconds that it may take.
    @Test func oneThatDoesNotListenToTheEndIsKilled() async throws {
        try await run(.deaf, stopping: TurnedClock().time) { own, _ in
            #expect(try await own.trial.deploy(2).phase == .done)
            let deaf = try #require(own.processes()[2])
            #expect(try await own.trial.deploy(1).phase == .done)
            #expect(own.processes().keys.sorted() == [1])
            try await eventually { !isRunning(deaf) }
        }
    }

    /// As under a killer of processes that need too much memory.
    @Test(arguments: [1, 2])
    func whatOneLeavesBehindThatWasKilledIsEnded(_ next: Int) async throws {
        try await run(.leaves) { own, mark in
            #expect(try await own.trial.deploy(2).phase == .done)
            try await eventually { FileManager.default.fileExists(atPath: mark) }
            let child = try #require(pid_t(try String(contentsOfFile: mark, encoding: .utf8)))
            defer { kill(child, SIGKILL) }
            let parent = try #require(own.processes()[2])
            kill(parent, SIGKILL)
            try await eventually { try await own.trial.now().state == .failed }
            #expect(isRunning(child))
            let rollout = try await own.trial.deploy(next)
            #expect(rollout.phase == .done, "\(rollout.end)")
            #expect(try await own.trial.now().serving.map(\.version) == [next])
            try await eventually { !isRunning(child) }
        }
    }
}

/// Whether a process runs: one that nobody has taken note of is a zombie.
func isRunning(_ process: pid_t) -> Bool {
    let stat = try? String(contentsOfFile: "/proc/\(process)/stat", encoding: .utf8)
    return stat.map { !$0.contains(") Z ") } ?? false
}
