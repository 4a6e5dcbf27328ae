import Entities
import TUI

/// What one column of the models table shows.
struct ModelColumn {
    var column: Table.Column
    /// What it is sorted by; nil where it cannot be.
    var field: ModelField?
    var content: (ModelRow) -> Table.Content
}

extension ModelsPane {
    /// How many versions a sparkline shows.
    private static let courseWidth = 12

    /// The columns from left to right.
    func specs(_ scene: Scene) -> [ModelColumn] {
        [
            ModelColumn(column: head(.name, limit: 32, cut: .middle), field: .name) {
                .text(Span($0.model.id.name, .text))
            },
            ModelColumn(column: head(.latest, isRight: true, rank: 90), field: .latest) {
                $0.model.latest.map { .text(Span("\($0)", .text)) } ?? .absent
            },
            ModelColumn(column: Table.Column("champion", rank: 85)) { Self.champion(of: $0) },
            ModelColumn(column: Table.Column("other aliases", rank: 60, limit: 30)) {
                Self.others($0.model)
            },
        ] + courseColumns + [
            ModelColumn(column: head(.changed, isRight: true, rank: 80), field: .changed) {
                Self.age($0.model, scene)
            },
            ModelColumn(
                column: head(.store, rank: 30, gap: 1, limit: 16, cut: .middle),
                field: .store
            ) {
                .text(Span($0.model.id.source.name, .muted))
            },
        ]
    }

    private func head(
        _ field: ModelField,
        isRight: Bool = false,
        rank: Int? = nil,
        gap: Int = 2,
        limit: Int = 24,
        cut: Table.Cut = .end
    ) -> Table.Column {
        order.head(
            field,
            isCurrent: field == arrangement.currentField,
            isRight: isRight,
            rank: rank,
            gap: gap,
            limit: limit,
            cut: cut
        )
    }

    private var courseColumns: [ModelColumn] {
        [
            ModelColumn(column: Table.Column("metric", rank: 50, limit: 20, cut: .middle)) {
                Self.course(of: $0) { .text(Span("\($0.key) \($0.direction.sign)", .muted)) }
            },
            ModelColumn(column: Table.Column("value", isRight: true, rank: 70)) {
                Self.course(of: $0) { course in
                    course.last.map { value in
                        let role: Role = value.isFinite ? .text : .warn
                        return .text(Span(MetricFormat([value]).string(value), role))
                    } ?? .absent
                }
            },
            ModelColumn(column: Table.Column("by version", rank: 40, gap: 1)) {
                Self.course(of: $0) {
                    .spark($0.spark(cells: Self.courseWidth), width: Self.courseWidth)
                }
            },
        ]
    }

    /// The alias, or the stage that registries had before there were aliases.
    private static func champion(of row: ModelRow) -> Table.Content {
        if let number = row.model.aliases["champion"] {
            return .text(Span("v\(number)", .strong))
        }
        guard let staged = row.versions?.first(where: { $0.stage == "Production" }) else {
            return .absent
        }
        return .line([Span("v\(staged.id.number)", .strong), Span(" stage", .muted)])
    }

    private static func course(
        of row: ModelRow,
        _ content: (VersionCourse) -> Table.Content
    ) -> Table.Content {
        row.versions == nil ? .pending : row.course.map(content) ?? .absent
    }

    private static func others(_ model: RegisteredModel) -> Table.Content {
        let others = model.aliases.filter { $0.key != "champion" }
            .sorted { ($1.value, $0.key) < ($0.value, $1.key) }
        guard !others.isEmpty else { return .absent }
        var line: Line = []
        for (alias, version) in others {
            line.append(line.width > 0 ? ", " : "", .muted)
            line.append(alias, .muted)
            line.append(" v\(version)", .text)
        }
        return .line(line)
    }

    private static func age(_ model: RegisteredModel, _ scene: Scene) -> Table.Content {
        guard let updated = model.updated else { return .absent }
        let age = scene.now.milliseconds(since: updated)
        return .text(Span(Format.age(milliseconds: age), .muted))
    }
}
