import Entities

/// What may be changed at all: by contexts, `--read-only`, and leave to write local files.
public struct Permissions: Sendable {
    private let refusal: @Sendable (Source.ID) -> String?

    /// Permissions that say why a source may not be changed, and nil where it may.
    public init(_ refusal: @escaping @Sendable (Source.ID) -> String?) { self.refusal = refusal }

    /// Nothing may be changed.
    public static let none = Permissions { _ in "nothing may be changed here" }

    /// Why a source may not be changed; nil where it may.
    public func refusal(of source: Source.ID) -> String? { refusal(source) }

    /// Leave to change a source; throws why there is none.
    func permit(for source: Source.ID) throws(Failure) -> Permit {
        if let why = refusal(source) {
            throw Failure(source: source, reason: .refused(why: why))
        }
        return Permit(source: source)
    }
}

/// Leave to change one source: without one no call is made that changes anything.
struct Permit: Sendable {
    let source: Source.ID

    fileprivate init(source: Source.ID) { self.source = source }
}
