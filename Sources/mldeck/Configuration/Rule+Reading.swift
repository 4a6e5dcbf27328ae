import Client
import Dashboard
import Entities

extension Rule {
    /// The rule of an entry; nil, with a warning, where something is missing or wrong.
    init?(_ entry: Setting, _ reader: inout SettingReader) {
        let keys = entry.keys
        guard let name = keys["name"]?.text, !name.isEmpty else {
            reader.warn("a rule takes a name", entry.line)
            return nil
        }
        guard let subject = Self.subject(entry, &reader),
            let test = Self.test(keys, subject, entry.line, &reader)
        else { return nil }
        var hold = 0
        if let text = keys["for"]?.text {
            guard let seconds = SilenceChange.seconds(text) else {
                reader.warn("'\(text)' is no duration; one looks like 90s, 10m or 2h", entry.line)
                return nil
            }
            hold = seconds
        }
        let labels = ["severity": keys["severity"]?.text ?? "warning"]
        let annotations = ["summary": keys["summary"]?.text, "runbook_url": keys["runbook"]?.text]
        self.init(
            name,
            subject,
            test,
            hold: Int64(hold),
            labels: labels,
            annotations: annotations.compactMapValues(\.self)
        )
    }

    private static func subject(_ entry: Setting, _ reader: inout SettingReader) -> Subject? {
        let keys = entry.keys
        switch (keys["measure"]?.text, keys["query"]?.text, keys["runs"]?.text) {
        case (let word?, nil, nil):
            guard let measure = Measure(rawValue: word) else {
                let words = Measure.allCases.map(\.rawValue).joined(separator: " ")
                reader.warn("'\(word)' is no measure; there are \(words)", keys["measure"]?.line)
                return nil
            }
            return .measure(measure, service: keys["of"]?.text)
        case (nil, let query?, nil): return .query(query)
        case (nil, nil, let filter?):
            do throws(FilterError) {
                guard let parsed = try Filter.parse(filter, as: .runs, now: .systemNow) else {
                    reader.warn("'runs' takes a filter", keys["runs"]?.line)
                    return nil
                }
                return .runs(parsed, written: filter, metric: keys["metric"]?.text)
            } catch {
                reader.warn("the filter of runs is wrong: \(error.message)", keys["runs"]?.line)
                return nil
            }
        default:
            reader.warn("a rule takes one of measure, query and runs", entry.line)
            return nil
        }
    }

    private static func test(
        _ keys: [String: Setting],
        _ subject: Subject,
        _ line: Int,
        _ reader: inout SettingReader
    ) -> Test? {
        if keys["above"]?.text == "nan" { return .notANumber }
        let written = (keys["above"] ?? keys["below"])?.text
        if written == nil, case .runs(_, _, nil) = subject { return .present }
        let value = written.flatMap { text -> Double? in
            if case .measure(let measure, _) = subject { return measure.value(text) }
            return Double(text)
        }
        guard let value, !value.isNaN, keys["above"] == nil || keys["below"] == nil else {
            reader.warn("a rule takes above: or below: with a limit, as in 80ms, 5% or 12", line)
            return nil
        }
        return keys["above"] == nil ? .below(value) : .above(value)
    }
}

extension Alarm {
    /// The alarms of a setting, with a warning for each that there is not.
    static func all(_ setting: Setting?, _ reader: inout SettingReader) -> Set<Alarm> {
        let words = setting?.texts ?? []
        for word in words where Alarm(rawValue: word) == nil {
            reader.warn("'\(word)' is no alarm; there are bell and notify", setting?.line)
        }
        return Set(words.compactMap { Alarm(rawValue: $0) })
    }
}
