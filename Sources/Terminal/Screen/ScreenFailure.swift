import TUI

/// Why no screen can be opened, as one sentence for a person.
public enum ScreenFailure: Error, Equatable, Sendable {
    /// Standard input is a file, a pipe or closed.
    case inputIsNoTerminal
    /// Standard output is a file, a pipe or closed.
    case outputIsNoTerminal
    /// TERM is unset or empty.
    case typeMissing
    /// No description of the type that TERM names is installed.
    case typeUnknown(String)
    /// The terminal only writes line after line.
    case cannotAddressCursor(String)
    /// No descriptor is left for signals.
    case noDescriptors
}

extension ScreenFailure: CustomStringConvertible {
    /// The sentence, without a full stop.
    public var description: String {
        switch self {
        case .inputIsNoTerminal: "standard input is not a terminal"
        case .outputIsNoTerminal: "standard output is not a terminal"
        case .typeMissing: "TERM is not set, so the kind of terminal is not known"
        case .typeUnknown(let type):
            "no terminal of the type '\(Printable.text(type))' is known here (TERM)"
        case .cannotAddressCursor(let type):
            "a terminal of the type '\(Printable.text(type))' cannot address the cursor (TERM)"
        case .noDescriptors: "no file descriptor is left to receive signals"
        }
    }
}
