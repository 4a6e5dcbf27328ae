import CTerm
import Glibc
import TUI

extension Screen {
    /// Sleeps until there is something to do, or for so many milliseconds.
    ///
    /// It answers signals by itself: the process stops and goes on in here, and takes new sizes.
    public func wait(milliseconds: Int?, wakeDescriptor: Int32? = nil) -> Wake {
        var files = [STDIN_FILENO, signals.descriptor, wakeDescriptor ?? -1].map {
            pollfd(fd: $0, events: Int16(POLLIN), revents: 0)
        }
        let limit = inbox.isEmpty ? [milliseconds, inbox.patience].compactMap(\.self).min() : 0
        while poll(&files, nfds_t(files.count), limit.map(Int32.init(clamping:)) ?? -1) < 0,
            errno == EINTR
        {}
        var wake = Wake()
        wake.isWoken = files[2].revents != 0
        // Read first: after a stop what is there now may be gone, and reading would wait.
        if files[0].revents == 0 {
            inbox.expire()
        } else if !inbox.read() {
            wake.ending = SIGHUP
        }
        wake.ending = answerSignals() ?? wake.ending
        wake.hasInput = !inbox.isEmpty
        return wake
    }

    /// The next input that is there; never waits.
    public func next() -> Input? { inbox.next() }

    /// Gives the terminal back and stops, until the process is continued.
    public func suspend() {
        cterm_close()
        cterm_stop()
        signals.collect()
        _ = signals.take(SIGCONT)
        reopen()
    }

    /// Gives the terminal back and ends the process by a signal, so that its parent sees which.
    public func end(by signal: Int32) -> Never {
        close()
        cterm_end(signal)
    }

    private func measure() {
        var (rows, columns): (Int32, Int32) = (0, 0)
        cterm_window(&rows, &columns)
        let window = Size(Int(columns), Int(rows))
        guard rows > 0, columns > 0, window != size else { return }
        resize(to: window)
    }

    /// Does what signals ask for; the one that asks the process to end, if there is one.
    private func answerSignals() -> Int32? {
        signals.collect()
        if let ending = [SIGTERM, SIGHUP, SIGINT, SIGQUIT].first(where: { signals.take($0) }) {
            return ending
        }
        let isStopped = signals.take(SIGTSTP)
        // Who continues the process does not want it to stop again.
        if signals.take(SIGCONT) { reopen() } else if isStopped { suspend() }
        if signals.take(SIGWINCH) { measure() }
        return nil
    }
}
