import Client
import Foundation
import Synchronization
import TestKit
import Testing

struct ProgramRunTests {
    private func sh(_ line: String) -> Program {
        let environment = ProcessInfo.processInfo.environment.filter { $0.key == "PATH" }
        return Program(
            ["sh", "-c", line],
            in: "/",
            environment: environment,
            patience: .seconds(60)
        )
    }

    /// Whether a process is there and not just waiting to be forgotten.
    private func isAlive(_ process: String) -> Bool {
        guard let stat = try? String(contentsOfFile: "/proc/\(process)/stat", encoding: .utf8)
        else { return false }
        return stat.split(separator: " ").dropFirst(2).first != "Z"
    }

    /// A time whose sleep ends when somebody says so.
    private func deadline() -> (Timekeeper, reach: @Sendable () -> Void) {
        let (stream, reached) = AsyncStream.makeStream(of: Void.self)
        let time = Timekeeper(
            now: { .systemNow },
            sleep: { _ in
                for await _ in stream { return }
                try Task.checkCancellation()
            }
        )
        return (time, { reached.yield() })
    }

    @Test func linesComeOneByOneAndBothOutputsTogether() async throws {
        let heard = Mutex<[String]>([])
        let end = try await sh("echo one; echo two >&2; printf three; exit 7")
            .run { line in heard.withLock { $0.append(line) } }
        #expect((end.code, end.lines) == (7, ["one", "two", "three"]))
        #expect(heard.withLock { $0 } == ["one", "two", "three"])
    }

    @Test func itReadsWhatItIsGiven() async throws {
        var program = sh("wc -c; pwd")
        program.input = [UInt8](repeating: 7, count: 1 << 20)
        let end = try await program.run()
        #expect(end.lines == ["1048576", "/"])
    }

    @Test func oneThatReadsNothingEndsAllTheSame() async throws {
        var program = sh("exit 4")
        program.input = [UInt8](repeating: 7, count: 4 << 20)
        #expect(try await program.run().code == 4)
    }

    @Test func itSeesNothingElseOfTheEnvironment() async throws {
        let environment = ["PATH": "/usr/bin:/bin", "MINE": "1"]
        let program = Program(["env"], in: "/", environment: environment, patience: .seconds(60))
        #expect(Set(try await program.run().lines) == ["PATH=/usr/bin:/bin", "MINE=1"])
    }

    @Test func aFloodIsReadToItsEndAndItsLastLinesAreKept() async throws {
        let end = try await sh("yes 'many words' | head -c 20000000; echo; echo last").run()
        #expect(end.lines.last == "last")
        #expect(end.lines.dropFirst().dropLast(2).allSatisfy { $0 == "many words" })
        let bytes = end.lines.reduce(0) { $0 + $1.utf8.count + 1 }
        #expect((32 << 10...64 << 10).contains(bytes))
    }

    @Test func aLineWithoutEndIsCut() async throws {
        let end = try await sh("head -c 5000000 /dev/zero | tr '\\0' x; echo; echo last").run()
        #expect(end.lines.count <= 2)
        #expect(end.lines.last == "last")
        #expect(end.lines.allSatisfy { $0.utf8.count <= 64 << 10 })
    }

    @Test func aSecretAcrossTheCutOfALineDoesNotShow() async throws {
        var program = sh("head -c 65530 /dev/zero | tr '\\0' x; echo s3cret-and-more")
        program.secrets = ["s3cret-and-more"]
        let line = try #require(try await program.run().lines.last)
        #expect(line.allSatisfy { $0 == "x" })
    }

    @Test func whatItLeavesBehindDoesNotKeepItOpen() async throws {
        let end = try await sh("sleep 1000 & echo $!; echo done").run()
        #expect(end.code == 0)
        #expect(end.lines.last == "done")
        let child = try #require(end.lines.first)
        // It was left alone.
        #expect(isAlive(child))
        kill(try #require(pid_t(child)), SIGKILL)
    }

    @Test func atTheDeadlineItIsKilledWithAllThatItHasStarted() async throws {
        let (time, reach) = deadline()
        let child = Mutex("")
        var program = sh("trap '' TERM; (trap '' TERM; exec sleep 1000) & echo $!; wait")
        program.patience = .seconds(5)
        let problem = await #expect(throws: Program.Problem.self) {
            try await program.run(time: time) { line in
                child.withLock { $0 = line }
                reach()
            }
        }
        #expect(problem?.sentence == "sh did not end within 5 s and was killed")
        let process = child.withLock { $0 }
        #expect(!process.isEmpty)
        try await eventually { !isAlive(process) }
    }

    @Test func oneThatClosesItsOutputIsKilledAtItsDeadlineToo() async throws {
        let (time, reach) = deadline()
        await #expect(throws: Program.Problem.self) {
            try await sh("echo; exec >&- 2>&-; sleep 1000").run(time: time) { _ in reach() }
        }
    }

    /// What it prints comes faster than it is taken in, on a thread that has all of the work.
    @Test func aFloodDoesNotKeepItFromItsDeadline() async throws {
        let (time, reach) = deadline()
        let program = sh("exec yes")
        let problem = await Task(executorPreference: AskingExecutor.shared) {
            await #expect(throws: Program.Problem.self) {
                try await program.run(time: time) { _ in
                    reach()
                    usleep(10)
                }
            }
        }.value
        #expect(problem?.sentence == "sh did not end within 60 s and was killed")
    }

    @Test func itIsNotAskedThroughTheTerminal() async throws {
        let end = try await sh("(exec </dev/tty) 2>/dev/null && echo terminal || echo none").run()
        #expect(end.lines == ["none"])
    }
}
