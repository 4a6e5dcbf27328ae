import Entities
import TUI

/// The registered models of all sources.
public struct ModelsPane: View, Pointable, FilteredList {
    static let subject = FilterPane.Subject.models
    var arrangement = Arrangement(ListOrder<ModelField>.newest)
    var cursor = ListCursor<RegisteredModel.ID>()
    private(set) var question = RegisteredModels()
    /// The models that are shown, in their order.
    private(set) var rows: [RegisteredModel] = []
    private var answers: [Source.ID: [RegisteredModel]] = [:]

    init(_ locator: Locator) { take(locator) }

    /// The filter and the order, as in `models?sort=ver DESC`.
    public func locator(_ scene: Scene) -> Locator {
        Locator(pane: "models", query: arrangement.settings(first: .newest))
    }

    /// Its name.
    public func breadcrumbs(_ scene: Scene) -> [String] { ["models"] }

    /// The models, the versions of those that are seen; asking for moves of aliases notes them.
    public func questions(_ scene: Scene, in size: Size) -> [Ask] {
        let all = filterText.isEmpty ? [] : [Ask(RegisteredModels())]
        let seen = cursor.visible.clamped(to: rows.indices)
        return [Ask(question), Ask(AliasMoves())] + all
            + seen.map { Ask(ModelVersions(of: rows[$0].id)) }
    }

    /// Takes in what has landed, and keeps the cursor on its model.
    public mutating func settle(_ scene: Scene, in size: Size) {
        let landed = scene.catalog[question].compactMapValues(\.answer)
        // Answers that are the same arrays are equal at once: keys compare no models.
        if landed != answers {
            answers = landed
            arrange()
        }
        cursor.settle(
            count: rows.count,
            height: Layout(self, in: Rect(size)).tableRows,
            find: { id in rows.firstIndex { $0.id == id } },
            id: { rows.indices.contains($0) ? rows[$0].id : nil }
        )
    }

    /// The rows that are shown.
    func list(_ scene: Scene) -> (count: Int, id: (Int) -> RegisteredModel.ID?) {
        let rows = rows
        return (rows.count, { rows.indices.contains($0) ? rows[$0].id : nil })
    }

    /// Takes a click: on the head it sorts, on a row it goes there.
    public mutating func click(_ at: Point, _ scene: Scene, in size: Size) -> [Effect] {
        let layout = Layout(self, in: Rect(size))
        if at.y == layout.head {
            let places = table(scene).places(in: size.width)
            let hit = places.first { $0.x <= at.x && at.x < $0.x + $0.width }
            if let field = hit.flatMap({ specs(scene)[$0.index].field }) { sort(by: field) }
        } else if (1...layout.tableRows).contains(at.y - layout.head) {
            return move(to: cursor.top + at.y - layout.head - 1, scene)
        }
        return []
    }
}

extension ModelsPane {
    /// The model under the cursor.
    var current: RegisteredModel? { rows.indices.contains(cursor.rank) ? rows[cursor.rank] : nil }

    /// How many there are without the filter; nil while that is not known.
    func total(_ scene: Scene) -> Int? {
        let all = scene.catalog[RegisteredModels()].compactMap(\.value.answer?.count)
        return all.isEmpty ? nil : all.reduce(0) { $0 + $1 }
    }

    mutating func show(_ filter: Filter?, writtenAs text: String) {
        question = RegisteredModels(filter: filter)
    }

    mutating func arrange() { rows = order.sorted(answers.values.flatMap(\.self)) }
}
