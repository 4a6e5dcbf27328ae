import Entities
import Foundation

extension Changes {
    /// How the aliases of a model, or of all, have moved; what has moved since it was last looked is
    /// noted first.
    public func aliasMoves(of model: RegisteredModel.ID?) async throws(Failure) -> [AliasMove] {
        for registry in connectors.compactMap({ $0 as? any ModelRegistry })
        where model == nil || registry.source.id == model?.source {
            guard let models = try await models(of: registry, isNeeded: model != nil) else {
                continue
            }
            try keeping { () throws(Failure.Reason) in
                try noteMoves(models, of: registry.source.id)
            }
        }
        return try keeping { () throws(Failure.Reason) in
            let count = try journal.look().count
            let last = try journal.entries(max(0, count - Self.searched)..<count)
            return last.reversed().compactMap(\.move).filter { model == nil || $0.model == model }
        }
    }

    /// The models of a registry; nil where it cannot tell, and others are asked as well.
    private func models(
        of registry: any ModelRegistry,
        isNeeded: Bool
    ) async throws(Failure) -> [RegisteredModel]? {
        do throws(Failure) {
            return try await registry.models()
        } catch {
            if isNeeded { throw error }
            return nil
        }
    }

    /// How many entries are looked through for moves.
    private static let searched = 5000

    /// Compares aliases with how they were last seen, and writes down what has moved elsewhere.
    private func noteMoves(
        _ models: [RegisteredModel],
        of source: Source.ID
    ) throws(Failure.Reason) {
        // One program at a time: two would each tell of the same move.
        guard let lock = try? journal.storage.lock("aliases") else { return }
        defer { lock.unlock() }
        let name = connectors.first { $0.source.id == source }?.source.location ?? source.name
        var seen =
            journal.storage.note("aliases").flatMap {
                try? JSONDecoder().decode([String: [String: Int]].self, from: Data($0))
            } ?? [:]
        let now = Dictionary(
            models.flatMap { model in
                model.aliases.map { ("\(model.id.name)@\($0.key)", $0.value) }
            },
            uniquingKeysWith: { first, _ in first }
        )
        defer {
            seen[name] = now
            journal.storage.setNote("aliases", Array(seen.jsonLine.utf8))
        }
        guard let before = seen[name], before != now else { return }
        let moved = Set(before.keys).union(now.keys).sorted().filter { before[$0] != now[$0] }
        let own = try ownMoves(source)
        let entries = moved.filter { own[$0] != .some(now[$0]) }.map { place in
            JournalEntry(
                .moved,
                "\(Self.written(before[place])) → \(Self.written(now[place]))",
                source: source,
                subject: place
            )
        }
        if !entries.isEmpty { _ = try journal.append(entries) }
    }

    private static func written(_ version: Int?) -> String { version.map { "v\($0)" } ?? "none" }

    /// What the last entries say that mldeck itself has moved, by alias.
    private func ownMoves(_ source: Source.ID) throws(Failure.Reason) -> [String: Int?] {
        let count = try journal.look().count
        var own: [String: Int?] = [:]
        for entry in try journal.entries(max(0, count - 500)..<count) where entry.source == source {
            if let move = entry.ownMove { own[entry.subject] = .some(move) }
        }
        return own
    }
}

extension JournalEntry {
    /// What an alias stands for after a rollout that has ended well; nil for any other entry.
    fileprivate var ownMove: Int?? {
        guard action == .end, outcome == .done, subject.contains("@") else { return nil }
        return .some(Self.version(in: what))
    }

    /// The move of an alias that the entry tells of; nil for any other entry.
    fileprivate var move: AliasMove? {
        let version = action == .moved ? .some(Self.version(in: what)) : ownMove
        guard let version, let sign = subject.lastIndex(of: "@") else { return nil }
        let name = String(subject[..<sign])
        return AliasMove(
            model: RegisteredModel.ID(source: source, name: name),
            alias: String(subject[subject.index(after: sign)...]),
            version: version,
            at: at,
            by: action == .moved ? nil : actor.user
        )
    }

    /// The version behind the arrow of `v11 → v12: done`; nil for `none`.
    private static func version(in what: String) -> Int? {
        let after = what.split(separator: " → ").last?.drop { $0 == "v" } ?? ""
        return Int(after.prefix { $0.isNumber })
    }
}
