/// How many colours a terminal has.
public enum ColourTier: Int, Comparable, Sendable {
    /// Attributes only.
    case mono
    /// The eight or sixteen of old.
    case sixteen
    /// The 256 of xterm.
    case indexed
    /// 24 bits.
    case trueColour

    /// By the number of colours.
    public static func < (left: ColourTier, right: ColourTier) -> Bool {
        left.rawValue < right.rawValue
    }
}

extension Theme {
    /// What a cell looks like: its role's style on the ground it stands on.
    public func style(of role: Role, selected isSelected: Bool, in tier: ColourTier) -> Style {
        var style = styles[role] ?? Style()
        let base = isSelected ? selected : ground
        style.background = style.background ?? base.background ?? ground.background
        style.foreground = style.foreground ?? base.foreground
        if isSelected { style.attributes.formUnion(base.attributes) }
        if tier <= .sixteen {
            style.attributes.formUnion(style.attributes16)
            if isSelected { style.attributes.formUnion(base.attributes16) }
        }
        return style.attributes.contains(.reverse) && isSelected ? style.reversed(in: tier) : style
    }
}

extension Theme.Style {
    /// A reversed row keeps bold and underline; dim and colour would be unreadable on it.
    fileprivate func reversed(in tier: ColourTier) -> Theme.Style {
        Theme.Style(attributes: attributes.subtracting(.dim))
    }
}
