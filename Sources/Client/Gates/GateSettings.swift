import Entities

/// A gate as it is set down in the configuration: which one, and with what.
public struct GateSettings: Hashable, Sendable {
    /// The gate's name, a word of `Gates.all`.
    public var gate: String
    /// What it is told, by key.
    public var values: [String: [String]]
    /// Who says so: a line of a file.
    public var origin: String

    /// A gate with what it is told.
    public init(_ gate: String, _ values: [String: [String]] = [:], origin: String = "") {
        (self.gate, self.values, self.origin) = (gate, values, origin)
    }

    /// The first value of a key.
    public func text(_ key: String) -> String? { values[key]?.first }

    /// The first value of a key as a number.
    public func number(_ key: String) -> Double? { text(key).flatMap { Double($0) } }

    /// The first value of a key as yes or no.
    func flag(_ key: String) -> Bool? { text(key).flatMap { GateKey.flags[$0.lowercased()] } }

    /// The first value of a key as a duration.
    func duration(_ key: String) -> Duration? { text(key)?.duration }

    /// The gate, and what tells it from others of its kind: the metric, the program.
    var title: String {
        let program = text("run")?.split(separator: "/").last.map(String.init)
        return [gate, text("key") ?? program].compactMap { $0 }.joined(separator: " ")
    }

    /// Whether judging does more than read.
    var isCostly: Bool { Gates.named(gate)?.isCostly ?? false }

    /// What the gate says.
    func result(
        _ verdict: GateResult.Verdict,
        _ evidence: String,
        by approvers: [String] = []
    ) -> GateResult {
        GateResult(title, verdict, evidence, approvers: approvers)
    }

    /// What the gate says of a case; one that is told something wrong, or cannot look, fails.
    func judge(_ one: GateCase) async -> GateResult {
        let complaints = self.complaints()
        guard let gate = Gates.named(gate), complaints.isEmpty else {
            return result(.fail, complaints.joined(separator: "; "))
        }
        do {
            return try await gate.judge(one, self)
        } catch let failure as Failure {
            return result(.fail, failure.message)
        } catch let problem as Program.Problem {
            return result(.fail, problem.sentence)
        } catch {
            return result(.fail, "\(error)")
        }
    }
}

/// What gates judge: a plan, and where to look things up.
public struct GateCase: Sendable {
    let plan: Plan
    let order: ChangeOrder
    let changes: Changes
    let rules: ChangeRules

    init(_ plan: Plan, _ order: ChangeOrder, _ changes: Changes, _ rules: ChangeRules) {
        (self.plan, self.order, self.changes, self.rules) = (plan, order, changes, rules)
    }

    /// The version that is to serve; throws where none is.
    func version() throws(Failure) -> ModelVersion {
        if let version = order.version { return version }
        throw Failure(source: order.change.source, reason: .notFound("version to be deployed"))
    }

    /// The version that serves now; nil where none does, or the same.
    func champion() async throws(Failure) -> ModelVersion? {
        let version = try version()
        guard let from = plan.from, from != version.id.number else { return nil }
        let id = ModelVersion.ID(model: version.id.model, number: from)
        if let champion = try await changes.version(id) { return champion }
        let what = "version \(from) of '\(id.model.name)', which serves now"
        throw Failure(source: id.model.source, reason: .notFound(what))
    }

    /// Who can tell of something in a source; throws where the source is not open, or cannot.
    func connector<Capability>(_ source: Source.ID, _ what: String) throws(Failure) -> Capability {
        let connector = changes.connectors.first { $0.source.id == source }
        if let capability = connector as? Capability { return capability }
        let why = connector == nil ? "it is not open" : "it cannot tell of \(what)"
        throw Failure(source: source, reason: .refused(why: why))
    }

    /// A path as seen from where relative ones begin.
    func path(_ written: String) -> String {
        written.hasPrefix("/") ? written : "\(rules.folder)/\(written)"
    }
}

extension [GateSettings] {
    /// The first gate of a name.
    func first(of name: String) -> GateSettings? { first { $0.gate == name } }
}
