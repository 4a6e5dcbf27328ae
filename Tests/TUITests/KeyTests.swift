import TUI
import Testing

struct KeyTests {
    @Test func sequencesNameSpecialKeys() {
        #expect(
            Key.sequence("gg<enter>^<esc> <lt><^d>")
                == [
                    .character("g"), .character("g"), .enter, .character("^"), .escape, .space,
                    .character("<"), .control("d"),
                ]
        )
    }

    @Test(arguments: [Key.enter, .up, .control("c"), .function(5), .character("j"), .pageDown])
    func aNameIsReadBack(_ key: Key) { #expect(Key(name: key.name) == key) }
}
