/// A key that is searched letter by letter among thousands: folded once, compared by its bytes.
struct SearchKey: Sendable {
    let name: String
    private let folded: [UInt8]

    init(_ name: String) {
        self.name = name
        folded = Array(name.lowercased().utf8)
    }

    /// Whether a text, folded as `fold` does it, stands somewhere in it.
    func contains(_ wanted: [UInt8]) -> Bool {
        guard let first = wanted.first else { return true }
        guard wanted.count <= folded.count else { return false }
        return folded.withUnsafeBufferPointer { bytes in
            (0...(bytes.count - wanted.count)).contains { start in
                bytes[start] == first
                    && wanted.indices.allSatisfy { bytes[start + $0] == wanted[$0] }
            }
        }
    }

    static func fold(_ text: String) -> [UInt8] { Array(text.lowercased().utf8) }
}
