import TUI

extension ColourTier {
    /// What the environment asks for: NO_COLOR none, COLORTERM all; nil where it asks for nothing.
    public static var wanted: ColourTier? {
        if environment("NO_COLOR") != nil { return .mono }
        return ["truecolor", "24bit"].contains(environment("COLORTERM")) ? .trueColour : nil
    }

    /// The best tier with so many colours.
    static func best(of colours: Int) -> ColourTier {
        switch colours {
        case ..<8: .mono
        case ..<256: .sixteen
        case 256: .indexed
        default: .trueColour
        }
    }
}
