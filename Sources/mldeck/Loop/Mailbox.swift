import Entities
import Glibc
import Synchronization

/// Where answers wait for the loop: posting wakes it once, however much is posted.
final class Mailbox: Sendable {
    /// Readable while something waits.
    let descriptor: Int32
    private let wake: Int32
    private let landings = Mutex<[Landing]>([])
    private let hasNews = Atomic(false)
    private let words = Mutex<[String]>([])

    /// An empty mailbox; throws where there is no descriptor left.
    init() throws {
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else {
            throw Complaint("no file descriptor is left", .sourceFailed)
        }
        for end in ends {
            _ = fcntl(end, F_SETFD, FD_CLOEXEC)
            _ = fcntl(end, F_SETFL, O_NONBLOCK)
        }
        descriptor = ends[0]
        wake = ends[1]
    }

    deinit {
        close(descriptor)
        close(wake)
    }

    /// Puts an answer in, from any thread.
    func post(_ landing: Landing) {
        let isFirst = landings.withLock { landings in
            landings.append(landing)
            return landings.count == 1
        }
        if isFirst { ring() }
    }

    /// Says that something else than an answer has come: what is open may be more than before.
    func postNews() {
        if !hasNews.exchange(true, ordering: .acquiringAndReleasing) { ring() }
    }

    /// Says something in the footer, from any thread.
    func post(saying sentence: String) {
        words.withLock { $0.append(sentence) }
        ring()
    }

    /// Takes what is to be said.
    func takeWords() -> [String] {
        words.withLock { words in
            defer { words = [] }
            return words
        }
    }

    /// Whether there has been news since this was last asked.
    func takeNews() -> Bool { hasNews.exchange(false, ordering: .acquiringAndReleasing) }

    private func ring() {
        var byte: UInt8 = 0
        _ = write(wake, &byte, 1)
    }

    /// Whether nothing waits.
    var isEmpty: Bool { landings.withLock(\.isEmpty) }

    /// Takes all that waits.
    func take() -> [Landing] {
        var byte: UInt8 = 0
        while read(descriptor, &byte, 1) == 1 {}
        return landings.withLock { landings in
            defer { landings.removeAll() }
            return landings
        }
    }
}
