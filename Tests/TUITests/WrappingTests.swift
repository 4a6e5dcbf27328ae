import TUI
import Testing

struct WrappingTests {
    private func rows(_ text: String, _ width: Int, _ height: Int) -> [String] {
        var canvas = Canvas(Size(width, height))
        canvas.put(wrapping: text, in: Rect(0, 0, width, height), .text)
        return canvas.text.split(separator: "\n").map(String.init)
    }

    @Test func sentencesBreakAtBlanks() {
        #expect(rows("the files lie at s3://x", 10, 4) == ["the files", "lie at", "s3://x"])
    }

    @Test func wordsThatAreLongerThanARowBreakInThemselves() {
        #expect(rows("at s3://bucket/folder", 8, 4) == ["at", "s3://buc", "ket/fold", "er"])
    }

    @Test func whatHasNoRoomEndsInAnEllipsis() {
        #expect(rows("one two three four", 5, 2) == ["one", "two …"])
        #expect(rows("one two three", 40, 1) == ["one two three"])
    }

    @Test func linesStayLines() {
        var canvas = Canvas(Size(12, 4))
        canvas.put(wrapping: "one two\n\nthree", in: Rect(0, 0, 12, 4), .text)
        let rows = canvas.text.split(separator: "\n", omittingEmptySubsequences: false)
        #expect(rows.prefix(3).map { $0.prefix { $0 != " " } } == ["one", "", "three"])
    }

    @Test func wideCharactersTakeTwoCells() {
        #expect(rows("数据 漂移", 4, 2) == ["数据", "漂移"])
        #expect(rows("数据", 1, 2) == [])
    }

    @Test func nothingFitsIntoNothing() {
        var canvas = Canvas(Size(3, 1))
        canvas.put(wrapping: "abc", in: Rect(0, 0, 0, 0), .text)
        #expect(canvas.text.allSatisfy { $0 == " " || $0 == "\n" })
    }
}
