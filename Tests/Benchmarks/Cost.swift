import Glibc

/// What work costs, read by the process itself: shared machines make wall time tell little.
enum Cost {
    /// CPU time of all threads of this process, in milliseconds.
    static var processor: Double {
        var usage = rusage()
        getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
        return milliseconds(usage.ru_utime) + milliseconds(usage.ru_stime)
    }

    /// CPU time of the processes that were started and waited for, in milliseconds.
    static var ofChildren: Double {
        var usage = rusage()
        getrusage(__rusage_who_t(RUSAGE_CHILDREN.rawValue), &usage)
        return milliseconds(usage.ru_utime) + milliseconds(usage.ru_stime)
    }

    private static func milliseconds(_ time: timeval) -> Double {
        Double(time.tv_sec) * 1000 + Double(time.tv_usec) / 1000
    }

    /// CPU time of all threads of another process, in milliseconds, from `/proc/PID/task`.
    static func processor(of process: Int32) -> Double {
        threads(of: process).reduce(0) { sum, thread in
            let numbers = text("/proc/\(process)/task/\(thread)/schedstat").split(separator: " ")
            return sum + (numbers.first.flatMap { Double($0) } ?? 0) / 1_000_000
        }
    }

    /// How often each thread of a process has gone to sleep by itself.
    static func sleeps(of process: Int32) -> [String: Int] {
        threads(of: process).reduce(into: [:]) { sleeps, thread in
            let file = "/proc/\(process)/task/\(thread)/status"
            sleeps[thread] = field("voluntary_ctxt_switches", in: file)
        }
    }

    /// Resident memory of a process in megabytes.
    static func memory(of process: Int32) -> Double {
        Double(field("VmRSS", in: "/proc/\(process)/status")) / 1024
    }

    private static func field(_ name: String, in file: String) -> Int {
        let line = text(file).split(separator: "\n").first { $0.hasPrefix(name + ":") }
        return line?.split(whereSeparator: { " \t".contains($0) }).compactMap { Int($0) }.first ?? 0
    }

    private static func threads(of process: Int32) -> [String] {
        guard let folder = opendir("/proc/\(process)/task") else { return [] }
        defer { closedir(folder) }
        var names: [String] = []
        while let entry = readdir(folder) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) { start in
                start.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if Int(name) != nil { names.append(name) }
        }
        return names
    }

    private static func text(_ path: String) -> String {
        guard let file = fopen(path, "re") else { return "" }
        defer { fclose(file) }
        var buffer = [UInt8](repeating: 0, count: 8192)
        let count = fread(&buffer, 1, buffer.count, file)
        return String(decoding: buffer.prefix(count), as: UTF8.self)
    }

    /// The middle one of several measurements.
    static func median(_ values: [Double]) -> Double {
        let sorted = values.sorted()
        return sorted.isEmpty ? .nan : sorted[sorted.count / 2]
    }

    /// The value that so many per cent of all do not exceed.
    static func percentile(_ share: Double, _ values: [Double]) -> Double {
        let sorted = values.sorted()
        return sorted.isEmpty
            ? .nan : sorted[min(sorted.count - 1, Int(Double(sorted.count) * share))]
    }
}
