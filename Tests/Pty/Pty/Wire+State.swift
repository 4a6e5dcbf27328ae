import CPty
import Glibc

extension Wire.State {
    private static let mark = Array(CPTY_MARK.utf8)

    /// Milliseconds until somebody has waited for too long.
    var timeout: Int32 {
        guard let deadline = waiters.map(\.deadline).min() else { return -1 }
        let left = (deadline - .now) / .milliseconds(1)
        return Int32(min(60_000, max(0, left.rounded(.up))))
    }

    mutating func read() {
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        let count = Glibc.read(master, &buffer, buffer.count)
        guard count > 0 else { return }
        moment.screen.feed(buffer.prefix(count))
        moment.output += buffer.prefix(count)
        takeMarks(since: moment.output.count - count - Wire.State.mark.count + 1)
    }

    mutating func write() {
        let count = Glibc.write(master, outgoing, outgoing.count)
        if count > 0 { outgoing.removeFirst(count) }
    }

    mutating func readReports(_ file: Int32) {
        var report = cpty_report()
        let size = MemoryLayout.size(ofValue: report)
        while Glibc.read(file, &report, size) == size {
            if moment.process == 0 {
                moment.process = report.process
            } else {
                reports.append(report)
            }
        }
        apply()
    }

    /// Answers those who wait, if it is so or can be no more.
    mutating func settle() { waiters = waiters.filter { !answer($0) } }

    private func answer(_ waiter: Wire.Waiter) -> Bool {
        if waiter.condition(moment) {
            waiter.continuation.resume(returning: moment)
        } else if moment.ending != nil || waiter.deadline <= .now {
            waiter.continuation.resume(throwing: Missed(what: waiter.what, moment: moment))
        } else {
            return false
        }
        return true
    }

    /// Takes marks out of the output.
    private mutating func takeMarks(since start: Int) {
        let mark = Wire.State.mark
        var index = max(0, start)
        while index + mark.count <= moment.output.count {
            if moment.output[index..<index + mark.count].elementsEqual(mark) {
                moment.output.removeSubrange(index..<index + mark.count)
                marks += 1
            } else {
                index += 1
            }
        }
        apply()
    }

    /// A report counts when all that was written before it is there.
    private mutating func apply() {
        while let report = reports.first, marks > 0 || master < 0 {
            reports.removeFirst()
            marks -= 1
            if cpty_stopped(report.status) != 0 {
                moment.stops += 1
            } else {
                let signal = cpty_signal(report.status)
                moment.ending = signal != 0 ? .signal(signal) : .code(cpty_code(report.status))
            }
        }
    }
}
