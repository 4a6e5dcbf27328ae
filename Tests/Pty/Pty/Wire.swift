import CPty
import Glibc
import Synchronization
import TUI

/// The tests' end of a terminal, served by a thread of its own.
final class Wire: Sendable {
    /// Somebody who waits for something.
    struct Waiter: Sendable {
        let what: String
        let deadline: ContinuousClock.Instant
        let condition: @Sendable (Moment) -> Bool
        let continuation: CheckedContinuation<Moment, any Error>
    }

    struct State: Sendable {
        var moment: Moment
        var outgoing: [UInt8] = []
        var waiters: [Waiter] = []
        var master: Int32
        /// Reports whose mark did not come yet, and marks without a report.
        var reports: [cpty_report] = []
        var marks = 0
        var isHungUp = false
        var isReleased = false
    }

    private let state: Mutex<State>
    private let session: cpty_session
    private let bell: (reader: Int32, writer: Int32)

    init?(_ master: Int32, _ session: cpty_session, _ size: Size) {
        var ends: [Int32] = [-1, -1]
        guard cpty_pipe(&ends) == 0 else { return nil }
        bell = (ends[0], ends[1])
        self.session = session
        state = Mutex(State(moment: Moment(screen: Display(size: size)), master: master))
    }

    var moment: Moment { state.withLock(\.moment) }

    func withMaster<Result: Sendable>(_ body: (Int32) -> Result) -> Result {
        state.withLock { body($0.master) }
    }

    /// Changes the state and wakes the thread.
    func change(_ body: (inout State) -> Void) {
        state.withLock { body(&$0) }
        var byte: UInt8 = 0
        write(bell.writer, &byte, 1)
    }

    /// Starts the thread; it ends with the `Pty`.
    func start() {
        var thread = pthread_t()
        let context = Unmanaged.passRetained(self).toOpaque()
        pthread_create(
            &thread,
            nil,
            { context in
                if let context { Unmanaged<Wire>.fromOpaque(context).takeRetainedValue().serve() }
                return nil
            },
            context
        )
        pthread_detach(thread)
    }

    private func serve() {
        while let (files, timeout) = state.withLock({ prepare(&$0) }) {
            var files = files
            poll(&files, nfds_t(files.count), timeout)
            state.withLock { state in
                if files[0].revents != 0 { drainBell() }
                if files[1].revents != 0 { state.readReports(session.reports) }
                if files[2].revents & Int16(POLLIN) != 0 { state.read() }
                if files[2].revents & Int16(POLLOUT) != 0 { state.write() }
                state.settle()
            }
        }
        finish()
    }

    /// What to wait for; nil at the end.
    private func prepare(_ state: inout State) -> ([pollfd], Int32)? {
        if state.isReleased { return nil }
        if state.isHungUp, state.master >= 0 {
            close(state.master)
            state.master = -1
        }
        let events = POLLIN | (state.outgoing.isEmpty ? 0 : POLLOUT)
        let reports = state.moment.ending == nil ? session.reports : -1
        let files = [bell.reader, reports, state.master].map {
            pollfd(fd: $0, events: Int16($0 == state.master ? events : POLLIN), revents: 0)
        }
        return (files, state.timeout)
    }

    private func drainBell() {
        var bytes = [UInt8](repeating: 0, count: 64)
        while read(bell.reader, &bytes, bytes.count) > 0 {}
    }

    /// Ends whatever still runs.
    private func finish() {
        state.withLock { state in
            if state.moment.ending == nil, state.moment.process > 0 {
                kill(-state.moment.process, SIGKILL)
            }
            for file in [state.master, session.reports, session.keep] where file >= 0 {
                close(file)
            }
        }
        waitpid(session.leader, nil, 0)
        for file in [bell.reader, bell.writer] { close(file) }
    }
}
