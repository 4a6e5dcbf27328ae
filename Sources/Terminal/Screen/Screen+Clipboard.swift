/// Copying by way of the terminal, which works over SSH as well.
extension Screen {
    /// What terminals take at most, in letters of base 64.
    private static let limit = 74_994

    /// Asks the terminal to put a text on its clipboard; false where it is too long to be asked.
    public func copy(_ text: String) -> Bool {
        let encoded = Base64.encode(text.utf8)
        guard encoded.utf8.count <= Screen.limit, type.speaksECMA else { return false }
        let request = "\u{1B}]52;c;\(encoded)\u{07}"
        send(request)
        // By its settings tmux either takes the request itself or hands it on.
        if environment("TMUX") != nil { send("\u{1B}Ptmux;\u{1B}\(request)\u{1B}\\") }
        return true
    }
}
