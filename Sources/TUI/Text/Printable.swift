/// The one place that makes text from outside safe for a terminal.
///
/// Control characters become their pictures (`␛` for escape), line ends become `␊`, bidi overrides
/// and other invisible formats become `�`, flags become their letters, and what terminals disagree
/// on (emoji variation, joiners, skin tones) is left out. Nothing it returns can move a cursor.
public enum Printable {
    /// The scalars to draw in place of `scalar`; none where it draws nothing.
    static func replacement(of scalar: Unicode.Scalar) -> Unicode.Scalar? {
        switch scalar.value {
        case 0x20..<0x7F: scalar
        case 0..<0x20: Unicode.Scalar(0x2400 + scalar.value)
        case 0x7F: "\u{2421}"
        case 0x80..<0xA0, 0x2028, 0x2029: "\u{FFFD}"
        case 0xAD, 0x200D, 0xFE00...0xFE0F, 0x1F3FB...0x1F3FF, 0xE0100...0xE01EF: nil
        case 0x1F1E6...0x1F1FF: Unicode.Scalar(0x41 + scalar.value - 0x1F1E6)
        case 0xA0: " "
        default: isDoubtful(scalar) ? "\u{FFFD}" : scalar
        }
    }

    /// The text as it is drawn.
    public static func text(_ text: String) -> String {
        var result = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            if let safe = replacement(of: scalar) { result.append(safe) }
        }
        return String(result)
    }

    private static func isDoubtful(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator,
            .paragraphSeparator:
            true
        default: false
        }
    }
}
