import Entities
import TUI

/// How a person wants a whole list: what of it, and in which order.
struct Arrangement<Field: SortField>: Hashable, Sendable {
    /// The filter as it was typed; empty for all.
    var filter = ""
    var order: ListOrder<Field>
    /// The field that the column cursor stands on.
    var currentField: Field?

    init(_ order: ListOrder<Field>) { self.order = order }

    /// As a locator keeps it; what is as at first is left out.
    func settings(first: ListOrder<Field>) -> [Locator.Setting] {
        (filter.isEmpty ? [] : [Locator.Setting("filter", filter)])
            + (order == first ? [] : [Locator.Setting("sort", order.written)])
    }
}

/// A whole list that a person filters and sorts: the same keys do so in all of them.
protocol FilteredList: ListPane {
    /// What it can be sorted by.
    associatedtype ListField: SortField
    /// What is filtered.
    static var subject: FilterPane.Subject { get }
    /// What a person wants of it.
    var arrangement: Arrangement<ListField> { get set }
    /// Shows what a filter lets through, all where there is none, and what it was written as.
    mutating func show(_ filter: Filter?, writtenAs text: String)
    /// Puts its rows into the order of the arrangement.
    mutating func arrange()
}

extension FilteredList {
    /// What was typed into the filter.
    var filterText: String { arrangement.filter }

    /// The order in force.
    var order: ListOrder<ListField> { arrangement.order }

    /// Filtering, sorting and moving.
    static var listKeys: [KeyBinding<Self>] {
        [
            KeyBinding("/", "filter; esc clears it", .look, footer: "filter") { pane, _ in
                [.open(FilterPane(pane.filterText, of: subject), as: .dialog)]
            },
            KeyBinding("esc", "clear the filter, or one step back", .go) { pane, scene in
                guard !pane.filterText.isEmpty else { return [.back(orLeave: false)] }
                pane.show(filter: "", scene.now)
                return []
            },
            KeyBinding("s", "sort by this column; again turns it round", .look, footer: "sort") {
                pane,
                _ in
                pane.sort(by: pane.arrangement.currentField ?? pane.order.field)
                return []
            },
            KeyBinding("h left", "column to the left", .move) { pane, _ in pane.moveColumn(by: -1)
            },
            KeyBinding("l right", "column to the right", .move) { pane, _ in pane.moveColumn(by: 1)
            },
        ] + moves
    }

    /// Takes over what a locator says.
    mutating func take(_ locator: Locator) {
        if let order = locator.values("sort").first.flatMap({ ListOrder<ListField>($0) }) {
            arrangement.order = order
        }
        show(filter: locator.values("filter").first ?? "", .distantPast)
    }

    /// Shows what a filter lets through; one that is wrong changes nothing.
    mutating func show(filter text: String, _ now: Instant) {
        let parsed: Filter?
        do {
            parsed = try Filter.parse(text, as: Self.subject.kind, now: now)
        } catch {
            return
        }
        arrangement.filter = text.trimmed
        show(parsed, writtenAs: arrangement.filter)
        cursor.reset()
        arrange()
    }

    mutating func sort(by field: ListField) {
        arrangement.order.sort(by: field)
        arrangement.currentField = field
        cursor.reset()
        arrange()
    }

    /// Moves the column cursor over the columns that can be sorted by.
    private mutating func moveColumn(by step: Int) -> [Effect] {
        let fields = ListField.allCases
        let index = fields.firstIndex(of: arrangement.currentField ?? order.field) ?? 0
        arrangement.currentField = fields[min(max(0, index + step), fields.count - 1)]
        return []
    }

    /// Does what the prompt says.
    mutating func take(_ reply: Reply, _ scene: Scene) -> [Effect] {
        if case .filter(let text) = reply { show(filter: text, scene.now) }
        return []
    }
}
