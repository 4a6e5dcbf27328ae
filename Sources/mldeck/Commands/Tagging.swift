import ArgumentParser
import Client
import Entities
import TUI

/// Tags or describes a run, a model or a version.
struct Tagging: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "tag",
        abstract: "Tag a run, a model or a model's version, or write its description.",
        discussion: """
            Examples: mldeck tag churn/13 validation=passed --yes, mldeck tag churn owner- --yes, \
            mldeck tag swift-fox-12 --note "overfits after step 200" --yes
            """
    )

    @Argument(help: "MODEL, MODEL/VERSION, MODEL@ALIAS, or a run as in `show`.")
    var thing: String

    @Argument(help: "KEY=VALUE, or KEY- to take the tag away.")
    var tag: String?

    @Option(help: "The description of a model or version, or the note of a run.")
    var note: String?

    @OptionGroup var places: ChangePlaces
    @OptionGroup var decision: Decision

    func run() throws {
        let connections = try places.connections()
        let owner = try Naming(connections.all).owner(thing)
        let change: Change
        switch (tag, note) {
        case (let tag?, nil): change = try self.change(tag, owner)
        case (nil, let note?): change = .describe(owner, note)
        default: throw Complaint("tag takes KEY=VALUE, KEY- or --note TEXT, one at a time")
        }
        try decision.carryOut(change, connections.changes)
    }

    private func change(_ tag: String, _ owner: TagOwner) throws -> Change {
        if let sign = tag.firstIndex(of: "=") {
            let (key, value) = (String(tag[..<sign]), String(tag[tag.index(after: sign)...]))
            guard !key.isEmpty else { throw Complaint("a tag needs a key before its =") }
            return .tag(owner, key: key, value: value)
        }
        guard tag.hasSuffix("-"), tag.count > 1 else {
            throw Complaint(
                Printable.text("'\(tag)' is no tag: KEY=VALUE sets one, KEY- takes it away")
            )
        }
        return .tag(owner, key: String(tag.dropLast()), value: nil)
    }
}
