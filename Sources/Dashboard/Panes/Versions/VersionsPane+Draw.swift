import Entities
import TUI

extension VersionsPane {
    /// Where the areas stand: versions and what is known of one on the left, the comparison on
    /// the right, where there is room for both.
    struct Layout {
        let table: Rect
        let facts: Rect
        let comparison: Rect

        /// Below so many columns or rows there is less than all of it.
        private static let (wide, high) = (100, 18)

        init(_ count: Int, in rect: Rect) {
            var left = rect
            let isWide = rect.width >= Self.wide
            comparison = left.takeRight(isWide ? min(60, rect.width * 42 / 100) : 0)
            let isHigh = rect.height >= Self.high
            let rows = isHigh ? min(count + 2, rect.height * 55 / 100) : rect.height
            table = left.takeTop(max(3, rows))
            facts = left
        }

        /// The versions that have room below the head.
        var tableRows: Int { max(1, table.height - 2) }
    }

    /// The versions; what is known of the one under the cursor, and how it does against another.
    public func draw(_ scene: Scene, on canvas: inout Canvas, in rect: Rect) {
        let layout = Layout(rows.count, in: rect)
        drawTable(scene, on: &canvas, in: layout.table)
        guard let current else { return }
        var lower = layout.facts
        let facts = facts(of: current, scene)
        let isWide = layout.comparison.width > 0
        let hasSignature = isWide && lower.height > facts.count + 5
        let top = lower.takeTop(hasSignature ? facts.count + 2 : lower.height)
        drawFacts(facts, of: current, on: &canvas, in: top)
        guard isWide else { return }
        if hasSignature { drawSignature(of: current, scene, on: &canvas, in: lower) }
        drawRight(current, scene, on: &canvas, in: layout.comparison)
        Divider(layout.comparison.x - 1, layout.comparison.y..<layout.comparison.bottom)
            .draw(on: &canvas)
    }

    /// Whether it should serve, and how it differs: each part as high as it needs, and as fits.
    private func drawRight(
        _ version: ModelVersion,
        _ scene: Scene,
        on canvas: inout Canvas,
        in rect: Rect
    ) {
        let inputs = inputRows(of: version, scene)
        let gates = gates(of: version, scene)?.1.count ?? 0
        let governance = governance(of: version, scene).count
        let parts = rect.stack([
            gates == 0 ? 0 : gates + 1, governance == 0 ? 0 : governance + 1,
            max(1, metrics(of: version).count) + 3, inputs.isEmpty ? 0 : inputs.count + 2,
            requirementRows(of: version, scene),
        ])
        drawGates(of: version, scene, on: &canvas, in: parts[0])
        drawGovernance(of: version, scene, on: &canvas, in: parts[1])
        drawComparison(of: version, on: &canvas, in: parts[2])
        drawInputs(of: version, inputs, on: &canvas, in: parts[3])
        drawRequirements(of: version, scene, on: &canvas, in: parts[4])
    }

    private func drawTable(_ scene: Scene, on canvas: inout Canvas, in rect: Rect) {
        var rest = rect
        let last = min(cursor.visible.upperBound, rows.count)
        let note = rows.isEmpty ? "" : "\(cursor.top + 1)–\(last) of \(Format.count(rows.count))"
        TitleRule(
            [Span(model.name.cutMiddle(to: 40), .title), Span(" versions", .muted)],
            note: [Span(note, .muted)],
            isFocused: true
        ).draw(on: &canvas, in: rest.takeTop())
        guard !rows.isEmpty else {
            return Nothing(sentence: emptySentence(scene)).draw(scene, on: &canvas, in: rest)
        }
        rest.width -= 1
        table(scene).draw(on: &canvas, in: rest)
    }

    private func emptySentence(_ scene: Scene) -> String {
        guard let feed = scene.catalog.feed(ModelVersions(of: model)), feed.answer != nil else {
            let isKnown = scene.catalog.sources.contains { $0.id == model.source }
            return isKnown ? "reading…" : "there is no source \(model.source.name) here"
        }
        return "There is no version of it yet."
    }

    private func table(_ scene: Scene) -> Table {
        let course = VersionCourse(rows)
        let isStale = scene.catalog.feed(ModelVersions(of: model))?.isStale ?? false
        let format = MetricFormat(
            rows.compactMap { version in course.flatMap { version.metrics[$0.key] } }
        )
        let seen = cursor.visible.clamped(to: rows.indices).map { rank in
            let cells = cells(rows[rank], course, format, scene)
            return Table.Row(
                mark: isMarked(rows[rank]) ? Span("◇", .marked) : nil,
                isCurrent: rank == cursor.rank,
                cells: isStale ? cells.map { $0.inRole(.stale) } : cells
            )
        }
        let columns = [
            Table.Column("ver", isRight: true), Table.Column("", gap: 1),
            Table.Column("alias, stage", limit: 36),
            Table.Column(course?.key ?? "metric", isRight: true, rank: 60, cut: .middle),
            Table.Column("age", isRight: true, rank: 80), Table.Column("by", rank: 40, limit: 12),
        ]
        return Table(columns: columns, rows: seen, isFocused: true)
    }

