/// The two text formats in which servers tell their metrics.
public enum ExpositionFormat: Sendable {
    /// The Prometheus text format, version 0.0.4; times in milliseconds.
    case plain
    /// OpenMetrics text, version 1.0; times in seconds, and `# EOF` at its end.
    case openMetrics

    /// What a `Content-Type` stands for; nil for protocol buffers.
    ///
    /// As in Prometheus, one that is empty, unknown or no media type (RFC 2045) is plain text.
    public init?(contentType: String) {
        let bytes = Array(contentType.utf8)
        let end = bytes.firstIndex(of: UInt8(ascii: ";")) ?? bytes.count
        let name = String(decoding: bytes[..<end], as: UTF8.self).lowercased()
            .split(whereSeparator: \.isWhitespace)
        let isReadable = name.count == 1 && ExpositionFormat.areParameters(bytes[end...])
        switch isReadable ? name[0] : "" {
        case "application/openmetrics-text": self = .openMetrics
        case "application/vnd.google.protobuf": return nil
        default: self = .plain
        }
    }

    /// Whether bytes are any number of `; name=value`, the last of which may be a semicolon alone.
    private static func areParameters(_ bytes: ArraySlice<UInt8>) -> Bool {
        var rest = bytes.drop(while: isSpace)
        while rest.first == UInt8(ascii: ";") {
            rest = rest.dropFirst().drop(while: isSpace)
            guard !rest.isEmpty else { return true }
            let value = rest.drop(while: isToken).drop(while: isSpace)
            guard isToken(rest[rest.startIndex]), value.first == UInt8(ascii: "=") else {
                return false
            }
            guard let next = afterValue(value.dropFirst().drop(while: isSpace)) else {
                return false
            }
            rest = next.drop(while: isSpace)
        }
        return rest.isEmpty
    }

    private static func afterValue(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
        guard bytes.first == UInt8(ascii: "\"") else {
            return bytes.first.map(isToken) == true ? bytes.drop(while: isToken) : nil
        }
        var rest = bytes.dropFirst()
        while let byte = rest.first, byte != UInt8(ascii: "\"") {
            rest = rest.dropFirst(byte == UInt8(ascii: "\\") ? 2 : 1)
        }
        return rest.isEmpty ? nil : rest.dropFirst()
    }

    private static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D) ~= byte }

    private static func isToken(_ byte: UInt8) -> Bool {
        byte > 0x20 && byte < 0x7F && !"()<>@,;:\\\"/[]?=".utf8.contains(byte)
    }
}
