/// Telling somebody who does not look.
extension Screen {
    /// Rings the terminal's bell.
    public func bell() { send("\u{07}") }

    /// Asks the terminal for a notice of the desktop, by OSC 9; the text must be fit to be shown.
    public func notify(_ text: String) {
        guard type.speaksECMA else { return }
        let request = "\u{1B}]9;\(text)\u{07}"
        send(request)
        // tmux hands on only what is wrapped so.
        if environment("TMUX") != nil { send("\u{1B}Ptmux;\u{1B}\(request)\u{1B}\\") }
    }
}
