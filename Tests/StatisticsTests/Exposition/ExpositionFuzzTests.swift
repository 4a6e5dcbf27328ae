import Statistics
import Testing

struct ExpositionFuzzTests {
    private static let seeds: [(String, ExpositionFormat)] = [
        (
            """
            # HELP h Text with \\\\ and \\n.
            # TYPE h histogram
            h_bucket{le="0.05",m="a"} 24054
            h_bucket{le="+Inf",m="a"} 1.4432e5 1395066363000
            up 1
            m{p="C:\\\\DIR",e="\\"x\\"\\n"} -0.1234567890123456789

            """, .plain
        ),
        (
            """
            # UNIT a_seconds seconds
            # TYPE a_seconds counter
            a_seconds_total{x="1"} 1.0 1520879607.789 # {id="é"} 0.5 1
            a_seconds_created{x="1"} 1520872607.123
            # EOF

            """, .openMetrics
        ),
    ]
    private static let pieces: [[UInt8]] =
        [
            "NaN", "+Inf", "1e400", "0x1p3", "# EOF\n", "# HELP ", "# TYPE ", "\0", "\\", "\"", "{",
            "}", ",",
            "=", " ", "\t", "\r", "\n", "#", " # {", "_total", "a{__name__=\"b\"} 1\n",
            "9223372036854775808",
        ].map { Array($0.utf8) } + [[0xFF], [0xED, 0xA0, 0x80]]

    /// What an index remembers changes neither a verdict nor a value.
    @Test func anyBytesGiveAnIndexThatKnowsMuchWhatTheyGiveOneThatKnowsNothing() throws {
        var random = Seeded()
        var known = SeriesIndex()
        for round in 0..<200_000 {
            let (text, format) = Self.seeds[Int(random.next() % 2)]
            if round % 50 == 0 { try known.read(text, as: format) }
            let bytes = mutated(Array(text.utf8), &random)
            var fresh = SeriesIndex()
            let expected = error(&fresh, bytes, format)
            guard error(&known, bytes, format) == expected,
                Set(known.told.keys) == Set(fresh.told.keys),
                known.told.allSatisfy({ fresh.told[$0.key]?.bitPattern == $0.value.bitPattern })
            else {
                Issue.record("\(random), round \(round): \(bytes)")
                return
            }
        }
    }

    private func error(
        _ index: inout SeriesIndex,
        _ bytes: [UInt8],
        _ format: ExpositionFormat
    ) -> ExpositionError? {
        do { try index.read(bytes, as: format) } catch { return error }
        return nil
    }

    private func mutated(_ bytes: [UInt8], _ random: inout Seeded) -> [UInt8] {
        var bytes = bytes
        for _ in 0..<Int.random(in: 0...3, using: &random) {
            let start = Int.random(in: 0...bytes.count, using: &random)
            let end = min(bytes.count, start + Int.random(in: 0...6, using: &random))
            switch Int.random(in: 0..<4, using: &random) {
            case 0: bytes.removeSubrange(start..<end)
            case 1: bytes.insert(UInt8.random(in: 0...255, using: &random), at: start)
            case 2: bytes.insert(contentsOf: bytes[start..<end], at: start)
            default:
                let piece = Self.pieces.randomElement(using: &random) ?? []
                bytes.insert(contentsOf: piece, at: start)
            }
        }
        return bytes
    }
}
