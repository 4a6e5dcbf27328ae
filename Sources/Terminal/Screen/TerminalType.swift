import CTerm
import Glibc
import TUI

/// What kind of terminal this is, as the environment and terminfo tell it.
struct TerminalType {
    /// The name to give to curses.
    let name: String
    /// Whether it takes `ESC [` sequences that terminfo does not speak of.
    let speaksECMA: Bool
    /// Whether it shows nothing but ASCII.
    let isASCII: Bool

    /// The terminal on standard input and output; with true colour where that is wanted and known.
    init(trueColour: Bool) throws(ScreenFailure) {
        guard isatty(STDIN_FILENO) == 1 else { throw .inputIsNoTerminal }
        guard isatty(STDOUT_FILENO) == 1 else { throw .outputIsNoTerminal }
        guard let type = environment("TERM") else { throw .typeMissing }
        guard let found = TerminalType.describe(type) else { throw .typeUnknown(type) }
        guard found.addressable != 0 else { throw .cannotAddressCursor(type) }
        let direct = TerminalType.directName(of: type)
        let colours = trueColour ? TerminalType.describe(direct)?.colours ?? 0 : 0
        name = colours > 256 ? direct : type
        speaksECMA = found.ecma != 0
        // The Linux console has no font with the signs.
        isASCII = !TerminalType.useUTF8() || type == "linux"
    }

    static func describe(_ type: String) -> cterm_description? {
        var description = cterm_description()
        return cterm_describe(type, &description) != 0 ? description : nil
    }

    /// The name of the description with true colour: `xterm-direct` for `xterm-256color`.
    static func directName(of type: String) -> String {
        let suffix = "-256color"
        return (type.hasSuffix(suffix) ? String(type.dropLast(suffix.count)) : type) + "-direct"
    }

    /// Whether text goes out in UTF-8: unless the environment asks for another character set.
    static func useUTF8() -> Bool {
        if cterm_use_locale(nil) != 0 { return true }
        let wanted = environment("LC_ALL") ?? environment("LC_CTYPE") ?? environment("LANG")
        return isOpen(to: wanted) && cterm_use_locale("C.UTF-8") != 0
    }

    /// No locale at all, or one in UTF-8 that is not installed.
    private static func isOpen(to locale: String?) -> Bool {
        guard let locale = locale?.lowercased() else { return true }
        return locale.hasSuffix("utf-8") || locale.hasSuffix("utf8")
    }
}

/// A variable of the environment; nil where it is unset or empty.
func environment(_ name: String) -> String? {
    guard let value = getenv(name), value[0] != 0 else { return nil }
    return String(cString: value)
}
