import CTerm
import TUI

/// How each role looks on the terminal at hand.
struct Looks {
    /// What curses is told of a cell.
    struct Look {
        var pair: Int32
        var attributes: Int32
    }

    private struct Colours: Hashable {
        let foreground: Int32
        let background: Int32
    }

    private var looks: [Look] = []

    /// Sets up the pairs of colours that a theme needs.
    init(_ theme: Theme, on palette: Palette) {
        var pairs: [Colours: Int32] = [:]
        for role in Role.allCases {
            for selected in [false, true] {
                let style = theme.style(of: role, selected: selected, in: palette.tier)
                looks.append(Looks.look(style, palette, &pairs))
            }
        }
        cterm_ground(self[.blank].pair)
    }

    subscript(cell: Cell) -> Look { looks[Int(cell.role.rawValue) * 2 + (cell.selected ? 1 : 0)] }

    private static func look(
        _ style: Theme.Style,
        _ palette: Palette,
        _ pairs: inout [Colours: Int32]
    ) -> Look {
        let ink = palette.ink(style.foreground)
        let colours = Colours(
            foreground: ink.number,
            background: palette.ink(style.background).number
        )
        let attributes = Int32(style.attributes.union(ink.attributes).rawValue)
        guard palette.tier > .mono else { return Look(pair: 0, attributes: attributes) }
        let pair = pairs[colours] ?? define(colours, as: Int32(pairs.count + 1))
        pairs[colours] = pair
        return Look(pair: pair, attributes: attributes)
    }

    /// The pair of two colours; the terminal's own where there are no more pairs.
    private static func define(_ colours: Colours, as pair: Int32) -> Int32 {
        cterm_set_pair(pair, colours.foreground, colours.background) != 0 ? pair : 0
    }
}