    private func cells(
        _ version: ModelVersion,
        _ course: VersionCourse?,
        _ format: MetricFormat,
        _ scene: Scene
    ) -> [Table.Content] {
        let value = course.flatMap { version.metrics[$0.key] }
        let names = version.marks.joined(separator: ", ")
        let age = version.created.map {
            Format.age(milliseconds: scene.now.milliseconds(since: $0))
        }
        return [
            .text(Span("v\(version.id.number)", .text)), .text(version.status.sign),
            names.isEmpty ? .absent : .text(Span(names, .accent)),
            value.map { .text(Span(format.string($0), $0.isFinite ? .text : .warn)) } ?? .absent,
            .text(Span(age ?? "–", .muted)), .text(Span(version.user, .muted)),
        ]
    }

    private func drawFacts(
        _ facts: [Detail.Row],
        of version: ModelVersion,
        on canvas: inout Canvas,
        in rect: Rect
    ) {
        var rest = rect
        let title: Line = [Span("v\(version.id.number)", .title), Span(" where from", .muted)]
        TitleRule(title, isFocused: false).draw(on: &canvas, in: rest.takeTop())
        rest.width -= 1
        Detail(facts).draw(on: &canvas, in: rest)
    }

    /// How each alias has moved, the newest first: as long as there is room.
    private func aliasFacts(_ scene: Scene) -> [Detail.Row] {
        let moves = scene.catalog[AliasMoves(of: model)].values.flatMap { $0.answer ?? [] }
        return Set(moves.map(\.alias)).sorted().map { alias in
            let steps = moves.filter { $0.alias == alias }.prefix(4).map { move in
                let version = move.version.map { "v\($0)" } ?? "gone"
                return "\(version) \(scene.moment(move.at))" + (move.by.map { " \($0)" } ?? "")
            }
            return Detail.Row("@\(alias)", [Span(steps.joined(separator: " ← "), .text)])
        }
    }

    private func facts(of version: ModelVersion, _ scene: Scene) -> [Detail.Row] {
        var facts: [Detail.Row] = []
        func add(_ label: String, _ text: String, _ role: Role = .text) {
            if !text.isEmpty { facts.append(Detail.Row(label, [Span(text, role)])) }
        }
        if version.status != .ready {
            add(
                "state",
                "\(version.status.sign.text) \(version.status.word)",
                version.status.sign.role
            )
            add("why", version.statusMessage)
        }
        add(
            "run",
            version.run?.key ?? "nobody said which made it",
            version.run == nil ? .muted : .text
        )
        add("files", version.source)
        add("size", content(of: version, scene)?.size.map(Format.bytes) ?? "")
        add("note", version.description)
        add("made", version.created.map(scene.moment) ?? "")
        if version.updated != version.created {
            add("changed", version.updated.map(scene.moment) ?? "")
        }
        for (key, value) in version.tags.sorted(by: { $0.key < $1.key }) { add(key, value) }
        return facts + aliasFacts(scene)
    }

    /// The metrics of both versions that are compared; what the machine did comes last.
    private func metrics(of version: ModelVersion) -> [String] {
        let both = Set(version.metrics.keys).union(baseline?.metrics.keys.map(\.self) ?? [])
        return both.sorted { left, right in
            let isLast = (Field.metric(left).isSystem, Field.metric(right).isSystem)
            return isLast.0 == isLast.1 ? left < right : isLast.1
        }
    }

    private func drawComparison(
        of version: ModelVersion,
        on canvas: inout Canvas,
        in rect: Rect
    ) {
        var rest = rect
        let other = baseline
        var title: Line = [Span("v\(version.id.number)", .title)]
        if let other { title.append(" against v\(other.id.number)", .muted) }
        TitleRule(title, isFocused: false).draw(on: &canvas, in: rest.takeTop())
        let keys = metrics(of: version)
        guard !keys.isEmpty else {
            canvas.put("It has no metrics.", rest.x + 2, rest.y, .muted)
            return
        }
        let rows = keys.map {
            MetricChange($0, from: other?.metrics[$0], to: version.metrics[$0]).row
        }
        let columns = [
            // Both values and the change keep their room.
            Table.Column("metric", limit: max(8, rest.width - 34), cut: .middle),
            Table.Column(other.map { "v\($0.id.number)" } ?? "", isRight: true),
            Table.Column("v\(version.id.number)", isRight: true),
            Table.Column("change", isRight: true),
        ]
        Table(columns: columns, rows: Array(rows.prefix(rest.height - 1)), isFocused: false)
            .draw(on: &canvas, in: rest)
    }
}
