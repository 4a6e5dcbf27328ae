import Glibc

/// No pseudo terminal can be had.
public struct NoTerminal: Error {}

extension Pty {
    /// The path of an executable built with these tests.
    public static func product(_ name: String) -> String {
        var buffer = [CChar](repeating: 0, count: 4_096)
        let length = max(0, readlink("/proc/self/exe", &buffer, buffer.count))
        let tests = String(
            decoding: buffer.prefix(length).map(UInt8.init(bitPattern:)),
            as: UTF8.self
        )
        return tests.split(separator: "/").dropLast().reduce("") { "\($0)/\($1)" } + "/" + name
    }

    /// The least that a program needs; nothing of the person who runs the tests.
    static var environment: [String: String?] {
        var variables: [String: String?] = [
            "TERM": "xterm-256color", "LC_ALL": "C.UTF-8", "SWIFT_BACKTRACE": "enable=no",
        ]
        for name in ["PATH", "LD_LIBRARY_PATH"] {
            if let value = getenv(name) { variables[name] = String(cString: value) }
        }
        return variables
    }

    static func modes(_ master: Int32) -> [UInt8] {
        var modes = termios()
        tcgetattr(master, &modes)
        return withUnsafeBytes(of: modes) { Array($0) }
    }

    static func setModes(_ master: Int32, _ bytes: [UInt8]) {
        var modes = termios()
        withUnsafeMutableBytes(of: &modes) { $0.copyBytes(from: bytes) }
        tcsetattr(master, TCSANOW, &modes)
    }
}

/// Strings as C takes them: pointers, ended by a null pointer.
func withPointers<Result>(
    _ strings: [String],
    _ body: (UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>) -> Result
) -> Result {
    var pointers = strings.map { strdup($0) } + [nil]
    defer { for pointer in pointers { free(pointer) } }
    return pointers.withUnsafeMutableBufferPointer { buffer in
        // An array that is never empty has an address.
        guard let base = buffer.baseAddress else { preconditionFailure() }
        return body(base)
    }
}
