import Entities
import TUI

extension Run.Status {
    var sign: String {
        switch self {
        case .running: "►"
        case .scheduled: "○"
        case .finished: "✓"
        case .failed: "✗"
        case .killed: "■"
        }
    }

    var word: String { name.lowercased() }

    var role: Role {
        switch self {
        case .running: .info
        case .scheduled, .killed: .muted
        case .finished: .ok
        case .failed: .critical
        }
    }
}
