import Client
import Entities
import Foundation

extension ServedProcess {
    /// Whether it still runs.
    var isAlive: Bool { boot == Self.boot && Self.start(of: process) == began }

    /// Asks it and all that it has started to end, and ends what does not.
    ///
    /// One that has ended by itself may have left others behind, which keep its port.
    func end(_ time: Timekeeper) async {
        let start = time.uptime()
        for one in running { kill(one, SIGTERM) }
        while !running.isEmpty, time.uptime() - start < .seconds(10) {
            try? await time.sleep(.milliseconds(50))
        }
        for one in running { kill(one, SIGKILL) }
        while !running.isEmpty, time.uptime() - start < .seconds(12) {
            try? await time.sleep(.milliseconds(20))
        }
    }

    /// Everything of its session that still runs.
    private var running: [Int32] {
        let leader = Self.start(of: process)
        // The number of a session stays taken as long as anything of it runs.
        guard boot == Self.boot, leader == nil || leader == began else { return [] }
        let all = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
        return all.compactMap { Int32($0) }.filter { one in
            Self.status(of: one).map { $0[3] == "\(process)" } ?? false
        }
    }

    /// When a process began; nil where there is none, or it has ended and nobody has taken note.
    static func start(of process: Int32) -> UInt64? {
        var code: Int32 = 0
        waitpid(process, &code, WNOHANG)
        return status(of: process).flatMap { UInt64($0[19]) }
    }

    /// Which start of the machine this is, and which of the spaces of process numbers in it.
    static let boot: String = {
        let started = LocalFile.text("/proc/sys/kernel/random/boot_id") ?? ""
        let space = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/ns/pid")
        return "\(started.trimmed) \(space ?? "")"
    }()

    /// What is open in this process just now; what is closed meanwhile does no harm in the list.
    static var openDescriptors: [Int32] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd")) ?? []
        return names.compactMap { Int32($0) }
    }

    /// What proc(5) tells of a process that runs, from its state on: the third after that is its
    /// session, the nineteenth its start.
    private static func status(of process: Int32) -> [Substring]? {
        guard let text = LocalFile.text("/proc/\(process)/stat"),
            let end = text.lastIndex(of: ")")
        else { return nil }
        let words = text[text.index(after: end)...].split(separator: " ")
        return words.count > 19 && words[0] != "Z" && words[0] != "X" ? words : nil
    }
}
