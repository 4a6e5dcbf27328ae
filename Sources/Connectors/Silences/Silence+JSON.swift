import Client
import Entities

extension Silence.Matcher {
    /// A matcher; `isEqual` is missing before Alertmanager 0.22, and then true.
    init?(_ value: JSONValue) {
        guard let name = value["name"]?.text, let text = value["value"]?.text else { return nil }
        self.init(
            name,
            text,
            isRegex: value["isRegex"] == .truth(true),
            isEqual: value["isEqual"] != .truth(false)
        )
    }

    /// As the server reads it.
    var json: JSONValue {
        .object([
            "name": .text(name), "value": .text(value), "isRegex": .truth(isRegex),
            "isEqual": .truth(isEqual),
        ])
    }
}
