import Client
import Entities

/// Something that is written into an MLflow registry or run, as a step of a plan carries it.
enum RegistryWork {
    /// An alias stands for a version; for none where there is no number.
    case alias(model: String, alias: String, version: Int?)
    /// A tag has a value; nil takes it away.
    case tag(TagOwner, key: String, value: String?)
    /// A description.
    case describe(TagOwner, String)

    /// The work of a step; nil where it is none of these.
    init?(_ step: Plan.Step) {
        let arguments = step.arguments
        switch step.verb {
        case "alias":
            guard let model = arguments["model"], let alias = arguments["alias"] else { return nil }
            self = .alias(
                model: model,
                alias: alias,
                version: arguments["version"].flatMap { Int($0) }
            )
        case "tag":
            guard let owner = TagOwner(arguments), let key = arguments["key"] else { return nil }
            self = .tag(owner, key: key, value: arguments["value"])
        case "describe":
            guard let owner = TagOwner(arguments) else { return nil }
            self = .describe(owner, arguments["text"] ?? "")
        default: return nil
        }
    }

    /// What is said of a step that is none of these.
    static func unknown(_ step: Plan.Step) -> Failure.Reason {
        .refused(why: "'\(step.verb)' is no step that it knows")
    }
}

/// How what is written into a registry is called, for people.
enum RegistryDialect {
    /// Calls of MLflow's REST interface.
    case rest
    /// Statements on MLflow's tables.
    case sql

    func alias(isGone: Bool) -> String {
        switch self {
        case .rest: (isGone ? "DELETE" : "POST") + " registered-models/alias"
        case .sql: (isGone ? "DELETE FROM" : "UPSERT") + " registered_model_aliases"
        }
    }

    func tag(_ owner: TagOwner, isGone: Bool) -> String {
        let word = RegistryCallName.of(owner)
        switch self {
        case .rest: return word + (isGone ? "/delete-tag" : "/set-tag")
        case .sql: return (isGone ? "DELETE FROM " : "UPSERT ") + RegistryTable.tags(of: owner).name
        }
    }

    func description(_ owner: TagOwner) -> String {
        switch self {
        case .rest: "\(RegistryCallName.of(owner))/update"
        case .sql: "UPDATE \(RegistryTable.own(owner).name)"
        }
    }
}

/// Plans of what is written into an MLflow registry or run: the same for servers and files.
enum RegistryPlan {
    /// The tag that MLflow keeps a run's note in.
    static let note = "mlflow.note.content"

    /// An alias that is to stand for a version.
    static func alias(
        _ model: RegisteredModel,
        _ alias: String,
        _ order: ChangeOrder,
        _ dialect: RegistryDialect
    ) -> Plan {
        let (now, next) = (model.aliases[alias], order.version?.id.number)
        let subject = "the alias \(alias) of \(model.id.name)"
        return Plan(
            order.change,
            from: now,
            differences: [.init("alias \(alias)", from: written(now), to: written(next))],
            untouched: others(model, alias),
            steps: now == next
                ? [] : [step(model, alias, dialect, subject: subject, from: now, to: next)],
            back: now == next
                ? [] : [step(model, alias, dialect, subject: subject, from: next, to: now)],
            lock: "\(model.id.source.name)/\(model.id.name)@\(alias)"
        )
    }

    private static func step(
        _ model: RegisteredModel,
        _ alias: String,
        _ dialect: RegistryDialect,
        subject: String,
        from before: Int?,
        to after: Int?
    ) -> Plan.Step {
        var arguments = ["model": model.id.name, "alias": alias]
        arguments["version"] = after.map { "\($0)" }
        let call = dialect.alias(isGone: after == nil)
        return Plan.Step(
            .call,
            "alias",
            arguments,
            call:
                "\(call)  \(model.id.name) \(alias) → \(written(after))",
            subject: subject,
            before: written(before),
            after: written(after)
        )
    }

