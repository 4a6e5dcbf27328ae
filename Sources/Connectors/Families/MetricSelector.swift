/// Which series count: of the first of several names that there is, those that fulfil the matchers.
struct MetricSelector: Hashable, Sendable {
    /// A condition on a label, as PromQL writes it; a label that is not there is empty.
    struct Matcher: Hashable, Sendable {
        /// How a value is compared.
        enum Operator: String, CaseIterable, Sendable {
            // As they are written, the longer ones first.
            case isNot = "!="
            case matches = "=~"
            case matchesNot = "!~"
            case equals = "="
        }

        let label: String
        let comparison: Operator
        let value: String

        init(_ label: String, _ comparison: Operator, _ value: String) {
            (self.label, self.comparison, self.value) = (label, comparison, value)
        }

        /// As PromQL takes it.
        var promQL: String { "\(label)\(comparison.rawValue)\"\(value.escapedInPromQL)\"" }
    }

    /// The names, the newest first.
    var names: [String]
    /// What labels must be.
    var matchers: [Matcher]

    /// The same with only the names that there are; nil where there is none of them.
    func known(in known: Set<String>, ending: String = "") -> MetricSelector? {
        let names = names.filter { known.contains($0 + ending) }
        return names.isEmpty ? nil : MetricSelector(names: names, matchers: matchers)
    }
}

extension String {
    /// As a text in double quotes of PromQL.
    var escapedInPromQL: String {
        var escaped = ""
        for character in unicodeScalars {
            switch character {
            case "\\": escaped += "\\\\"
            case "\"": escaped += "\\\""
            case "\n": escaped += "\\n"
            default: escaped.unicodeScalars.append(character)
            }
        }
        return escaped
    }

    /// As a part of a regular expression that means itself.
    var escapedInPattern: String {
        var escaped = ""
        for character in unicodeScalars {
            if "\\.+*?()|[]{}^$".unicodeScalars.contains(character) { escaped += "\\" }
            escaped.unicodeScalars.append(character)
        }
        return escaped
    }
}
