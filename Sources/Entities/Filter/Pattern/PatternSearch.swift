/// Looks for an expression in texts, with what it has learnt kept from one to the next.
///
/// All ways are gone at once, each step at most once a code point: Thompson, Regular Expression
/// Search Algorithm, 1968. What a code point of ASCII makes of a set of steps is kept.
public struct PatternSearch {
    /// What stands before a place, as far as the expression asks.
    private enum Before: Hashable { case nothing, word, other }

    /// The steps to go on from at a place.
    private struct State: Hashable {
        var steps: [Int]
        var before: Before
    }

    private static let most = 1000
    private static let unknown: Int32 = -1
    private static let found: Int32 = -2

    private let pattern: Pattern
    private var states: [State] = []
    private var places: [State: Int32] = [:]
    /// For each state and code point of ASCII the next state, `unknown` or `found`.
    private var table: [Int32] = []
    private var stack: [Int] = []
    private var reached: [Int] = []
    /// For each step the last time that it was reached.
    private var times: [Int]
    private var clock = 0

    /// Looks for `pattern`.
    public init(_ pattern: Pattern) {
        self.pattern = pattern
        times = Array(repeating: 0, count: pattern.program.count)
    }

    /// Whether some part of a text fits.
    public mutating func matches(_ text: String) -> Bool {
        var state = place(of: State(steps: [], before: .nothing))
        for scalar in text.unicodeScalars {
            let known =
                scalar.isASCII ? table[Int(state) << 7 | Int(scalar.value)] : PatternSearch.unknown
            state = known == PatternSearch.unknown ? next(state, scalar) : known
            if state == PatternSearch.found { return true }
        }
        return reach(from: states[Int(state)], next: nil)
    }

    /// Goes from a state over one code point, and keeps where that leads.
    private mutating func next(_ place: Int32, _ scalar: Unicode.Scalar) -> Int32 {
        let result: Int32
        let isFull = states.count >= PatternSearch.most
        if reach(from: states[Int(place)], next: scalar) {
            result = PatternSearch.found
        } else {
            let steps = reached.filter { fits($0, scalar) }.map { $0 + 1 }
            if isFull { forget() }
            result = self.place(of: State(steps: steps, before: before(scalar)))
        }
        if scalar.isASCII, !isFull { table[Int(place) << 7 | Int(scalar.value)] = result }
        return result
    }

    private mutating func forget() {
        states.removeAll(keepingCapacity: true)
        places.removeAll(keepingCapacity: true)
        table.removeAll(keepingCapacity: true)
    }

    private mutating func place(of state: State) -> Int32 {
        if let place = places[state] { return place }
        let place = Int32(states.count)
        states.append(state)
        places[state] = place
        table.append(contentsOf: repeatElement(PatternSearch.unknown, count: 128))
        return place
    }

    private func before(_ scalar: Unicode.Scalar) -> Before {
        pattern.asksForWords && scalar.isOf(.word) ? .word : .other
    }

    private func fits(_ step: Int, _ scalar: Unicode.Scalar) -> Bool {
        switch pattern.program[step] {
        case .scalar(let value):
            value == scalar.value || pattern.ignoresCase && value == scalar.otherCase.value
        case .any: scalar != "\n"
        case .set(let index):
            pattern.sets[index].contains(scalar)
                || pattern.ignoresCase && pattern.sets[index].contains(scalar.otherCase)
        default: false
        }
    }

    /// Collects in `reached` what takes a code point next; true where the expression is at its end.
    private mutating func reach(from state: State, next: Unicode.Scalar?) -> Bool {
        clock += 1
        reached.removeAll(keepingCapacity: true)
        // A search may begin anywhere.
        stack = [0] + state.steps
        while let place = stack.popLast() {
            guard times[place] != clock else { continue }
            times[place] = clock
            switch pattern.program[place] {
            case .split(let left, let right): stack += [right, left]
            case .jump(let target): stack.append(target)
            case .start: if state.before == .nothing { stack.append(place + 1) }
            case .end: if next == nil { stack.append(place + 1) }
            case .boundary(let isThere):
                let isBoundary = (state.before == .word) != (next?.isOf(.word) ?? false)
                if isBoundary == isThere { stack.append(place + 1) }
            case .accept: return true
            case .scalar, .any, .set: reached.append(place)
            }
        }
        return false
    }
}
