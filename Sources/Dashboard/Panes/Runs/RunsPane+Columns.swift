import Entities
import TUI

/// What one column of the runs table shows.
struct RunColumn {
    var column: Table.Column
    /// What it is sorted by; nil where it cannot be.
    var field: Field?
    var content: (Run) -> Table.Content
}

extension RunsPane {
    /// The columns from left to right.
    func specs(_ scene: Scene) -> [RunColumn] {
        let fields = fields(scene)
        let rows = loadedRows(scene)
        var specs = [
            nameColumn(scene), signColumn(), wordColumn(), ageColumn(scene), tookColumn(scene),
        ]
        let spark = sparkMetric(fields)
        for (index, field) in fields.enumerated() {
            switch field {
            case .metric(let key):
                specs.append(metricColumn(key, rows, rank: 60 - min(index, 20)))
                if key == spark { specs.append(sparkColumn(key, scene)) }
            case .param(let key):
                specs.append(
                    textColumn(field, key, rows, rank: 40 - min(index, 20)) { $0.params[key] }
                )
            case .tag(let key):
                specs.append(
                    textColumn(field, key, rows, rank: 20 - min(index, 15)) { $0.tags[key] }
                )
            case .attribute, .history, .several: break
            }
        }
        specs.append(plain(.user, "by", rank: 1) { $0.user })
        if scope == .all {
            specs.append(plain(.experiment, "experiment", rank: 70) { $0.experimentName })
        }
        specs.append(plain(.store, "store", rank: 45) { $0.id.source.name })
        return specs
    }

    /// The rows that are loaded on either side of what is seen: widths and formats are theirs.
    func loadedRows(_ scene: Scene) -> [Run] {
        let page = page(scene)
        return page.ranks.compactMap { page[$0] }
    }

    private func head(
        _ title: String,
        _ field: Field?,
        isRight: Bool = false,
        rank: Int? = nil,
        gap: Int = 2,
        limit: Int = 24,
        cut: Table.Cut = .end
    ) -> Table.Column {
        let key = order.first { $0.field == field }
        return Table.Column(
            title,
            isRight: isRight,
            arrow: key.map { $0.isShownFalling ? .down : .up },
            isCurrent: field != nil && field == currentField,
            rank: key == nil ? rank : nil,
            gap: gap,
            limit: limit,
            cut: cut
        )
    }
}

extension RunsPane {
    private func nameColumn(_ scene: Scene) -> RunColumn {
        RunColumn(
            column: head("run", .attribute(.name), limit: 32, cut: .middle),
            field: .attribute(.name)
        ) { run in
            let role: Role = scene.session.mark(of: run.id) == nil ? .text : .marked
            let isFolded = folded.contains(run.id)
            let fold = run.children == 0 ? "" : isFolded ? " ▸ \(run.children)" : ""
            let indent = run.depth == 0 ? "" : String(repeating: "  ", count: run.depth - 1) + "└ "
            let name = run.name.cutMiddle(to: 32 - Width.of(indent) - Width.of(fold))
            return .line([Span(indent, .border), Span(name, role), Span(fold, .muted)])
        }
    }

    private func signColumn() -> RunColumn {
        RunColumn(column: head("", nil), field: nil) { run in
            .text(Span(run.status.sign, run.status.role))
        }
    }

    private func wordColumn() -> RunColumn {
        RunColumn(
            column: head("state", .attribute(.status), rank: 30, gap: 1),
            field: .attribute(.status)
        ) { run in
            .text(Span(run.status.word, run.status == .finished ? .muted : run.status.role))
        }
    }

    private func ageColumn(_ scene: Scene) -> RunColumn {
        RunColumn(
            column: head("age", .attribute(.start), isRight: true, rank: 80),
            field: .attribute(.start)
        ) { run in
            guard let start = run.start else { return .text(Span("–", .muted)) }
            let age = scene.now.milliseconds(since: start)
            return .text(Span(Format.age(milliseconds: age), .muted))
        }
    }

    private func tookColumn(_ scene: Scene) -> RunColumn {
        RunColumn(
            column: head("took", .attribute(.duration), isRight: true, rank: 10),
            field: .attribute(.duration)
        ) { run in
            guard let start = run.start else { return .text(Span("–", .muted)) }
            if let end = run.end {
                let took = Format.duration(milliseconds: end.milliseconds(since: start))
                return .text(Span(took, .text))
            }
            guard run.status == .running else { return .text(Span("–", .muted)) }
            let took = Format.running(milliseconds: scene.now.milliseconds(since: start))
            return .text(Span(took, .text))
        }
    }

    private func metricColumn(_ key: String, _ rows: [Run], rank: Int) -> RunColumn {
        let format = MetricFormat(rows.compactMap { $0.metrics[key] })
        let isSorted = order.first?.field == .metric(key)
        return RunColumn(
            column: head(key, .metric(key), isRight: true, rank: rank),
            field: .metric(key)
        ) { run in
            guard let value = run.metrics[key] else { return .text(Span("–", .muted)) }
            let role: Role = value.isFinite ? (isSorted ? .strong : .text) : .warn
            return .text(Span(format.string(value), role))
        }
    }

    private func sparkColumn(_ key: String, _ scene: Scene) -> RunColumn {
        let longest = longestSeries(key, scene)
        return RunColumn(column: head("", nil, rank: 55), field: nil) { run in
            guard let series = scene.catalog.feed(series(run.id, key))?.answer else {
                let role: Role = run.metrics[key] == nil ? .muted : .faint
                return .text(Span(run.metrics[key] == nil ? "" : "·", role))
            }
            let mark = scene.session.mark(of: run.id).flatMap(Role.series)
            return .spark(
                series.spark(run.status, longest: longest, role: mark ?? .heat1),
                width: RunsPane.sparkCells
            )
        }
    }

    /// The steps of the longest finished run that is seen: shorter ones leave room.
    private func longestSeries(_ key: String, _ scene: Scene) -> Int64 {
        loadedRows(scene).filter { $0.status == .finished }.reduce(0) { longest, run in
            max(longest, scene.catalog.feed(series(run.id, key))?.answer?.lastStep ?? 0)
        }
    }

    private func textColumn(
        _ field: Field,
        _ title: String,
        _ rows: [Run],
        rank: Int,
        value: @escaping (Run) -> String?
    ) -> RunColumn {
        let values = rows.compactMap(value)
        let isNumeric = !values.isEmpty && values.allSatisfy { Double($0) != nil }
        return RunColumn(
            column: head(title, field, isRight: isNumeric, rank: rank, cut: .middle),
            field: field
        ) { run in
            guard let text = value(run) else { return .text(Span("–", .muted)) }
            return .text(Span(text, .text))
        }
    }

    private func plain(
        _ attribute: Field.Attribute,
        _ title: String,
        rank: Int,
        value: @escaping (Run) -> String
    ) -> RunColumn {
        RunColumn(
            column: head(title, .attribute(attribute), rank: rank, limit: 16, cut: .middle),
            field: .attribute(attribute)
        ) { .text(Span(value($0), .muted)) }
    }
}

extension SortKey {
    /// Whether what is shown falls: ages fall while start times rise.
    var isShownFalling: Bool { descending != (field == .attribute(.start)) }
}
