import Entities

/// What models can be sorted by: what is known of all of them.
enum ModelField: String, CaseIterable, Sendable {
    // In the order of the columns.
    case name = "model"
    case latest = "ver"
    case changed
    case store

    /// Whether the greatest come first when a person first sorts by it.
    var isDescendingFirst: Bool { self == .latest || self == .changed }
}

/// An order of models; the name breaks ties.
struct ModelOrder: Hashable, Sendable {
    var field: ModelField
    var isDescending: Bool

    /// What was changed last comes first.
    static let newest = ModelOrder(field: .changed, isDescending: true)

    init(field: ModelField, isDescending: Bool) {
        self.field = field
        self.isDescending = isDescending
    }

    /// The order of a written key, as in `ver DESC`; nil where it names nothing to sort by.
    init?(_ written: String) {
        let words = written.split(separator: " ")
        guard let field = words.first.flatMap({ ModelField(rawValue: String($0)) }) else {
            return nil
        }
        self.init(field: field, isDescending: words.last == "DESC")
    }

    /// As the locator writes it.
    var written: String { "\(field.rawValue) \(isDescending ? "DESC" : "ASC")" }

    /// The order by a field, the best guess of a direction first; again turns it round.
    mutating func sort(by field: ModelField) {
        isDescending = field == self.field ? !isDescending : field.isDescendingFirst
        self.field = field
    }

    /// The models in this order; those without a value are last, whichever way it goes.
    func sorted(_ models: [RegisteredModel]) -> [RegisteredModel] {
        switch field {
        case .name: sorted(models) { $0.id.name }
        case .latest: sorted(models, by: \.latest)
        case .changed: sorted(models, by: \.updated)
        case .store: sorted(models) { $0.id.source.name }
        }
    }

    private func sorted<Value: Comparable>(
        _ models: [RegisteredModel],
        by value: (RegisteredModel) -> Value?
    ) -> [RegisteredModel] {
        let keyed = models.map { (value: value($0), model: $0) }
        return keyed.sorted { left, right in
            guard left.value != right.value else { return left.model.id.name < right.model.id.name }
            guard let first = left.value else { return false }
            guard let second = right.value else { return true }
            return isDescending ? first > second : first < second
        }.map(\.model)
    }
}
