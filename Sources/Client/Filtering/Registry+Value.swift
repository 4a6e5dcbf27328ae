import Entities

extension RegisteredModel {
    /// What a field of it is, for filters and orders.
    public func value(of field: Field) -> SortValue {
        switch field {
        case .attribute(.name): .text(id.name)
        case .attribute(.created): SortValue(created)
        case .attribute(.updated): SortValue(updated)
        case .tag(let key): tags[key].map(SortValue.text) ?? .missing
        case .several(.tagValue): .several(tags.sorted { $0.key < $1.key }.map(\.value))
        default: .missing
        }
    }
}

extension ModelVersion {
    /// What a field of it is, for filters and orders.
    public func value(of field: Field) -> SortValue {
        switch field {
        case .attribute(.name): .text(id.model.name)
        case .attribute(.version): .number(Double(id.number))
        case .attribute(.trainingRun): run.map { .text($0.key) } ?? .missing
        case .attribute(.sourcePath): source.isEmpty ? .missing : .text(source)
        case .attribute(.created): SortValue(created)
        case .attribute(.updated): SortValue(updated)
        case .tag(let key): tags[key].map(SortValue.text) ?? .missing
        case .several(.tagValue): .several(tags.sorted { $0.key < $1.key }.map(\.value))
        default: .missing
        }
    }
}

extension SortValue {
    /// A moment in milliseconds since 1970; missing where there is none.
    init(_ moment: Instant?) {
        self = moment.map { .number(Double($0.milliseconds)) } ?? .missing
    }
}
