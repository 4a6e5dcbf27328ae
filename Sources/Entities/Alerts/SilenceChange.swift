/// What is to become of silences.
public enum SilenceChange: Hashable, Sendable, Codable {
    /// Alerts that match are to be silent for so many seconds.
    case create(at: Source.ID, [Silence.Matcher], seconds: Int, comment: String)
    /// A silence is to go on for so many seconds from now.
    case extend(Silence.ID, seconds: Int)
    /// A silence is to end now.
    case expire(Silence.ID)

    /// Who keeps the silence.
    public var source: Source.ID {
        switch self {
        case .create(let source, _, _, _): source
        case .extend(let id, _), .expire(let id): id.source
        }
    }

    /// As in `silence {job="a"} for 2 h`.
    public var sentence: String {
        switch self {
        case .create(_, let matchers, let seconds, _):
            "silence \(matchers.written) for \(Self.written(seconds))"
        case .extend(let id, let seconds):
            "extend silence \(id.key) to \(Self.written(seconds)) from now"
        case .expire(let id): "end silence \(id.key)"
        }
    }

    /// A duration in the largest unit that is whole: `90 min`, `2 h`, `3 d`.
    public static func written(_ seconds: Int) -> String {
        let units = [(86_400, "d"), (3600, "h"), (60, "min")]
        let unit = units.first { seconds >= $0.0 && seconds % $0.0 == 0 }
        return unit.map { "\(seconds / $0.0) \($0.1)" } ?? "\(seconds) s"
    }

    /// The seconds of `90m`, `2h`, `1h30m`, `3d`; nil where it is no duration, or none that is
    /// longer than nothing.
    public static func seconds(_ written: String) -> Int? {
        let units: [Character: Int] = ["s": 1, "m": 60, "h": 3600, "d": 86_400, "w": 604_800]
        var (sum, digits) = (0, "")
        for character in written where character != " " {
            guard !("0"..."9").contains(character) else {
                digits.append(character)
                continue
            }
            guard let unit = units[character], let count = Int(digits), count < 1_000_000 else {
                return nil
            }
            sum += count * unit
            digits = ""
        }
        return digits.isEmpty && sum > 0 ? sum : nil
    }
}
