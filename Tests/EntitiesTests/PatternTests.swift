import Entities
import Testing

struct PatternTests {
    @Test(arguments: [
        ("fox", "swift-fox-1", true), ("^fox", "swift-fox-1", false), ("1$", "swift-fox-1", true),
        ("f.x", "fox", true), ("f.x", "f\nx", false), ("[a-c]+$", "xabc", true),
        ("[^a-c]", "abc", false), ("\\d{2,3}", "a1b22", true), ("^\\d{2,3}$", "1234", false),
        ("(a|b)*c", "abbac", true), ("^(a|b)*c$", "abdc", false), ("\\bfox\\b", "the fox.", true),
        ("\\bfox\\b", "foxes", false), ("\\Box", "fox", true), ("colou?r", "color", true),
        ("(?i)FOX", "Fox", true), ("FOX", "Fox", false), ("^$", "", true), ("", "x", true),
        ("\\.", "a.b", true), ("\\.", "ab", false), ("[]x]", "]", true), ("é+", "caféé", true),
        ("^.$", "👍", true), ("\\s", "a\tb", true), ("[\\w.]+@", "a.b@c", true),
        ("a{2}", "aa", true),
        ("x*?y", "y", true), ("(?:ab){2}", "abab", true), ("a||b", "", true),
    ])
    func whatFitsIsFound(_ expression: String, _ text: String, _ isFound: Bool) throws {
        #expect(try Pattern(expression).matches(text) == isFound, "\(expression) in \(text)")
    }

    @Test(arguments: [
        ("(", 0), ("a(b", 1), (")", 0), ("[a", 0), ("*", 0), ("a**", 2), ("a{2", 1), ("a{3,2}", 1),
        ("(?=a)", 0), ("\\", 0), ("\\1", 0), ("[z-a]", 2), ("x\\q", 1),
    ])
    func whatIsWrongIsPointedAt(_ expression: String, _ position: Int) {
        let error = #expect(throws: FilterError.self) { try Pattern(expression) }
        #expect(error?.position == position, "\(expression): \(error?.message ?? "")")
    }

    /// Each of these takes a backtracking matcher longer than anybody waits.
    @Test(arguments: [
        "(a+)+$b", "(a|aa)+b", "(a|a?)+b", "(.*)(.*)(.*)(.*)(.*)b", "(a?){100}(a){100}b",
        "([a-z]+)*\\d", "^(([a-z])+.)+[A-Z]([a-z])+$", "(a|b)*a(a|b){20}c",
    ])
    func hostileExpressionsTakeTheirLengthTimesTheTexts(_ expression: String) throws {
        let pattern = try Pattern(expression)
        let text = String(repeating: "a", count: 20_000)
        let time = ContinuousClock().measure { #expect(!pattern.matches(text)) }
        #expect(time < .seconds(4), "\(expression): \(time)")
    }

    @Test(arguments: [
        "(a{100}){100}", "((){500}){500}", "(((((){400}){400}){400}){400}){400}",
        String(repeating: "(", count: 1 << 16), String(repeating: "a?", count: 1 << 16),
        "[" + String(repeating: "a-z", count: 1 << 16) + "]",
    ])
    func whatIsTooLargeIsRefused(_ expression: String) {
        #expect(throws: FilterError.self) { try Pattern(expression) }
    }

    /// More sets of steps than are kept: forgetting some must change no answer.
    @Test func whatIsForgottenIsFoundAgain() throws {
        var random = SystemRandomNumberGenerator()
        var search = PatternSearch(try Pattern("^(a|b)*a(a|b){11}c$"))
        for _ in 0..<300 {
            let letters = (0..<60).map { _ in Bool.random(using: &random) ? "a" : "b" }
            let isFound = letters[letters.count - 12] == "a"
            #expect(search.matches(letters.joined() + "c") == isFound, "\(letters.joined())")
        }
    }

    /// Small random expressions find what Swift's own matcher finds.
    @Test func randomExpressionsFindWhatSwiftFinds() throws {
        var random = SystemRandomNumberGenerator()
        let atoms = ["a", "b", ".", "[ab]", "[^a]", "\\w", "\\d", "1", "^", "$", "(a|b)"]
        let counts = ["", "", "*", "+", "?", "{2}", "{1,2}"]
        for _ in 0..<1500 {
            let length = Int.random(in: 1...4, using: &random)
            let parts = (0..<length).map { _ -> String in
                let atom = atoms.randomElement(using: &random) ?? ""
                let isPlace = ["^", "$"].contains(atom)
                return atom + (isPlace ? "" : counts.randomElement(using: &random) ?? "")
            }
            let expression = parts.joined(separator: Bool.random(using: &random) ? "" : "|")
            let reference = try Regex(expression).matchingSemantics(.unicodeScalar)
            var search = PatternSearch(try Pattern(expression))
            for _ in 0..<6 {
                let count = Int.random(in: 0...6, using: &random)
                let text = (0..<count).map { _ in
                    ["a", "b", "1", " "].randomElement(using: &random) ?? ""
                }
                .joined()
                let expected = try reference.firstMatch(in: text) != nil
                #expect(search.matches(text) == expected, "\(expression) in '\(text)'")
            }
        }
    }
}
