import Entities
import Testing

struct SignatureCompatibilityTests {
    typealias Column = Signature.Column

    /// What is in the way where one column was so and is so: `fits`, `warns` or `breaks`.
    private func verdict(_ earlier: Signature, _ later: Signature) -> String {
        let obstacles = later.obstacles(from: earlier)
        if obstacles.contains(where: \.breaks) { return "breaks" }
        return obstacles.isEmpty ? "fits" : "warns"
    }

    @Test(arguments: [
        // What was taken, what is taken, and what that means to those who call.
        ("long", "long", "fits"), ("integer", "long", "fits"), ("integer", "double", "fits"),
        ("float", "double", "fits"), ("long", "double", "warns"), ("long", "integer", "breaks"),
        ("double", "float", "breaks"), ("double", "long", "breaks"), ("integer", "float", "breaks"),
        ("string", "long", "breaks"), ("boolean", "integer", "breaks"),
        ("array(string)", "array(string)", "fits"), ("array(string)", "array(long)", "breaks"),
        ("tensor(float32, [-1, 28])", "tensor(float32, [-1, 28])", "fits"),
        ("tensor(float32, [16, 28])", "tensor(float32, [-1, 28])", "fits"),
        ("tensor(float32, [-1, 28])", "tensor(float32, [16, 28])", "warns"),
        ("tensor(float32, [-1, 28])", "tensor(float32, [-1, 29])", "breaks"),
        ("tensor(float32, [-1, 28])", "tensor(float32, [-1, 28, 1])", "breaks"),
        ("tensor(float32, [-1, 28])", "tensor(float64, [-1, 28])", "breaks"),
        ("tensor(float32, [-1, 28])", "double", "breaks"),
    ])
    func typesFitWhereMLflowCasts(_ row: (before: String, after: String, expected: String)) {
        for part in [\Signature.inputs, \Signature.params] {
            var (earlier, later) = (Signature(), Signature())
            earlier[keyPath: part] = [Column("x", row.before)]
            later[keyPath: part] = [Column("x", row.after)]
            #expect(verdict(earlier, later) == row.expected, "\(row)")
        }
    }

    @Test func aNewInputBreaksOnlyWhereItMustBeGiven() {
        let earlier = Signature(inputs: [Column("age", "long")])
        var later = earlier
        later.inputs.append(Column("plan", "string"))
        #expect(later.obstacles(from: earlier).map(\.sentence) == ["new input plan must be given"])
        #expect(verdict(earlier, later) == "breaks")
        later.inputs[1].isRequired = false
        #expect(verdict(earlier, later) == "fits")
    }

    @Test func anInputThatIsGoneOnlyWarns() {
        let later = Signature(inputs: [Column("age", "long")])
        for isRequired in [true, false] {
            var earlier = later
            earlier.inputs.append(Column("plan", "string", isRequired: isRequired))
            #expect(verdict(earlier, later) == "warns")
        }
    }

    @Test func whatCouldBeLeftOutAndNoLongerCanBreaks() {
        let earlier = Signature(inputs: [Column("plan", "string", isRequired: false)])
        let later = Signature(inputs: [Column("plan", "string")])
        #expect(verdict(earlier, later) == "breaks")
        #expect(verdict(later, earlier) == "fits")
    }

    @Test func everyChangeOfAnOutputBreaks() {
        let earlier = Signature(outputs: [Column("p", "float")])
        for outputs in [
            [], [Column("p", "double")], [Column("p", "float"), Column("q", "float")],
            [Column("p", "float", isRequired: false)],
        ] {
            #expect(verdict(earlier, Signature(outputs: outputs)) == "breaks", "\(outputs)")
        }
        #expect(verdict(earlier, earlier) == "fits")
    }

    @Test func aNewParamMustHaveADefault() {
        let withDefault = Signature(params: [Column("top_k", "long", isRequired: false)])
        let without = Signature(params: [Column("top_k", "long")])
        #expect(verdict(Signature(), withDefault) == "fits")
        #expect(verdict(Signature(), without) == "breaks")
        let sentences = without.obstacles(from: Signature()).map(\.sentence)
        #expect(sentences == ["new param top_k has no default"])
    }

    @Test func columnsWithoutNamesAreComparedByTheirPlace() {
        let earlier = Signature(inputs: [Column("", "long"), Column("", "string")])
        #expect(verdict(earlier, earlier) == "fits")
        let swapped = Signature(inputs: earlier.inputs.reversed())
        #expect(verdict(earlier, swapped) == "breaks")
        let longer = Signature(inputs: earlier.inputs + [Column("", "long")])
        #expect(longer.obstacles(from: earlier).map(\.sentence) == ["new input #3 must be given"])
    }

    @Test func theOrderOfNamesDoesNotMatter() {
        let earlier = Signature(inputs: [Column("a", "long"), Column("b", "string")])
        let later = Signature(inputs: earlier.inputs.reversed())
        #expect(later.obstacles(from: earlier).isEmpty)
    }
}
