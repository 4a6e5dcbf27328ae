import Client
import Connectors
import Entities

extension Permissions {
    /// What may be changed of a workspace: its read-only contexts and, unless a person allowed it,
    /// local files are left alone.
    init(_ workspace: Workspace, _ leave: Leave) {
        let contexts = workspace.contexts + workspace.configuration.contexts
        let readOnly = Set(contexts.filter(\.isReadOnly).map(\.name))
        let files = workspace.sources.filter { source in
            if case .file = source.place { return !source.allowsWrites && !leave.allowsLocalWrites }
            return false
        }
        let guarded = Set(files.map(\.id))
        self.init { source in
            if leave.isReadOnly { return "mldeck was started with --read-only" }
            if readOnly.contains(source.context) {
                return "the context \(source.context) is read-only; `read-only: false` in"
                    + " config.yaml allows changes"
            }
            guard guarded.contains(source) else { return nil }
            return "\(source.name) is a local file, which is written only where"
                + " --allow-local-writes or, beside its path in config.yaml, `allow-writes: true`"
                + " says so"
        }
    }
}

/// What the command line says of changes.
struct Leave: Equatable {
    var isReadOnly = false
    var allowsLocalWrites = false
}
