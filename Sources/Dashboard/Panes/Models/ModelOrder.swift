import Entities

/// What models can be sorted by: what is known of all of them.
enum ModelField: String, SortField {
    // In the order of the columns.
    case name = "model"
    case latest = "ver"
    case changed
    case store

    /// Names from A to Z, the newest first.
    var isDescendingFirst: Bool { self == .latest || self == .changed }
}

extension ListOrder<ModelField> {
    /// What was changed last comes first.
    static let newest = ListOrder(.changed)

    /// The models in this order, what is equal by name.
    func sorted(_ models: [RegisteredModel]) -> [RegisteredModel] {
        let named = models.sorted { ($0.id.name, $0.id) < ($1.id.name, $1.id) }
        return switch field {
        case .name: sorted(named) { $0.id.name }
        case .latest: sorted(named) { $0.latest }
        case .changed: sorted(named) { $0.updated }
        case .store: sorted(named) { $0.id.source.name }
        }
    }
}
