import CTerm
import Glibc
import TUI

/// What is known of the terminal without opening it.
public struct TerminalReport: Sendable {
    /// `TERM`; nil where it is not set.
    public let type: String?
    /// Whether terminfo knows it and the cursor can be put anywhere.
    public let isUsable: Bool
    /// The colours that are used.
    public let tier: ColourTier
    /// Whether text goes out in UTF-8.
    public let isUTF8: Bool
    /// Columns and rows; nil where standard output is no terminal.
    public let size: Size?

    /// Looks at the environment, terminfo and standard output.
    public init() {
        type = environment("TERM")
        let wanted = ColourTier.wanted
        let found = type.flatMap(TerminalType.describe)
        let direct = wanted == .trueColour ? type.map(TerminalType.directName) : nil
        let more = direct.flatMap(TerminalType.describe)?.colours ?? 0
        let best = ColourTier.best(of: Int(max(found?.colours ?? 0, more)))
        isUsable = found.map { $0.addressable != 0 } ?? false
        tier = min(best, wanted ?? best)
        isUTF8 = TerminalType.useUTF8() && type != "linux"
        var (rows, columns): (Int32, Int32) = (0, 0)
        cterm_window(&rows, &columns)
        size = columns > 0 ? Size(Int(columns), Int(rows)) : nil
    }
}
