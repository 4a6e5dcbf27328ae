import CPty
import Glibc
import TUI

/// A program on a terminal of its own.
///
/// Waiting suspends; a thread beside Swift's pool does the reading.
public final class Pty: Sendable {
    private let wire: Wire
    /// The terminal's modes before the program started.
    public let modesBefore: [UInt8]

    /// Starts a program.
    ///
    /// What is given of the environment comes on top of a small one, nil takes away. Signals in
    /// `ignoring` are ignored as under nohup.
    public init(
        _ program: String,
        _ arguments: [String] = [],
        environment: [String: String?] = [:],
        size: Size = Size(80, 24),
        ignoring: [Int32] = []
    ) throws(NoTerminal) {
        let master = cpty_open(Int32(size.height), Int32(size.width))
        guard master >= 0 else { throw NoTerminal() }
        modesBefore = Pty.modes(master)
        var session = cpty_session()
        let variables = Pty.environment.merging(environment) { $1 }
            .compactMap { name, value in value.map { "\(name)=\($0)" } }
        let isStarted = withPointers([program] + arguments) { argv in
            withPointers(variables) { envp in
                let ignored = ignoring.reduce(UInt32(0)) { $0 | 1 << UInt32($1) }
                return cpty_start(master, program, argv, envp, ignored, &session) == 0
            }
        }
        guard isStarted, let wire = Wire(master, session, size) else {
            close(master)
            throw NoTerminal()
        }
        self.wire = wire
        wire.start()
    }

    deinit { wire.change { $0.isReleased = true } }

    /// What can be seen now.
    public var now: Moment { wire.moment }

    /// The terminal's modes now.
    public var modes: [UInt8] {
        get { wire.withMaster(Pty.modes) }
        set { wire.withMaster { Pty.setModes($0, newValue) } }
    }

    /// Types something.
    public func type(_ text: String) { type(Array(text.utf8)) }

    /// Sends bytes as a terminal sends keys.
    public func type(_ bytes: [UInt8]) { wire.change { $0.outgoing += bytes } }

    /// Gives the terminal another size.
    public func resize(to size: Size) {
        wire.change { $0.moment.screen.resize(to: size) }
        wire.withMaster { cpty_resize($0, Int32(size.height), Int32(size.width)) }
    }

    /// Closes the other end, as a terminal's window.
    public func hangUp() { wire.change { $0.isHungUp = true } }

    /// Sends a signal to the program.
    public func signal(_ number: Int32) async throws {
        kill(try await wait("process") { $0.process > 0 }.process, number)
    }

    /// Waits until something is so; throws when the program ends or the time is over before.
    @discardableResult
    public func wait(
        _ what: String,
        within limit: Duration = .seconds(30),
        until condition: @escaping @Sendable (Moment) -> Bool
    ) async throws -> Moment {
        try await withCheckedThrowingContinuation { continuation in
            let waiter = Wire.Waiter(
                what: what,
                deadline: .now + limit,
                condition: condition,
                continuation: continuation
            )
            wire.change { $0.waiters.append(waiter) }
        }
    }

    /// Waits until a text stands on the screen.
    @discardableResult
    public func shows(_ text: String) async throws -> Moment {
        try await wait("'\(text)'") { $0.screen.text.contains(text) }
    }

    /// Waits until the program has ended.
    public func ended() async throws -> Moment {
        try await wait("end") { $0.ending != nil }
    }
}