    private static func others(_ model: RegisteredModel, _ alias: String) -> String {
        let count = model.aliases.keys.count { $0 != alias }
        return count == 0 ? "" : "\(count) other \(count == 1 ? "alias" : "aliases") untouched"
    }

    /// A tag that is to have a value, or to be gone.
    static func tag(
        _ owner: TagOwner,
        _ key: String,
        _ now: String?,
        _ order: ChangeOrder,
        _ dialect: RegistryDialect
    ) -> Plan {
        guard case .tag(_, _, let value) = order.change else { return none(order) }
        func step(_ value: String?, _ before: String?) -> Plan.Step {
            var arguments = owner.arguments
            arguments["key"] = key
            arguments["value"] = value
            let call = dialect.tag(owner, isGone: value == nil)
            return Plan.Step(
                .call,
                "tag",
                arguments,
                call: "\(call)  \(owner.written): \(key)" + (value.map { " = \($0)" } ?? ""),
                subject: "the tag \(key) of \(owner.written)",
                before: written(before),
                after: written(value)
            )
        }
        return Plan(
            order.change,
            differences: [.init("tag \(key)", from: now ?? "", to: value ?? "")],
            steps: now == value ? [] : [step(value, now)],
            back: now == value ? [] : [step(now, value)],
            lock: "\(owner.source.name)/\(owner.written)"
        )
    }

    /// A description that is to be another.
    static func description(
        _ owner: TagOwner,
        _ now: String?,
        _ order: ChangeOrder,
        _ dialect: RegistryDialect
    ) -> Plan {
        guard case .describe(_, let text) = order.change else { return none(order) }
        func step(_ text: String, _ before: String) -> Plan.Step {
            Plan.Step(
                .call,
                "describe",
                owner.arguments.merging(["text": text]) { $1 },
                call: "\(dialect.description(owner))  \(owner.written): description",
                subject: "the description of \(owner.written)",
                before: written(before),
                after: written(text)
            )
        }
        let before = now ?? ""
        return Plan(
            order.change,
            differences: [.init("description", from: before, to: text)],
            steps: before == text ? [] : [step(text, before)],
            back: before == text ? [] : [step(before, text)],
            lock: "\(owner.source.name)/\(owner.written)"
        )
    }

    private static func none(_ order: ChangeOrder) -> Plan {
        Plan(order.change, steps: [], lock: "")
    }

    /// A version as a step's state has it.
    static func written(_ version: Int?) -> String { version.map { "v\($0)" } ?? "none" }

    /// A text as a step's state has it: apart from there being none.
    static func written(_ text: String?) -> String { text.map { "'\($0)'" } ?? "none" }
}

/// What MLflow's calls begin with.
enum RegistryCallName {
    static func of(_ owner: TagOwner) -> String {
        switch owner {
        case .run: "runs"
        case .model: "registered-models"
        case .version: "model-versions"
        }
    }
}

extension TagOwner {
    /// As a step carries it.
    var arguments: [String: String] {
        switch self {
        case .run(let id): ["run": id.key, "source": id.source.name, "context": id.source.context]
        case .model(let id):
            ["model": id.name, "source": id.source.name, "context": id.source.context]
        case .version(let id):
            [
                "model": id.model.name, "version": "\(id.number)", "source": id.model.source.name,
                "context": id.model.source.context,
            ]
        }
    }

    init?(_ arguments: [String: String]) {
        guard let name = arguments["source"] else { return nil }
        let source = Source.ID(name, context: arguments["context"] ?? "")
        if let run = arguments["run"] {
            self = .run(Run.ID(source: source, key: run))
        } else if let name = arguments["model"] {
            let model = RegisteredModel.ID(source: source, name: name)
            let number = arguments["version"].flatMap { Int($0) }
            self =
                number.map { .version(ModelVersion.ID(model: model, number: $0)) } ?? .model(model)
        } else {
            return nil
        }
    }
}
