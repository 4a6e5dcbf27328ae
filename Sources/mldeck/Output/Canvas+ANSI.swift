import TUI

extension Canvas {
    /// The picture with escape sequences, a line a row; without colour there are attributes only.
    func ansi(_ theme: Theme, isColoured: Bool) -> String {
        let tier = isColoured ? ColourTier.trueColour : .mono
        return (0..<size.height).map { y in
            var line = ""
            var last: Theme.Style?
            for cell in row(y) {
                var style = theme.style(of: cell.role, selected: cell.selected, in: tier)
                if !isColoured { (style.foreground, style.background) = (nil, nil) }
                if style != last { line += style.sequence }
                last = style
                line += cell.characters
            }
            return line + "\u{1B}[0m\n"
        }.joined()
    }
}

extension Theme.Style {
    /// Select Graphic Rendition, ECMA-48 8.3.117, colours by ISO 8613-6.
    fileprivate var sequence: String {
        var codes = ["0"]
        let flags: [(Theme.Attributes, String)] = [
            (.bold, "1"), (.dim, "2"), (.underline, "4"), (.reverse, "7"),
        ]
        codes += flags.filter { attributes.contains($0.0) }.map(\.1)
        if let code = foreground?.code(38, 30) { codes.append(code) }
        if let code = background?.code(48, 40) { codes.append(code) }
        return "\u{1B}[" + codes.joined(separator: ";") + "m"
    }
}

extension Theme.Colour {
    fileprivate func code(_ extended: Int, _ plain: Int) -> String? {
        if let rgb { return "\(extended);2;\(rgb >> 16);\(rgb >> 8 & 255);\(rgb & 255)" }
        if let index16 {
            return "\(index16 < 8 ? plain + Int(index16) : plain + 52 + Int(index16))"
        }
        return nil
    }
}
