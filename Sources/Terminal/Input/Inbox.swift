import CTerm
import Glibc
import TUI

/// Inputs that came and are not taken yet.
struct Inbox {
    private var decoder: Decoder
    private var inputs: [Input] = []
    private var taken = 0
    private var lastRead = ContinuousClock.now

    /// An empty one that knows the keys of the open screen's terminal.
    init() {
        decoder = Decoder(KeySequences { cterm_capability($0).map { String(cString: $0) } })
    }

    var isEmpty: Bool { taken == inputs.count }

    /// The oldest input.
    mutating func next() -> Input? {
        guard !isEmpty else { return nil }
        taken += 1
        let input = inputs[taken - 1]
        if isEmpty {
            inputs.removeAll(keepingCapacity: inputs.capacity < 1_024)
            taken = 0
        }
        return input
    }

    /// Adds a resize; only the last one is worth knowing.
    mutating func resize(to size: Size) {
        inputs.removeFirst(taken)
        taken = 0
        inputs.removeAll { if case .resize = $0 { true } else { false } }
        inputs.append(.resize(size))
    }

    /// Reads what is there; false once the terminal is gone.
    mutating func read() -> Bool {
        var buffer = [UInt8](repeating: 0, count: 1 << 14)
        let count = Glibc.read(STDIN_FILENO, &buffer, buffer.count)
        guard count > 0 else { return count < 0 && (errno == EINTR || errno == EAGAIN) }
        lastRead = .now
        inputs += decoder.take(buffer.prefix(count))
        return true
    }

    /// Milliseconds until what has begun counts as finished; nil where nothing has.
    var patience: Int? {
        decoder.patience.map {
            max(0, $0 - Int((ContinuousClock.now - lastRead) / .milliseconds(1)))
        }
    }

    /// Finishes what has begun and did not go on in time.
    mutating func expire() {
        guard patience == 0, let input = decoder.giveUp() else { return }
        inputs.append(input)
    }
}
