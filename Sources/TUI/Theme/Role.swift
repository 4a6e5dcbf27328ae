/// What a cell is for; a theme turns it into colours, so that no colour appears in code.
public enum Role: UInt8, CaseIterable, Sendable {
    // The order is that of the letters of a golden screen's second layer.
    case ground
    case text, muted, faint, strong, title, border, borderFocused, accent, key, marked, match
    case input, cursor, ok, warn, critical, info, stale, production
    case series1, series2, series3, series4, series5, series6, series7, series8
    case heat0, heat1, heat2, heat3, heat4, heat5

    /// One letter for each role, in the order of the cases.
    private static let letters = Array(" tmxshbfakgenzowcilp12345678.,;:=+")
    private static let selectedLetters = Array("TTMXSHBFAKGENZOWCILP!@#$%^&*()[]{}")

    /// The letter of the role in the second layer of a golden screen, another one where selected.
    public func letter(selected: Bool) -> Character {
        (selected ? Role.selectedLetters : Role.letters)[Int(rawValue)]
    }

    /// The colour of a mark or line: the first eight have one of their own.
    public static func series(_ number: Int) -> Role? {
        guard (1...8).contains(number) else { return nil }
        return Role(rawValue: Role.series1.rawValue + UInt8(number - 1))
    }

    /// The step of the heat ramp, from 0, calm, to 5, far beyond the threshold.
    public static func heat(_ step: Int) -> Role {
        Role(rawValue: Role.heat0.rawValue + UInt8(min(5, max(0, step)))) ?? .heat0
    }
}
