import TUI

/// A theme's colours as a terminal counts them.
package struct Palette {
    /// A colour's number, -1 for the terminal's own, and what must be done to the letter besides.
    package struct Ink: Equatable {
        /// The number curses takes.
        package var number: Int32
        /// Bold and dim stand in for colours that are missing.
        package var attributes: Theme.Attributes = []

        static let own = Ink(number: -1)
    }

    /// The colours to use.
    package let tier: ColourTier
    /// The colours there are.
    package let colours: Int

    /// The palette of a terminal with so many colours, of which a tier is used.
    package init(tier: ColourTier, colours: Int) {
        self.tier = tier
        self.colours = colours
    }

    /// A tier that a colour leaves out takes that of the next lower one.
    package func ink(_ colour: Theme.Colour?) -> Ink {
        guard let colour, tier > .mono else { return .own }
        if tier == .trueColour, let rgb = colour.rgb { return Palette.direct(rgb) }
        let index = tier >= .indexed ? colour.index256 ?? colour.index16 : colour.index16
        guard let index else { return .own }
        if index < 16 { return basic(index) }
        return hasNumbersForColours ? Palette.direct(Palette.rgb(index)) : Ink(number: Int32(index))
    }

    /// Above 256 colours a number is the colour itself, but for the first eight.
    private var hasNumbersForColours: Bool { colours > 256 }

    /// One of the sixteen; where there are eight, bold letters are the bright ones.
    private func basic(_ index: UInt8) -> Ink {
        if index < 8 || colours >= 16 && !hasNumbersForColours { return Ink(number: Int32(index)) }
        // Bold black is black on most terminals: grey is the own colour, dim.
        if index == 8 { return Ink(number: -1, attributes: .dim) }
        return Ink(number: Int32(index) - 8, attributes: .bold)
    }

    private static func direct(_ rgb: UInt32) -> Ink { Ink(number: Int32(max(8, rgb & 0xFF_FFFF))) }

    /// The colour that xterm shows for an index from 16.
    private static func rgb(_ index: UInt8) -> UInt32 {
        guard index < 232 else { return (8 + 10 * UInt32(index - 232)) * 0x01_0101 }
        let levels: [UInt32] = [0, 95, 135, 175, 215, 255]
        let cube = Int(index) - 16
        return levels[cube / 36] << 16 | levels[cube / 6 % 6] << 8 | levels[cube % 6]
    }
}
