import TUI

extension Probe {
    /// Colours that a test can tell apart in every tier.
    static let theme = Theme(
        name: "probe",
        note: "",
        ground: Theme.Style(background: Theme.Colour(rgb: 0x101418, index256: 233)),
        selected: Theme.Style(
            background: Theme.Colour(rgb: 0x262D38, index256: 236),
            attributes16: .reverse
        ),
        styles: [
            .ok: Theme.Style(
                foreground: Theme.Colour(rgb: 0x7EC98F, index256: 114, index16: 2)
            ),
            .critical: Theme.Style(
                foreground: Theme.Colour(rgb: 0xF2777A, index256: 210, index16: 9),
                attributes: .underline
            ),
            .muted: Theme.Style(foreground: Theme.Colour(index16: 8)),
        ]
    )
}
