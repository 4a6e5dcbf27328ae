import Statistics
import Testing

/// Verdicts are those of Prometheus 2.42.
struct ExpositionTests {
    private func verdict(_ text: String, _ format: ExpositionFormat = .plain) -> Bool {
        var index = SeriesIndex()
        return (try? index.read(text, as: format)) != nil
    }

    @Test func plainTextThatIsAccepted() {
        let texts = [
            "", "\n \n\t\n", "a 1", "a 1\n", "a\t1 \n", "a{}1\n", "a-1\n", "a{b=\"c\"d=\"e\"} 1\n",
            "a{b=\"c\",} 1 2\n", "a { b = \"c\" } 1\n", "a{b=\"line\nfeed\"} 1\n",
            "a{b=\"\\x\"} 1\n",
            "a .5\na1 5.\na2 +1e+5\na3 -iNf\na4 infinity\na5 nan\na6 1e-400\n", ":a:b 1\n",
            "#\n#x\n",
            "# HELP\n", "# HELP a\n", "#HELP\n", "# TYPE a untyped\n", "# TYPE a-counter\n",
            "# TYPO a\n", "#\tTYPE\ta\tgauge\n", "\0 nothing counts behind a zero", "# \0", "#a\0b",
            "a{b=\"\0\"} 1\n", "# H\0ELP a b\n", "a 1 9223372036854775807\n",
            "a{x=\"\",x=\"1\"} 1\n",
        ]
        for text in texts { #expect(verdict(text), "\(text.debugDescription)") }
    }

    @Test func plainTextThatIsRefused() {
        let texts = [
            "a\n", "a{b=\"c\"\n", " a 1\n", "a 1\r\n", "a 0x1p3\n", "a 0x10\n", "a 1_0\n",
            "a 1e400\n",
            "a 1e\n", "a .\n", "a +nan\n", "a NaN5\n", "a infinit\n", "a 1 -2\n", "a 1 2 3\n",
            "1a 1\n",
            "a 1 9223372036854775808\n", "a{,} 1\n", "a{b=\"c\",,} 1\n", "a{b:c=\"d\"} 1\n",
            "a{b=c} 1\n",
            "a{b=\"c} 1\n", "a{b=\"\\\n\"} 1\n", "a{b=\"c\"}{d=\"e\"} 1\n", "é 1\n", "a 1 # {} 1\n",
            "# TYPE a\n", "# TYPE a unknown\n", "# TYPE a counter \n", "# HELP \n", "# HELP 1\n",
            "a{b=\"c\",b=\"c\"} 1\n", "a{__name__=\"b\"} 1\n", "a 1\0\n", "a\0 1\n",
            "# HELP a\0 b\n",
        ]
        for text in texts { #expect(!verdict(text), "\(text.debugDescription)") }
    }

    @Test func openMetricsThatIsAccepted() {
        let texts = [
            "# EOF", "# EOF\n", "a 1\n# EOF\n", "a{b=\"c\"} 1 1.5\n# EOF\n", "a{} 1 -1e3\n# EOF\n",
            "a_total 1 # {} 1\n# EOF\n", "a_bucket{b=\"c\"} 1 2 # {d=\"e\",f=\"\"} 1 2\n# EOF\n",
            "# HELP a \n# TYPE a stateset\n# EOF\n", "# UNIT a_s s\n# UNIT b \n# EOF\n",
            "# EOF\n\0",
            "# TYPE a gaugehistogram\n# HELP a b\n\0\0a 1\n# EOF\n",
        ]
        for text in texts { #expect(verdict(text, .openMetrics), "\(text.debugDescription)") }
    }

    @Test func openMetricsThatIsRefused() {
        let texts = [
            "", "a 1\n", "a 1\n# EOF\n\n", "# EOF\na 1\n", "a  1\n# EOF\n", "a\t1\n# EOF\n",
            "\n# EOF\n",
            "a 1 \n# EOF\n", "a{b=\"c\",} 1\n# EOF\n", "a{b=\"c\"}1\n# EOF\n",
            "a{b=\"\n\"} 1\n# EOF\n",
            "a 1 NaN\n# EOF\n", "a 1 1 1\n# EOF\n", "a 1 # {} 1\n# EOF\n",
            "a_total 1 # {}\n# EOF\n",
            "a_total 1 # {b=\"\0\"} 1\n# EOF\n", "#x\n# EOF\n", "# comment\n# EOF\n", "a 1# EOF\n",
            "# TYPE a untyped\n# EOF\n", "# UNIT a s\n# EOF\n", "# UNIT as s\n# EOF\n",
            "# HELP a\n# EOF\n",
        ]
        for text in texts { #expect(!verdict(text, .openMetrics), "\(text.debugDescription)") }
    }

    @Test(arguments: [
        [0xFF], [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80], [0xC3],
    ])
    func labelsAndDescriptionsAreText(_ bytes: [UInt8]) throws {
        var index = SeriesIndex()
        let label = Array("a{b=\"".utf8) + bytes + Array("\"} 1\n".utf8)
        #expect(throws: ExpositionError.self) { try index.read(label, as: .plain) }
        let help = Array("# HELP a ".utf8) + bytes + [0x0A]
        #expect(throws: ExpositionError.self) { try index.read(help, as: .plain) }
        // What is no metadata may be anything.
        try index.read([0x23] + bytes + [0x0A], as: .plain)
    }

    @Test func labelsAreReadWithoutTheirEscapes() throws {
        var index = SeriesIndex()
        let long = String(repeating: "é漢", count: 2000)
        try index.read("a{b=\"C:\\\\d\\n\\\"q\\\" \\t\",c=\"\(long)\"} 1\n")
        let name = try #require(index.name(of: 0))
        #expect(name["b"] == "C:\\d\n\"q\" \\t")
        #expect(name["c"] == long && name["d"] == "")
        #expect(name.without(["c", "b"]) == SeriesName("a"))
    }

    @Test func timesAreMillisecondsInPlainTextAndSecondsInOpenMetrics() throws {
        var index = SeriesIndex()
        try index.read("a 1 1395066363000\nb 2\n")
        #expect(index.time(of: 0) == 1_395_066_363_000 && index.time(of: 1) == nil)
        try index.read("a 1 1395066363.0009\nb 1 -1.5\nc 1 1e300\n# EOF\n", as: .openMetrics)
        #expect(index.time(of: 0) == 1_395_066_363_000 && index.time(of: 1) == -1500)
        #expect(index.time(of: 2) == .min)
    }

    @Test func metadataIsWhatWasToldLast() throws {
        var index = SeriesIndex()
        try index.read("# TYPE a counter\n# HELP a one\\ntwo \\\"\\\\\n# HELP b text\n# HELP b \n")
        #expect(index.metadata(of: "a") == MetricMetadata(type: .counter, help: "one\ntwo \\\"\\"))
        #expect(index.metadata(of: "b") == MetricMetadata())
        #expect(index.metadata(of: "c") == nil)
        try index.read(
            "# HELP a_s \\\"q\\\"\n# UNIT a_s s\n# TYPE a_s info\n# EOF\n",
            as: .openMetrics
        )
        #expect(index.metadata(of: "a_s") == MetricMetadata(type: .info, help: "\"q\"", unit: "s"))
    }

    @Test func theContentTypeDecides() {
        #expect(ExpositionFormat(contentType: "") == .plain)
        #expect(ExpositionFormat(contentType: "text/plain; version=0.0.4") == .plain)
        for type in ["", ";", "; version=1.0.0; charset=utf-8", " ; a=\"b;\\\"\" ;"] {
            let type = "application/OpenMetrics-text" + type
            #expect(ExpositionFormat(contentType: type) == .openMetrics)
        }
        for type in ["/x", "; bad", "; a=", "; =b", ";;a=b", " x"] {
            let type = "application/openmetrics-text" + type
            #expect(ExpositionFormat(contentType: type) == .plain)
        }
        #expect(ExpositionFormat(contentType: "application/vnd.google.protobuf; a=b") == nil)
    }
}
