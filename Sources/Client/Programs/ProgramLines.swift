import Entities

/// Cuts what a program prints into lines, takes its secrets out, and keeps the last 64 kB.
struct ProgramLines {
    /// Bytes that are kept; a longer line is cut.
    static let limit = 64 << 10

    private let secrets: [[UInt8]]
    private let line: (String) -> Void
    private var begun: [UInt8] = []
    private var isCut = false
    private var kept: [String] = []
    private var size = 0

    init(secrets: [String], _ line: @escaping (String) -> Void) {
        // Line by line, as it is printed; the longest first, which may hold a shorter one.
        self.secrets = secrets.flatMap { $0.split(whereSeparator: \.isNewline) }
            .map { Array(String($0).trimmed.utf8) }
            .filter { !$0.isEmpty }.sorted { $0.count > $1.count }
        self.line = line
    }

    mutating func take(_ bytes: UnsafeRawBufferPointer) {
        var rest = bytes[...]
        while let end = rest.firstIndex(of: UInt8(ascii: "\n")) {
            append(rest[..<end])
            finish()
            rest = rest[(end + 1)...]
        }
        append(rest)
    }

    /// All that is kept.
    mutating func end() -> [String] {
        if !begun.isEmpty { finish() }
        forget()
        return kept
    }

    private mutating func append(_ bytes: Slice<UnsafeRawBufferPointer>) {
        let room = Self.limit - begun.count
        isCut = isCut || bytes.count > room
        begun += bytes.prefix(room)
    }

    private mutating func finish() {
        var safe = secrets.reduce(begun) { line, secret in
            line.replacing(secret, with: Array("•••".utf8))
        }
        // A secret may lie across the cut.
        if isCut { safe.removeLast(min(safe.count, secrets.first?.count ?? 0)) }
        let text = String(decoding: safe, as: UTF8.self)
        (begun, isCut) = ([], false)
        line(text)
        keep(text)
    }

    private mutating func keep(_ text: String) {
        kept.append(text)
        size += text.utf8.count + 1
        // Seldom, as it moves all that stays.
        if size > 2 * Self.limit { forget() }
    }

    /// Lets go of the first lines, but never of the last.
    private mutating func forget() {
        var gone = 0
        while size > Self.limit, gone < kept.count - 1 {
            size -= kept[gone].utf8.count + 1
            gone += 1
        }
        kept.removeFirst(gone)
    }
}
