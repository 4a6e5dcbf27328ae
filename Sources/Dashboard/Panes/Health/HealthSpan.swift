import Entities
import TUI

/// How far back a person looks: from a quarter of an hour to a week.
struct HealthSpan: Hashable, Sendable {
    /// In seconds.
    let seconds: Int64

    /// Two hours, as panes open.
    static let usual = HealthSpan(seconds: 7200)

    private static let all: [HealthSpan] = [
        900, 1800, 3600, 7200, 21_600, 43_200, 86_400, 604_800,
    ].map(HealthSpan.init)

    private init(seconds: Int64) { self.seconds = seconds }

    /// The span of a written one, as `30m`, `6h`, `7d`; nil for any other.
    init?(_ written: String) {
        guard let span = Self.all.first(where: { $0.setting == written }) else { return nil }
        self = span
    }

    /// As a locator keeps it.
    var setting: String { words.number + words.unit }

    /// As a title says it: `2 h`.
    var written: String { "\(words.number) \(words.unit)" }

    private var words: (number: String, unit: String) {
        switch seconds {
        case ..<3600: ("\(seconds / 60)", "m")
        case ...86_400: ("\(seconds / 3600)", "h")
        default: ("\(seconds / 86_400)", "d")
        }
    }

    /// The next longer or shorter one; the last stays.
    func next(by step: Int) -> HealthSpan {
        let index = (Self.all.firstIndex(of: self) ?? 0) + step
        return Self.all[min(max(0, index), Self.all.count - 1)]
    }
}

extension Healths {
    /// What panes ask that show health beside other things: few columns of the usual span.
    static let brief = Healths(span: HealthSpan.usual.seconds, columns: 12)
}

extension HealthSpan {
    /// How long a column is, in milliseconds, as a title says it: `30 s`, `2 min`, `3 h`.
    static func written(step: Int64) -> String {
        let seconds = step / 1000
        switch seconds {
        case ..<60: return "\(seconds) s"
        case ..<3600 where seconds % 60 == 0: return "\(seconds / 60) min"
        case 3600... where seconds % 3600 == 0: return "\(seconds / 3600) h"
        default: return Format.duration(milliseconds: step)
        }
    }
}
