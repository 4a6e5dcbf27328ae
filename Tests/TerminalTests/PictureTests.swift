import TUI
import Terminal
import Testing

@Suite struct PictureTests {
    private func picture(_ text: String, width: Int = 8, in size: Size? = nil) -> Picture {
        var canvas = Canvas(Size(width, 1))
        canvas.put(text, 0, 0, .text)
        return Picture(canvas, in: size ?? canvas.size)
    }

    @Test func theSamePictureHasNoChanges() {
        #expect(picture("abc").changes(since: picture("abc")) == [])
    }

    @Test func changesGoFromTheFirstToTheLast() {
        let changes = picture("abcdef").changes(since: picture("aBcdEf"))
        #expect(changes.map(\.columns) == [1..<5])
    }

    @Test(arguments: [
        ("a漢b", "a字b", 1..<3), ("漢字", " 漢 ", 0..<4), ("a漢b", "aXYb", 1..<3),
        ("aXYb", "a漢b", 1..<3), ("漢", "漢x", 2..<3),
    ])
    func wideCharactersChangeWhole(_ old: String, _ new: String, _ columns: Range<Int>) {
        let changes = picture(new).changes(since: picture(old))
        #expect(changes.map(\.columns) == [columns])
    }

    @Test func halfAWideCharacterSelectedChangesItWhole() {
        var canvas = Canvas(Size(6, 1))
        canvas.put("a漢b", 0, 0, .text)
        let old = Picture(canvas, in: canvas.size)
        canvas.select(Rect(2, 0, 1, 1))
        #expect(Picture(canvas, in: canvas.size).changes(since: old).map(\.columns) == [1..<3])
    }

    @Test func anotherSizeChangesEverything() {
        let wider = picture("abc", in: Size(9, 2))
        #expect(wider.changes(since: picture("abc")).map(\.columns) == [0..<9, 0..<9])
        #expect(wider.changes(since: nil).count == 2)
    }

    @Test func aCanvasIsCutToTheScreen() {
        let cut = picture("abc漢", in: Size(4, 1))
        #expect(cut.row(0).map(\.characters) == ["a", "b", "c", " "])
        #expect(picture("abc", in: Size(0, 0)).changes(since: nil) == [])
    }
}

@Suite struct PaletteTests {
    private let colour = Theme.Colour(rgb: 0x12_3456, index256: 100, index16: 9)

    @Test(arguments: [
        (ColourTier.trueColour, 1 << 24, 0x12_3456), (.indexed, 256, 100), (.sixteen, 256, 9),
        (.sixteen, 16, 9), (.mono, 256, -1),
    ])
    func eachTierHasItsNumber(_ tier: ColourTier, _ colours: Int, _ number: Int32) {
        let ink = Palette(tier: tier, colours: colours).ink(colour)
        #expect(ink.number == number)
        #expect(ink.attributes == [])
    }

    @Test func eightColoursMakeBrightOnesBold() {
        let palette = Palette(tier: .sixteen, colours: 8)
        #expect(palette.ink(colour).number == 1)
        #expect(palette.ink(colour).attributes == .bold)
        let grey = palette.ink(Theme.Colour(index16: 8))
        #expect(grey.number == -1)
        #expect(grey.attributes == .dim)
    }

    @Test func whereNumbersAreColoursIndicesAreTranslated() {
        let palette = Palette(tier: .trueColour, colours: 1 << 24)
        #expect(palette.ink(Theme.Colour(index256: 16)).number == 8)
        #expect(palette.ink(Theme.Colour(index256: 67)).number == 0x5F_87AF)
        #expect(palette.ink(Theme.Colour(index256: 244)).number == 0x80_8080)
        #expect(palette.ink(Theme.Colour(index16: 3)).number == 3)
        #expect(palette.ink(Theme.Colour(index16: 11)).attributes == .bold)
        #expect(palette.ink(Theme.Colour(rgb: 0)).number == 8)
        #expect(palette.ink(.own).number == -1)
    }
}

@Suite struct Base64Tests {
    @Test(arguments: [
        ("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="),
        ("fooba", "Zm9vYmE="), ("foobar", "Zm9vYmFy"), ("\u{3FF}é", "z7/DqQ=="),
    ])
    func followsTheExamplesOfTheStandard(_ text: String, _ encoded: String) {
        #expect(Base64.encode(text.utf8) == encoded)
    }
}
