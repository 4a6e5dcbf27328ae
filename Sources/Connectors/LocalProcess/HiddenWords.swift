extension [String: String] {
    /// The values of an environment that must not show: those of variables that are named as
    /// secrets are, and the passwords of addresses.
    var secrets: [String] {
        let marks = ["TOKEN", "PASSWORD", "PASSWD", "SECRET", "KEY", "CREDENTIAL", "AUTH"]
        let named = filter { name, _ in
            let name = name.uppercased()
            return marks.contains { name.contains($0) }
        }
        let written = values.compactMap { value -> String? in
            guard let start = value.firstRange(of: "://")?.upperBound else { return nil }
            let place = value[start...].prefix { $0 != "/" && $0 != "?" }
            guard let end = place.lastIndex(of: "@"), let colon = place.firstIndex(of: ":"),
                colon < end
            else { return nil }
            return String(place[place.index(after: colon)..<end])
        }
        // The longest first, which may hold a shorter one; one too short would take words apart.
        return (named.values + written).filter { $0.utf8.count > 3 }
            .sorted { ($1.utf8.count, $0) < ($0.utf8.count, $1) }
    }
}

extension [UInt8] {
    /// With dots in place of secrets.
    func without(_ secrets: [String]) -> [UInt8] {
        secrets.reduce(self) { $0.replacing(Array($1.utf8), with: Array("•••".utf8)) }
    }
}
