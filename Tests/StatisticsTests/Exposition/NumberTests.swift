import Statistics
import Testing

struct NumberTests {
    /// Bit for bit what the standard library reads, which asks the C library.
    @Test func anyNumberIsTheNearestDouble() throws {
        var random = Seeded()
        var index = SeriesIndex()
        for round in 0..<200 {
            let texts = (0..<2000).map { _ in number(&random) }
            let expected = texts.map { Double($0) ?? .nan }
            let lines = texts.indices.filter { expected[$0].isFinite }
                .map { "x\($0) \(texts[$0])\n" }
            try index.read(lines.joined())
            for (name, value) in index.told {
                let number = try #require(Int(name.metric.dropFirst()))
                guard value.bitPattern == expected[number].bitPattern else {
                    Issue.record("\(random), round \(round): \(texts[number]) as \(value)")
                    return
                }
            }
        }
    }

    private func number(_ random: inout Seeded) -> String {
        func digits(_ count: ClosedRange<Int>) -> String {
            String(
                (0..<Int.random(in: count, using: &random)).map { _ in
                    Character(String(Int.random(in: 0...9, using: &random)))
                }
            )
        }
        switch Int.random(in: 0..<5, using: &random) {
        case 0: return "\(Double(bitPattern: random.next()))"
        case 1: return "\(random.next())e\(Int.random(in: -345...310, using: &random))"
        case 2:
            return
                "\(digits(1...3)).\(digits(1...60))e\(Int.random(in: -330...308, using: &random))"
        case 3: return "-\(digits(1...8)).\(digits(0...6))"
        default:
            // The middle of two doubles, and a little more.
            let whole = UInt64.random(in: 1 << 53..<1 << 62, using: &random)
            let double = Double(whole)
            let tail = ["", ".00000000000000000000000001", "e5"].randomElement(using: &random)
            return
                "\(UInt64(double) + UInt64(double.ulp) / 2)\(tail ?? "")"
        }
    }

    @Test(
        arguments: [
            ("1.7976931348623157e308", 0x7FEF_FFFF_FFFF_FFFF), ("5e-324", 1), ("2e-324", 0),
            ("2.2250738585072011e-308", 0x000F_FFFF_FFFF_FFFF), ("-0", 0x8000_0000_0000_0000),
            ("2.2250738585072014e-308", 0x0010_0000_0000_0000),
            ("9007199254740993", 0x4340_0000_0000_0000),
            ("9007199254740993.000000000000000000000000000000001", 0x4340_0000_0000_0001),
            ("1e-99999999999999999999", 0), ("0e99999999999999999999", 0),
            ("8.41e+21", 0x447C_7E83_209E_90B2),
            ("0.000000000000000000000000000001e30", 0x3FF0_0000_0000_0000),
        ] as [(String, UInt64)]
    )
    func numbersAtTheEdges(_ text: String, _ bits: UInt64) throws {
        var index = SeriesIndex()
        try index.read("a \(text)\n")
        #expect(index.values[0].bitPattern == bits)
    }
}
