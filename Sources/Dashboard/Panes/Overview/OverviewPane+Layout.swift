import Entities
import TUI

extension OverviewPane {
    /// Where the parts stand: two beside each other where there is room, else all below each other.
    struct Layout {
        fileprivate(set) var areas: Rect
        fileprivate(set) var attention: Rect
        fileprivate(set) var changes: Rect
        /// The column of the line between areas and attention; nil where they are stacked.
        fileprivate(set) var divider: Int?

        subscript(section: Section) -> Rect {
            switch section {
            case .areas: areas
            case .attention: attention
            case .changes: changes
            }
        }
    }

    /// The columns of the areas where they stand beside what needs attention.
    private static let areasWidth = 58

    func layout(_ scene: Scene, in rect: Rect) -> Layout {
        let areas = 1 + areas(scene).count
        let attention = 1 + max(1, attention(scene).count * 2)
        let isKnown = areChangesKnown(scene)
        var rest = rect
        guard rect.width >= 100 else {
            let first = rest.takeTop(areas)
            let most = isKnown ? 1 + max(2, rest.height / 2) : rest.height
            let second = rest.takeTop(min(attention, most))
            return Layout(areas: first, attention: second, changes: isKnown ? rest : .none)
        }
        let most = isKnown ? max(areas, rect.height * 3 / 5) : rect.height
        let top = rest.takeTop(min(most, max(areas, attention)))
        let x = rect.x + Self.areasWidth
        return Layout(
            areas: Rect(rect.x, top.y, Self.areasWidth, top.height),
            attention: Rect(x + 1, top.y, rect.right - x - 1, top.height),
            changes: isKnown ? rest : .none,
            divider: x
        )
    }
}

extension Rect {
    /// No cell at all.
    fileprivate static let none = Rect(0, 0, 0, 0)
}
