/// Base 64 as RFC 4648 has it, with padding.
package enum Base64 {
    private static let letters = Array(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8
    )

    /// The letters for some bytes.
    package static func encode(_ bytes: some Sequence<UInt8>) -> String {
        var result: [UInt8] = []
        var group: [UInt8] = []
        for byte in bytes {
            group.append(byte)
            guard group.count == 3 else { continue }
            result += encode(group: group)
            group.removeAll(keepingCapacity: true)
        }
        if !group.isEmpty { result += encode(group: group) }
        return String(decoding: result, as: UTF8.self)
    }

    private static func encode(group: [UInt8]) -> [UInt8] {
        let bits = group.reduce(0) { $0 << 8 | Int($1) } << (8 * (3 - group.count))
        return (0..<4).map { index in
            index <= group.count
                ? letters[bits >> (18 - 6 * index) & 63] : UInt8(ascii: "=")
        }
    }
}
