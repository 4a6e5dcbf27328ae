import Entities

extension GateSettings {
    /// What is wrong with it, a sentence each: with any of them it fails.
    public func complaints() -> [String] {
        guard let gate = Gates.named(gate) else { return [unknown] }
        let keys = gate.keys
        let strange = values.keys.sorted().filter { key in !keys.contains { $0.name == key } }
        let missing = keys.filter { $0.isNeeded && values[$0.name] == nil }
        return strange.map { complaint(strange: $0, keys.map(\.name)) }
            + missing.map { "needs the key \($0.name): \($0.note)" }
            + keys.flatMap { key in values[key.name].map(key.complaints) ?? [] }
            + gate.complaints(self)
    }

    private var unknown: String {
        if Gates.later.contains(gate) {
            return "the gate \(gate) comes with drift, and cannot be named yet"
        }
        return "there is no gate \(gate)" + advice(gate, Gates.all.map { $0.name })
    }

    private func complaint(strange key: String, _ known: [String]) -> String {
        "takes no key \(key)" + advice(key, known)
    }

    /// The name that is most like another, where one is like it; all of them otherwise.
    private func advice(_ name: String, _ known: [String]) -> String {
        let nearest = known.map { ($0, $0.distance(to: name)) }.min { $0.1 < $1.1 }
        if let (near, distance) = nearest, distance <= max(2, name.count / 2) {
            return "; did you mean \(near)?"
        }
        return "; there are " + known.joined(separator: ", ")
    }
}
