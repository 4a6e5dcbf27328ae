import TestKit

/// Random numbers that a failing test can be given again; its description is the seed.
struct Seeded: RandomNumberGenerator, CustomStringConvertible {
    private let seed: UInt64
    private var numbers: SeededNumbers

    init(_ seed: UInt64 = .random(in: 0...UInt64.max)) {
        self.seed = seed
        numbers = SeededNumbers(state: seed)
    }

    var description: String { "seed \(seed)" }

    mutating func next() -> UInt64 { numbers.next() }

    mutating func number(from low: Double, to high: Double) -> Double {
        Double.random(in: low...high, using: &self)
    }
}
