import Client
import Entities
import TUI

/// Finds what is named on the command line among what the sources have.
struct Naming {
    private let waiter: Waiter

    init(_ connectors: [any Connector]) throws { waiter = try Waiter(connectors: connectors) }

    /// The version of `MODEL/VERSION` or `MODEL@ALIAS`; throws a sentence for none, or for several.
    func version(_ written: String) throws -> ModelVersion.ID {
        try version(written, among: all(RegisteredModels()))
    }

    private func version(
        _ written: String,
        among models: [RegisteredModel]
    ) throws -> ModelVersion.ID {
        if let slash = written.lastIndex(of: "/"),
            let number = Int(written[written.index(after: slash)...].drop { $0 == "v" })
        {
            let model = try one(models, named: String(written[..<slash]), "model") { $0.id.name }
            return ModelVersion.ID(model: model.id, number: number)
        }
        if let sign = written.lastIndex(of: "@") {
            let alias = String(written[written.index(after: sign)...])
            let model = try one(models, named: String(written[..<sign]), "model") { $0.id.name }
            guard let number = model.aliases[alias] else {
                throw Complaint(
                    Printable.text("\(model.id.name) has no alias '\(alias)'"),
                    .no
                )
            }
            return ModelVersion.ID(model: model.id, number: number)
        }
        throw Complaint(
            Printable.text(
                "'\(written)' is no version; one is written MODEL/VERSION or MODEL@ALIAS"
            )
        )
    }

    /// What is to be tagged: a model, a version of one, or a run.
    func owner(_ written: String) throws -> TagOwner {
        if written.hasPrefix("mldeck:") { return .run(try RunReference(written).run(waiter).id) }
        let models = try all(RegisteredModels())
        let named = models.filter { $0.id.name == written }
        if !named.isEmpty {
            return .model(try one(named, named: written, "model") { $0.id.name }.id)
        }
        if written.contains("/") || written.contains("@") {
            return .version(try version(written, among: models))
        }
        return .run(try RunReference(written).run(waiter).id)
    }

    /// The deployment of a name; `@ALIAS` is the alias of the model that is deployed, which may be
    /// a new one.
    func deployment(_ written: String, of version: ModelVersion.ID?) throws -> Deployment.ID {
        if let version, written.hasPrefix("@") {
            return Deployment.ID(
                source: version.model.source,
                name: version.model.name + written
            )
        }
        let deployments = try all(Deployments())
        return try one(deployments, named: written, "deployment") { $0.id.name }.id
    }

    /// A deployment as it is now.
    func deployment(_ written: String) throws -> Deployment {
        try one(try all(Deployments()), named: written, "deployment") { $0.id.name }
    }

    /// Everything that the sources answer, once; what fails is told, and ends where nothing else came.
    func all<Row, Q: Question>(_ question: Q) throws -> [Row] where Q.Answer == [Row] {
        let catalog = waiter.catalog([Ask(question)])
        let rows = catalog[question].sorted { $0.key < $1.key }.flatMap { $0.value.answer ?? [] }
        let failures = catalog.failures(question)
        if rows.isEmpty { try failures.end() } else { failures.tell() }
        return rows
    }

    private func one<Row>(
        _ rows: [Row],
        named name: String,
        _ what: String,
        _ key: (Row) -> String
    ) throws -> Row {
        let found = rows.filter { key($0) == name }
        guard let first = found.first else {
            let hint = KnownKey.nearest(to: name, among: rows.map(key))
            let advice = hint.map { "; did you mean '\($0)'?" } ?? ""
            throw Complaint(Printable.text("there is no \(what) '\(name)'\(advice)"), .no)
        }
        guard found.count == 1 else {
            throw Complaint(
                Printable.text(
                    "\(found.count) sources have a \(what) '\(name)'; --at or --context names one"
                )
            )
        }
        return first
    }
}
