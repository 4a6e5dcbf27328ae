/// What a test sees of a program at one moment.
public struct Moment: Sendable {
    /// How a program ended.
    public enum Ending: Equatable, Sendable {
        /// By itself, with this code.
        case code(Int32)
        /// By this signal.
        case signal(Int32)
    }

    /// The terminal's screen.
    public internal(set) var screen: Display
    /// Everything written so far.
    public internal(set) var output: [UInt8] = []
    /// The number of the process; 0 until it has started.
    public internal(set) var process: Int32 = 0
    /// How often the program was stopped.
    public internal(set) var stops = 0
    /// How the program ended, nil while it runs; all that it wrote is in the output then.
    public internal(set) var ending: Ending?

    /// The output as text.
    public var written: String { String(decoding: output, as: UTF8.self) }
}

extension Moment: CustomStringConvertible {
    /// The state, the screen and the end of the output.
    public var description: String {
        let end = written.suffix(400).debugDescription
        let state = ending.map { "ended by \($0)" } ?? "running, stopped \(stops) times"
        return "\(state)\n\(screen.text)\n\(end)"
    }
}

/// What a test waited for in vain.
public struct Missed: Error, CustomStringConvertible {
    /// What should have happened.
    public let what: String
    /// What was there when the time was over, or the program had ended.
    public let moment: Moment

    /// What is missing, and what is there instead.
    public var description: String { "no \(what): \(moment)" }
}
