import Glibc

/// What is switched on beyond what curses does; CTerm switches it off.
extension Screen {
    static let frameBegin = "\u{1B}[?2026h"
    static let frameEnd = "\u{1B}[?2026l"

    /// Bracketed paste, and the mouse if it is wanted.
    var modes: String { "\u{1B}[?2004h" + (mouse ? mouseMode : "") }

    /// The mouse as it is set.
    var mouseMode: String {
        mouse ? "\u{1B}[?1000h\u{1B}[?1006h" : "\u{1B}[?1006l\u{1B}[?1000l"
    }

    /// Sends a sequence of ECMA-48 past curses, to a terminal that takes such.
    func send(_ sequence: String) {
        guard type.speaksECMA else { return }
        var rest = Array(sequence.utf8)[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { write(STDOUT_FILENO, $0.baseAddress, $0.count) }
            if count > 0 {
                rest = rest.dropFirst(count)
            } else if errno == EAGAIN {
                var output = pollfd(fd: STDOUT_FILENO, events: Int16(POLLOUT), revents: 0)
                poll(&output, 1, -1)
            } else if errno != EINTR {
                return
            }
        }
    }
}
