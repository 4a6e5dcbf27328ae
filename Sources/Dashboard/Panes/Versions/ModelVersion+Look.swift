import Entities
import TUI

extension ModelVersion {
    /// The aliases that stand for it, then its stage where it has one.
    var marks: [String] { aliases + (stage.isEmpty ? [] : [stage.lowercased()]) }
}

extension ModelVersion.ID {
    /// As it is typed: `churn/12`.
    var written: String { "\(model.name)/\(number)" }
}

extension ModelVersion.Status {
    /// A sign for what is not as it should be.
    var sign: Span {
        switch self {
        case .ready: Span("", .ground)
        case .pending: Span("◌", .muted)
        case .failed: Span("✗", .critical)
        }
    }

    /// What it is called.
    var word: String {
        switch self {
        case .ready: "ready"
        case .pending: "registration pending"
        case .failed: "registration failed"
        }
    }
}
