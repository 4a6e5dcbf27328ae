import Client
import Entities

/// What was written into the demo's registry since it began.
struct DemoWritings: Sendable {
    private(set) var aliases: [String: [String: Int?]] = [:]
    private(set) var tags: [TagOwner: [String: String?]] = [:]
    private(set) var descriptions: [TagOwner: String] = [:]

    mutating func take(_ work: RegistryWork) {
        switch work {
        case .alias(let model, let alias, let version):
            aliases[model, default: [:]][alias] = .some(version)
        case .tag(let owner, let key, let value): tags[owner, default: [:]][key] = .some(value)
        case .describe(let owner, let text): descriptions[owner] = text
        }
    }

    func aliases(_ model: String, over first: [String: Int]) -> [String: Int] {
        (aliases[model] ?? [:]).reduce(into: first) { $0[$1.key] = $1.value }
    }

    func tags(_ owner: TagOwner, over first: [String: String]) -> [String: String] {
        (tags[owner] ?? [:]).reduce(into: first) { $0[$1.key] = $1.value }
    }
}
