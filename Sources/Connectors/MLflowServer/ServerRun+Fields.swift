import Client
import Entities

extension ServerRun {
    /// The run above it.
    var parent: String? { tag("mlflow.parentRunId") }

    /// Every key that it has, of each kind no more than `limit`.
    func fields(_ limit: Int = .max) -> [Field] {
        metrics.prefix(limit).map { .metric($0.key) } + params.prefix(limit).map { .param($0.key) }
            + tags.prefix(limit).map { .tag($0.key) }
    }

    /// Every key that it has, with what it is.
    func values() -> [(field: Field, value: SortValue)] {
        metrics.map { (.metric($0.key), $0.forSorting) }
            + params.map { (.param($0.key), .text($0.value)) }
            + tags.map { (.tag($0.key), .text($0.value)) }
    }

    /// What a field is in it.
    func value(_ field: Field) -> SortValue {
        switch field {
        case .metric(let key):
            metrics.first { $0.key == key }?.forSorting ?? .missing
        case .param(let key): params.first { $0.key == key }.map { .text($0.value) } ?? .missing
        case .tag(let key): tag(key).map(SortValue.text) ?? .missing
        case .attribute(let attribute): value(attribute)
        case .several(.tagValue):
            .several(tags.filter { !$0.key.hasPrefix("mlflow.") }.map(\.value))
        case .several(.datasetName): .several(datasets.map(\.name))
        case .several(.datasetDigest): .several(datasets.map(\.digest))
        case .several(.datasetContext): .several(datasets.map(\.context).filter { !$0.isEmpty })
        case .history: .missing
        }
    }

    private func value(_ attribute: Field.Attribute) -> SortValue {
        switch attribute {
        case .id: .text(id)
        case .name: name.isEmpty ? .missing : .text(name)
        case .status: .text(status.name)
        case .user: .text(user)
        case .artifactURI: artifactURI.map(SortValue.text) ?? .missing
        case .start: start.map { .number(Double($0.milliseconds)) } ?? .missing
        case .end: end.map { .number(Double($0.milliseconds)) } ?? .missing
        default: .missing
        }
    }

    private func tag(_ key: String) -> String? { tags.first { $0.key == key }?.value }

    /// Where it stands in an order, comparable over all sources.
    func key(in order: [SortKey], _ source: Source.ID) -> RankKey {
        RankKey(
            path: [
                RankKey.Level(
                    values: order.map { value($0.field) },
                    start: start?.milliseconds ?? .min,
                    id: id
                )
            ],
            source: source
        )
    }

    /// The run as it is shown, with the fields that are asked for.
    func run(_ columns: Window.Columns, _ source: Source.ID, experimentName: String) -> Run {
        var run = Run(
            id: Run.ID(source: source, key: id),
            experiment: Experiment.ID(source: source, key: experiment),
            experimentName: experimentName,
            name: name.isEmpty ? tag("mlflow.runName") ?? id : name,
            status: status,
            start: start,
            end: end,
            user: user
        )
        switch columns {
        case .all:
            for metric in metrics { run.metrics[metric.key] = metric.value }
            for param in params { run.params[param.key] = param.value }
            for tag in tags { run.tags[tag.key] = tag.value }
        case .these(let fields):
            for field in fields { take(field, into: &run) }
        }
        return run
    }

    private func take(_ field: Field, into run: inout Run) {
        switch field {
        case .metric(let key): run.metrics[key] = metrics.first { $0.key == key }?.value
        case .param(let key): run.params[key] = params.first { $0.key == key }?.value
        case .tag(let key): run.tags[key] = tag(key)
        case .attribute, .history, .several: break
        }
    }
}

extension ServerRun.Value {
    fileprivate var forSorting: SortValue { value.isNaN ? .nan : .number(value) }
}
