/// What went wrong with a source; state to be shown, never a reason to lose what is there.
public struct Failure: Error, Hashable, Sendable {
    /// Why.
    public enum Reason: Error, Hashable, Sendable {
        /// Nobody answers there.
        case unreachable(String)
        /// It wants other credentials.
        case unauthorized
        /// It has no such thing.
        case notFound(String)
        /// It did not answer in time.
        case timedOut
        /// It answered with this HTTP status.
        case status(Int)
        /// What it holds at `where` cannot be read.
        case malformed(where: String, detail: String)
        /// It is of a version or layout that is not known.
        case unsupported(version: String)
        /// It, or mldeck, will not do that.
        case refused(why: String)
        /// The question was given up.
        case cancelled
    }

    /// Whose failure it is.
    public var source: Source.ID
    /// Why.
    public var reason: Reason

    /// A failure of a source.
    public init(source: Source.ID, reason: Reason) {
        self.source = source
        self.reason = reason
    }
}

extension Failure.Reason {
    /// The name of the case, for JSON.
    public var name: String {
        switch self {
        case .unreachable: "unreachable"
        case .unauthorized: "unauthorized"
        case .notFound: "not_found"
        case .timedOut: "timed_out"
        case .status: "status"
        case .malformed: "malformed"
        case .unsupported: "unsupported"
        case .refused: "refused"
        case .cancelled: "cancelled"
        }
    }

    /// What happened and what to do, as half a sentence without the source's name.
    public var sentence: String { words.plain }

    private var words: String {
        switch self {
        case .unreachable(let why): "cannot be reached: \(why)"
        case .unauthorized: "refused the credentials; check user name, password or token"
        case .notFound(let what): "has no \(what)"
        case .timedOut: "did not answer in time; it is asked again"
        case .status(let code): "answered with status \(code)"
        case .malformed(let place, let detail): "cannot be read (\(place)): \(detail)"
        case .unsupported(let version): "is not supported: \(version)"
        case .refused(let why): "refused: \(why)"
        case .cancelled: "was not asked to the end"
        }
    }
}

extension String {
    /// On one line, with pictures in place of what moves a cursor or turns the direction of writing.
    package var plain: String {
        guard unicodeScalars.contains(where: { $0.picture != nil }) else { return self }
        return String(String.UnicodeScalarView(unicodeScalars.map { $0.picture ?? $0 }))
    }
}

extension Unicode.Scalar {
    /// What is shown in its place, `␛` for escape; nil where it does no harm.
    fileprivate var picture: Unicode.Scalar? {
        switch self {
        case "\0"..."\u{1F}": Unicode.Scalar(0x2400 + value)
        case "\u{7F}": "␡"
        case "\u{80}"..."\u{9F}", "\u{2028}"..."\u{202E}", "\u{2066}"..."\u{2069}": "\u{FFFD}"
        default: nil
        }
    }
}

extension Failure {
    /// One sentence that names the source.
    public var message: String { "\(source.name) \(reason.sentence)" }
}
