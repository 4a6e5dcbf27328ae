import TUI
import Terminal
import Testing

@Suite struct DecoderTests {
    private func inputs(_ text: String) -> [Input] {
        var decoder = Decoder()
        return decoder.take(text.utf8)
    }

    @Test func bytesInAnyPiecesGiveTheSame() {
        let text = "é\u{1B}[A\u{1B}OPx\u{1B}[200~a\u{1B}[A漢\u{1B}[201~\u{1B}[<64;3;4M\u{1B}[1;5C🙂q"
        let whole = inputs(text)
        #expect(
            whole == [
                .key(.character("é")), .key(.up), .key(.function(1)), .key(.character("x")),
                .paste("a\u{1B}[A漢"), .mouse(Mouse(.wheelUp, at: Point(2, 3))),
                .key(.character("🙂")), .key(.character("q")),
            ]
        )
        var decoder = Decoder()
        #expect(text.utf8.flatMap { decoder.take([$0]) } == whole)
    }

    @Test(arguments: [
        "\u{1B}x", "\u{1B}é", "\u{1B}[1;2A", "\u{1B}[27;5;113~", "\u{1B}O5P", "\u{1B}[?62;4c",
        "\u{1B}]11;rgb:0/0/0\u{7}", "\u{1B}P1$r0m\u{1B}\\", "\u{1B}[I", "\u{1B}\r", "\0",
        "\u{1B}[M\"!!", "\u{1B}[<2;1;1M\u{1B}[<2;1;1m", "\u{1B}[\u{1B}[", "\u{85}",
    ])
    func whatHasNoNameIsSwallowedWhole(_ text: String) {
        var decoder = Decoder()
        #expect(decoder.take(text.utf8) == [])
        #expect(decoder.giveUp() == nil)
        #expect(decoder.take("a".utf8) == [.key(.character("a"))])
    }

    @Test func onlyAnEscapeWaitsForMore() {
        var decoder = Decoder()
        #expect(decoder.patience == nil)
        #expect(decoder.take([0x1B]) == [])
        #expect(decoder.patience == 25)
        #expect(decoder.giveUp() == .key(.escape))
        #expect(decoder.take([0x1B, 0x5B]) == [])
        #expect(decoder.patience == 250)
        #expect(decoder.giveUp() == nil)
        #expect(decoder.take([0xC3]) == [])
        #expect(decoder.patience == nil)
    }

    @Test func twoEscapesAreTwoKeys() {
        #expect(inputs("\u{1B}\u{1B}[A") == [.key(.escape), .key(.up)])
    }

    @Test func brokenLettersAreLeftOut() {
        var decoder = Decoder()
        let inputs = decoder.take([0xC3, 0x61, 0xFF, 0xE6, 0xBC, 0x62])
        #expect(inputs == [.key(.character("a")), .key(.character("b"))])
    }

    @Test func theDescriptionOfTheTerminalComesFirst() {
        let sequences = KeySequences { ["kdch1": "\u{1B}[P", "kcuu1": "\u{1B}A"][$0] }
        var decoder = Decoder(sequences)
        #expect(
            decoder.take("\u{1B}[P\u{1B}A\u{1B}[A".utf8) == [.key(.delete), .key(.up), .key(.up)]
        )
    }

    @Test func aPasteHasLineFeedsAndALimit() {
        #expect(inputs("\u{1B}[200~a\r\nb\rc\n\u{1B}[201~") == [.paste("a\nb\nc\n")])
        let long = String(repeating: "x", count: 3 << 20)
        let short = String(repeating: "x", count: 1 << 20)
        #expect(inputs("\u{1B}[200~\(long)\u{1B}[201~y") == [.paste(short), .key(.character("y"))])
    }

    @Test func aClickStaysInOneCell() {
        let press = "\u{1B}[<0;2;2M"
        #expect(inputs(press + "\u{1B}[<0;2;2m") == [.mouse(Mouse(.click, at: Point(1, 1)))])
        #expect(inputs(press + "\u{1B}[<0;3;2m") == [])
        #expect(inputs("\u{1B}[M \"\"\u{1B}[M#\"\"") == [.mouse(Mouse(.click, at: Point(1, 1)))])
    }

    @Test func anyBytesInAnyPiecesGiveTheSame() {
        let seed = UInt64.random(in: 0 ... .max)
        var noise = Bytes(state: seed)
        for round in 0..<200_000 {
            let bytes = noise.next()
            var (whole, pieces) = (Decoder(), Decoder())
            let cut = bytes.count / 2
            let expected = whole.take(bytes)
            let got = pieces.take(bytes[..<cut]) + pieces.take(bytes[cut...])
            guard got == expected else {
                Issue.record("seed \(seed), round \(round): \(bytes)")
                return
            }
        }
    }
}

/// Bytes that terminals like to send, in no order.
private struct Bytes {
    private static let likely =
        Array("\u{1B}\u{1B}[[O]P<MmAZ~;;0123456789 \\\u{7}\r漢é".utf8) + [0xFF]

    var state: UInt64

    mutating func next() -> [UInt8] {
        (0..<Int(random() % 16)).map { _ in Bytes.likely[Int(random() % UInt64(Bytes.likely.count))]
        }
    }

    private mutating func random() -> UInt64 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return state >> 33
    }
}
