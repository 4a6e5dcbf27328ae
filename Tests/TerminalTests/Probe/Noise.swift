import TUI

/// Pictures that have little in common with each other, always the same ones.
struct Noise {
    private(set) var canvas: Canvas
    private var state: UInt64 = 0x6D6C_6465_636B
    private var number = 1

    init(_ size: Size) {
        canvas = Canvas(size)
        fill()
    }

    /// The next picture: most of this one, and some texts over it.
    var next: Noise {
        var next = self
        next.number += 1
        next.fill()
        return next
    }

    private static let texts = [
        "plain text", "漢字かな", "a漢b", "é e\u{301} ñ", "          ", "⠿⠇⣿", "─────────", "🙂", "x",
        "aaaaaaaaaaaaaaaaaaaa", "\u{1D173}?", "한글 ok", "●▲◆", "한", " ",
    ]

    private mutating func fill() {
        for _ in 0..<canvas.size.height {
            let text = Noise.texts[random(Noise.texts.count)]
            let role = Role.allCases[random(Role.allCases.count)]
            canvas.put(text, random(canvas.size.width), random(canvas.size.height - 1), role)
            if random(8) == 0 { canvas.select(Rect(0, random(canvas.size.height), 30, 1)) }
        }
        canvas.put("#\(number);", 0, canvas.size.height - 1, .text)
    }

    private mutating func random(_ count: Int) -> Int {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
        return Int((mixed ^ mixed >> 31) % UInt64(max(1, count)))
    }
}
