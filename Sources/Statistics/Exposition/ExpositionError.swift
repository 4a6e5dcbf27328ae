/// Why an exposition cannot be read: nothing of it counts then, as in Prometheus.
public struct ExpositionError: Error, Equatable, CustomStringConvertible, Sendable {
    /// The line, from 1.
    public let line: Int
    /// What should have been there, as in *expected a label name*.
    public let expected: String
    /// What is there, up to the end of the line and at most 40 bytes; it is foreign text.
    public let found: String

    /// The line, what it should hold and what it holds.
    public var description: String {
        let found = found.isEmpty ? "the end of the line" : "\"\(found)\""
        return "line \(line): expected \(expected), found \(found)"
    }

    init(_ expected: String, at place: Int, in bytes: UnsafeBufferPointer<UInt8>) {
        let place = min(place, bytes.count)
        line = 1 + bytes[..<place].count { $0 == 0x0A }
        self.expected = expected
        let rest = bytes[place...].prefix(40).prefix { $0 != 0x0A }
        found = String(decoding: rest, as: UTF8.self)
    }
}
