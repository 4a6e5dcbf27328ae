extension VersionContent {
    /// A package whose line differs.
    public struct RequirementChange: Hashable, Sendable {
        /// The package, as pip compares names.
        public var name: String
        /// Its line as it was; nil for a new one.
        public var before: String?
        /// Its line as it is; nil for one that is gone.
        public var after: String?
    }

    /// What must be installed otherwise than for an earlier version, by name.
    public func requirementChanges(from earlier: VersionContent) -> [RequirementChange] {
        let (old, new) = (earlier.byPackage, byPackage)
        return Set(old.keys).union(new.keys).sorted().compactMap { name in
            guard old[name] != new[name] else { return nil }
            return RequirementChange(name: name, before: old[name], after: new[name])
        }
    }

    /// Lines by package: PEP 508 names, compared as PEP 503 says.
    private var byPackage: [String: String] {
        let named = requirements.map { line in
            let name = line.prefix { $0.isLetter || $0.isNumber || "-_.".contains($0) }
            let key =
                name.isEmpty
                ? line
                : name.lowercased().map { "_.".contains($0) ? "-" : $0 }
                    .reduce(into: "") { $0.append($1) }
            return (key, line)
        }
        return Dictionary(named) { first, _ in first }
    }
}
