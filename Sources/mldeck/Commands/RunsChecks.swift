import Client
import Entities
import TUI

/// Whether what a question about runs names is there at all: few find their own slips in no rows.
struct RunsChecks {
    private let runs: Runs
    private let all = Experiments()

    init(_ runs: Runs) { self.runs = runs }

    private var fields: RunFields {
        RunFields(experiments: runs.experiments, isComplete: true)
    }
    private var compared: Set<Field> { Set(runs.comparedFields) }

    /// What is to be asked for it; nothing where no name is given.
    var asks: [Ask] {
        let named = runs.experiments == nil ? [] : [Ask(all)]
        return named + (Field.warnings(of: compared, known: []).isEmpty ? [] : [Ask(fields)])
    }

    /// A sentence for each metric, param and tag that no run has.
    func warnings(_ catalog: Catalog) -> [String] {
        let feeds = catalog[fields].values
        // A source that does not answer may have it.
        guard feeds.allSatisfy({ $0.failure == nil }) else { return [] }
        let known = Set(feeds.compactMap(\.answer?.all).joined())
        guard !known.isEmpty else { return [] }
        return Field.warnings(of: compared, known: known.sorted { $0.written < $1.written })
    }

    /// Throws a sentence for the experiments that no source has.
    func tellMissingExperiments(_ catalog: Catalog) throws {
        let feeds = catalog[all].values
        guard let wanted = runs.experiments, feeds.allSatisfy({ $0.failure == nil }) else { return }
        let names = feeds.compactMap(\.answer?.experiments).joined().map(\.name)
        let missing = wanted.subtracting(names).sorted()
        guard !missing.isEmpty else { return }
        let sentences = missing.map { name in
            let hint = KnownKey.nearest(to: name, among: names).map { "; did you mean '\($0)'?" }
            return "there is no experiment '\(name)'\(hint ?? "")"
        }
        throw Complaint(Printable.text(sentences.joined(separator: "\n")), .no)
    }
}
