import Entities
import TUI

/// What one column of the models table shows.
struct ModelColumn {
    var column: Table.Column
    /// What it is sorted by; nil where it cannot be.
    var field: ModelField?
    var content: (RegisteredModel) -> Table.Content
}

extension ModelsPane {
    /// How many versions a sparkline shows.
    private static let course = 12

    /// The columns from left to right.
    func specs(_ scene: Scene) -> [ModelColumn] {
        [
            ModelColumn(column: head(.name, limit: 32, cut: .middle), field: .name) {
                .text(Span($0.id.name, .text))
            },
            ModelColumn(column: head(.latest, isRight: true, rank: 90), field: .latest) {
                $0.latest.map { .text(Span("\($0)", .text)) } ?? .absent
            },
            ModelColumn(column: Table.Column("champion", rank: 85)) { champion(of: $0, scene) },
            ModelColumn(column: Table.Column("other aliases", rank: 60, limit: 30)) {
                Self.others($0)
            },
        ] + courseColumns(scene) + [
            ModelColumn(column: head(.changed, isRight: true, rank: 80), field: .changed) {
                Self.age($0, scene)
            },
            ModelColumn(
                column: head(.store, rank: 30, gap: 1, limit: 16, cut: .middle),
                field: .store
            ) {
                .text(Span($0.id.source.name, .muted))
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

    private func courseColumns(_ scene: Scene) -> [ModelColumn] {
        [
            ModelColumn(column: Table.Column("metric", rank: 50, limit: 20, cut: .middle)) {
                model in
                course(of: model, scene) { .text(Span("\($0.key) \($0.direction.sign)", .muted)) }
            },
            ModelColumn(column: Table.Column("value", isRight: true, rank: 70)) { model in
                course(of: model, scene) { course in
                    course.last.map { value in
                        let role: Role = value.isFinite ? .text : .warn
                        return .text(Span(MetricFormat([value]).string(value), role))
                    } ?? .absent
                }
            },
            ModelColumn(column: Table.Column("by version", rank: 40, gap: 1)) { model in
                course(of: model, scene) {
                    .spark($0.spark(cells: Self.course), width: Self.course)
                }
            },
        ]
    }

    /// The alias, or the stage that registries had before there were aliases.
    private func champion(of model: RegisteredModel, _ scene: Scene) -> Table.Content {
        if let number = model.aliases["champion"] { return .text(Span("v\(number)", .strong)) }
        let versions = scene.catalog.feed(ModelVersions(of: model.id))?.answer ?? []
        guard let staged = versions.first(where: { $0.stage == "Production" }) else {
            return .absent
        }
        return .line([Span("v\(staged.id.number)", .strong), Span(" stage", .muted)])
    }

    private func course(
        of model: RegisteredModel,
        _ scene: Scene,
        _ content: (VersionCourse) -> Table.Content
    ) -> Table.Content {
        guard let versions = scene.catalog.feed(ModelVersions(of: model.id))?.answer else {
            return .pending
        }
        return VersionCourse(versions).map(content) ?? .absent
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
