import Entities

extension Experiment {
    /// What a field of it is, for filters and orders.
    public func value(of field: Field) -> SortValue {
        switch field {
        case .attribute(.name): .text(name)
        case .attribute(.id): .text(id.key)
        case .attribute(.created): SortValue(created)
        case .attribute(.updated): SortValue(updated)
        case .tag(let key): tags[key].map(SortValue.text) ?? .missing
        case .several(.tagValue): .several(tags.sorted { $0.key < $1.key }.map(\.value))
        default: .missing
        }
    }
}
