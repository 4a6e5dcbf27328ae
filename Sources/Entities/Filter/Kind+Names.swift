extension Filter.Kind {
    /// A field and a value, for messages.
    var example: String { keys[.metric] == nil ? "name or tags.team" : "metrics.acc or status" }

    /// Whether MLflow reads a written name as one of its fields.
    func isMLflow(_ written: String) -> Bool {
        let name = FieldName(written)
        guard name.step == nil || name.isQuoted == false && name.entity == nil else { return false }
        guard !written.hasSuffix(")") else { return false }
        guard let prefix = name.entity else { return isMLflow(attribute: name.key) }
        guard !written.hasPrefix("`"), prefixes.contains(prefix), name.isPlain else { return false }
        return Filter.Entity.spellings[prefix] == .attribute
            ? isMLflow(attribute: name.key) : Field(name, of: self) != nil
    }

    private func isMLflow(attribute name: String) -> Bool {
        attributes.contains { $0.names.contains(name) && !$0.operators.isEmpty }
    }

    /// What to write instead of a name that is no field.
    func advice(on written: String, known: [Field]) -> String {
        let name = FieldName(written)
        if written.utf8.last == UInt8(ascii: ")") {
            return "min, max and last are of metrics, as in min(metrics.loss)"
        }
        if let entity = name.knownEntity, entity != .attribute {
            let prefix = name.entity ?? ""
            guard keys[entity] != nil else { return "a \(noun) has no \(prefix); \(choices)" }
            if entity == .dataset { return "a dataset has name, digest and context" }
            return name.key.isEmpty
                ? "a key is missing behind \(prefix)."
                : "\(written) is no field; a key with blanks stands in `"
        }
        let names = attributes.flatMap { $0.names.prefix(1) + $0.aliases.prefix(1) }
        let nearest = Field.nearest(to: written, among: known) ?? names.nearest(to: written) ?? ""
        return "there is no field \(written); the nearest is \(nearest), \(choices)"
    }

    private var choices: String {
        keys[.metric] == nil
            ? "keys are tags.KEY" : "keys are metrics.KEY, params.KEY, tags.KEY"
    }
}

extension FieldName {
    /// What its entity is, in whatever spelling.
    var knownEntity: Filter.Entity? {
        entity.flatMap { Filter.Entity.spellings[$0] ?? Filter.Entity.spellings[$0.lowercased()] }
    }
}
