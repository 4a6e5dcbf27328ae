import Client
import Testing

struct JSONReaderTests {
    /// Everything a text holds, written in one way whatever it is.
    private func all(_ text: String) throws -> String {
        var written = ""
        try JSONReader.read(Array(text.utf8)) { reader throws(JSONError) in
            written = try describe(&reader)
        }
        return written
    }

    private func describe(_ reader: inout JSONReader) throws(JSONError) -> String {
        var parts: [String] = []
        try reader.members { name, reader throws(JSONError) in
            parts.append("\(name): \(try reader.text() ?? "-")")
        }
        return parts.joined(separator: ", ")
    }

    @Test func textsAndNumbersAreReadAsTheyAreWritten() throws {
        #expect(
            try all(#"{"a": "x", "b": 1.50, "c": true, "d": null, "e": [1]}"#)
                == "a: x, b: 1.50, c: true, d: -, e: -"
        )
        #expect(try all(#" { "ü\n" : "\u00fc\ud83d\ude00\"\\\/\t" } "#) == "ü\n: ü😀\"\\/\t")
        #expect(try all("{}") == "")
        #expect(try all(#"["no object"]"#) == "")
    }

    @Test func numbersAreExact() throws {
        let texts = [
            "0.1", "1e-3", "9007199254740993", "1.7976931348623157e308", "-0.20341920892978824",
            "123456789012345678", "5e-324", "0.30000000000000004", "1E5", "12.5",
        ]
        for text in texts {
            try JSONReader.read(Array(text.utf8)) { reader throws(JSONError) in
                let number = try reader.number()
                #expect(number == Double(text), "\(text)")
            }
        }
        for (text, number) in [("9007199254740993", Int64(9_007_199_254_740_993)), ("\"7\"", 7)] {
            try JSONReader.read(Array(text.utf8)) { reader throws(JSONError) in
                #expect(try reader.integer() == number)
            }
        }
        for (text, words) in [("\"NaN\"", "nan"), ("\"-Infinity\"", "-inf"), ("\"0.5\"", "0.5")] {
            try JSONReader.read(Array(text.utf8)) { reader throws(JSONError) in
                #expect("\(try reader.number() ?? 0)" == words)
            }
        }
    }

    @Test(arguments: ["", "{", "[1,", #"{"a"}"#, #"{"a": "x"#, "{}x", "[1 2]", "\u{1}"])
    func whatIsNoJSONIsRefused(_ text: String) {
        #expect(throws: JSONError.self) { try all(text) }
    }

    @Test func deepNestingIsRefused() {
        let deep = String(repeating: "[", count: 100_000)
        #expect(throws: JSONError.self) { try all(deep) }
    }

    @Test func aTextIsWrittenSoThatItIsReadAgain() throws {
        let text = "it's \"\\ \n\u{1} ü😀\u{2028}"
        #expect(try all("{\"a\": \(text.asJSON)}") == "a: \(text)")
    }

    @Test func noBytesMakeItFail() {
        let seed = UInt64.random(in: .min ... .max)
        var state = seed
        func next() -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33)
        }
        let sample = Array(
            #"{"runs": [{"info": {"run_id": "a\u00fcb", "n": -1.5e3}, "x": [true, null, "NaN"]}]}"#
                .utf8
        )
        for _ in 0..<200_000 {
            var bytes = sample
            for _ in 0...next() % 4 { bytes[next() % bytes.count] = UInt8(next() % 256) }
            if next() % 3 == 0 { bytes.removeLast(next() % bytes.count) }
            try? JSONReader.read(bytes) { reader throws(JSONError) in
                try reader.members { _, reader throws(JSONError) in
                    try reader.elements { reader throws(JSONError) in
                        try reader.members { _, reader throws(JSONError) in
                            _ = try reader.number()
                        }
                    }
                }
            }
        }
        print("JSON: seed \(seed)")
    }
}
