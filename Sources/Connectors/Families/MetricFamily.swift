import Entities

/// What the metrics of a family of servers mean: a new family is a file in this folder and a word
/// in the list, or an entry of a configuration.
public struct MetricFamily: Hashable, Sendable {
    /// What a person calls it, as in `vllm`.
    public let name: String
    /// The labels that tell one model, application or service from another, besides `job`.
    let services: [String]
    /// What is measured, all versions together.
    let measures: [Measure: MeasureExpression]
    /// The label of a version, and what is measured of each; nil where metrics tell of none.
    let versions: Versions?
    /// Whether any server may have such metrics: then a family that knows more goes first.
    let isGeneric: Bool

    /// What is measured of each version.
    struct Versions: Hashable, Sendable {
        let label: String
        let measures: [Measure: MeasureExpression]
    }

    /// A family by expressions as `MeasureExpression` reads them; throws a sentence for a wrong one.
    init(
        _ name: String,
        services: [String],
        version: String? = nil,
        isGeneric: Bool = false,
        _ measures: [Measure: String],
        ofVersions: [Measure: String]? = nil
    ) throws(ExpressionError) {
        (self.name, self.services, self.isGeneric) = (name, services, isGeneric)
        self.measures = try Self.read(measures)
        let own = try Self.read(ofVersions ?? measures)
        versions = version.map { Versions(label: $0, measures: own) }
    }

    private static func read(
        _ texts: [Measure: String]
    ) throws(ExpressionError) -> [Measure: MeasureExpression] {
        var read: [Measure: MeasureExpression] = [:]
        for (measure, text) in texts {
            do {
                read[measure] = try MeasureExpression(text)
            } catch {
                throw ExpressionError(sentence: "\(measure.rawValue): \(error.sentence)")
            }
        }
        return read
    }

    /// What can be measured by the names that there are; nothing of a family that any server may
    /// have some names of, where there are no requests.
    func measures(in names: Set<String>) -> [Measure: MeasureExpression] {
        let known = measures.compactMapValues { $0.known(in: names) }
        return isGeneric && known[.rate] == nil ? [:] : known
    }

    /// Every name that some measure is made of.
    var names: Set<String> {
        Set((measures.values + (versions?.measures.values.map { $0 } ?? [])).flatMap(\.names))
    }

    /// The families that are built in; those that know most go first.
    public static let all: [MetricFamily] = [
        vllm, triton, kserve, mlserver, rayServe, bentoML, fastAPI, starlette, flask,
        openTelemetry, openTelemetryBefore, spring,
    ].compactMap { family in try? family() }

    /// Makes a family when it is first asked for.
    typealias Recipe = @Sendable () throws(ExpressionError) -> MetricFamily
}
