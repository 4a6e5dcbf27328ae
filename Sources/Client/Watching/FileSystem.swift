import Glibc

/// Where files live.
enum FileSystem {
    /// Kinds of file systems on which changes made elsewhere are not reported.
    private static let silent = [
        "nfs", "cifs", "smb", "fuse", "9p", "afs", "ceph", "lustre", "gpfs",
    ]

    /// Whether a file lies on a file system shared with other machines.
    static func isOnNetwork(_ path: String) -> Bool {
        guard let resolved = realpath(path, nil) else { return false }
        defer { free(resolved) }
        let path = String(cString: resolved)
        var best = (length: -1, kind: "")
        for line in mounts() {
            let words = line.split(separator: " ")
            guard words.count > 2, words[1].count > best.length else { continue }
            let isAbove = path.hasPrefix(words[1] == "/" ? "/" : words[1] + "/")
            if isAbove { best = (words[1].count, String(words[2])) }
        }
        return silent.contains { best.kind.hasPrefix($0) }
    }

    private static func mounts() -> [Substring] {
        guard let file = fopen("/proc/self/mounts", "re") else { return [] }
        defer { fclose(file) }
        var text: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 4096)
        while case let count = fread(&buffer, 1, buffer.count, file), count > 0 {
            text += buffer[..<count]
        }
        return String(decoding: text, as: UTF8.self).split(separator: "\n")
    }
}
