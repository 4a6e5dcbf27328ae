import Entities
import TUI

/// The prompt behind `/`: a filter, with what may come next, and a caret under what is wrong.
public struct FilterPane: TextEntry {
    /// What is filtered.
    enum Subject: Sendable {
        case experiments
        case models
        /// The runs of an experiment; nil for those of all.
        case runs(of: String?)

        var kind: Filter.Kind {
            switch self {
            case .experiments: .experiments
            case .models: .models
            case .runs: .runs
            }
        }
    }

    private let subject: Subject
    private var field: TextField
    /// The completion that is chosen.
    private var choice: Int?
    /// Whether it was to be taken as it stands: then what is not complete is wrong.
    private var isAsked = false

    init(_ text: String, of subject: Subject) {
        self.subject = subject
        field = TextField(text)
    }

    /// Completing, filtering and leaving; letters write.
    public static let keys: [KeyBinding<FilterPane>] = [
        KeyBinding("enter", "take the completion, or filter", .look, label: enters) { pane, scene in
            pane.enter(scene)
        },
        KeyBinding("tab down ^n", "next completion", .move, footer: "complete") { pane, scene in
            pane.choice = pane.completions(scene).chosen(by: 1)
            return []
        },
        KeyBinding("backtab up ^p", "completion before", .move) { pane, scene in
            pane.choice = pane.completions(scene).chosen(by: -1)
            return []
        },
        KeyBinding("esc", "clear, then back", .go, footer: "clear, back") { pane, _ in
            guard !pane.field.text.isEmpty else { return [.close(.filter(""))] }
            (pane.field, pane.choice) = (TextField(), nil)
            return []
        },
    ]

    private static let enters: @Sendable (FilterPane, Scene) -> String = { pane, _ in
        pane.choice == nil ? "filter" : "take it"
    }

    /// The fields that runs have; those of other things are known.
    public func questions(_ scene: Scene, in size: Size) -> [Ask] {
        fieldsQuestion.map { [Ask($0)] } ?? []
    }

    /// Writes.
    public mutating func type(_ key: Key, _ scene: Scene) -> [Effect] {
        take(scene)
        isAsked = false
        _ = field.press(key)
        return []
    }

    /// Writes what was pasted.
    public mutating func paste(_ text: String, _ scene: Scene) -> [Effect] {
        take(scene)
        field.insert(text.trimmed)
        return []
    }
}

extension FilterPane {
    private var fieldsQuestion: RunFields? {
        guard case .runs(let experiment) = subject else { return nil }
        return RunFields(experiments: experiment.map { [$0] }, isComplete: true)
    }

    private func known(_ scene: Scene) -> [Field] {
        guard let fieldsQuestion else { return [] }
        var seen = Set<Field>()
        let answers = scene.catalog[fieldsQuestion].sorted { $0.key < $1.key }
        return answers.compactMap(\.value.answer).flatMap { $0.common + $0.all }
            .filter { seen.insert($0).inserted }
    }

    private func completions(_ scene: Scene) -> Completions {
        let completion = FilterCompletion(
            field.text,
            cursor: field.cursor,
            as: subject.kind,
            fields: known(scene)
        )
        return Completions(completion.choices.map { Completions.Item($0) }, choice: choice)
    }

    private mutating func enter(_ scene: Scene) -> [Effect] {
        guard choice == nil else {
            take(scene)
            return []
        }
        isAsked = true
        return complaint(scene) == nil ? [.close(.filter(field.text))] : []
    }

    /// Writes the chosen completion in place of what it completes.
    private mutating func take(_ scene: Scene) {
        guard let choice else { return }
        self.choice = nil
        let completion = FilterCompletion(
            field.text,
            cursor: field.cursor,
            as: subject.kind,
            fields: known(scene)
        )
        guard completion.choices.indices.contains(choice) else { return }
        field.replace(completion.range, with: completion.choices[choice] + " ")
    }

    private func complaint(_ scene: Scene) -> FilterError? {
        do throws(FilterError) {
            _ = try Filter.parse(
                field.text,
                as: subject.kind,
                now: scene.now,
                known: known(scene)
            )
            return nil
        } catch {
            return error
        }
    }

    /// That a key is nobody's, once it is known whose there are.
    private func warning(_ scene: Scene) -> String? {
        let known = known(scene)
        guard case .runs = subject, !known.isEmpty,
            let filter = try? Filter.parse(field.text, as: subject.kind, now: scene.now)
        else { return nil }
        return filter.warnings(known: known, as: subject.kind).first
    }
}

extension FilterPane: Prompting {
    /// Takes over the last row; what may come next, and what is wrong, stand above it.
    public func draw(_ scene: Scene, on canvas: inout Canvas, in rect: Rect) {
        let completions = completions(scene)
        let shown = completions.rows(of: rect.height - 1)
        let lines = Rect(rect.x, rect.bottom - 3 - shown, rect.width, 3 + shown)
        canvas.clear(lines)
        let count = completions.items.isEmpty ? "" : " " + Format.count(completions.items.count)
        TitleRule([Span("Filter", .title), Span(count, .muted)], note: note, isFocused: true)
            .draw(on: &canvas, in: lines)
        completions.draw(on: &canvas, in: Rect(rect.x, lines.y + 1, rect.width, shown))
        drawMessage(scene, on: &canvas, in: Rect(rect.x, rect.bottom - 2, rect.width, 1))
        drawPrompt(field, sign: " /", scene, on: &canvas, in: rect)
    }

    private func drawMessage(_ scene: Scene, on canvas: inout Canvas, in rect: Rect) {
        guard !field.text.isEmpty else { return }
        if let complaint = complaint(scene) {
            // What is only not yet complete is not wrong.
            guard isAsked || complaint.position < field.text.count else { return }
            let x = min(rect.x + 2 + complaint.position, rect.width / 2)
            canvas.put("^ ", x, rect.y, .warn)
            canvas.put(complaint.message.cut(to: rect.width - x - 4), x + 2, rect.y, .text)
        } else if let warning = warning(scene) {
            canvas.put("▲ ", rect.x + 3, rect.y, .warn)
            canvas.put(warning.cut(to: rect.width - 6), rect.x + 5, rect.y, .text)
        }
    }

    private var note: Line {
        switch subject {
        case .runs:
            [Span("metrics.acc > 0.9 AND params.model = 'xgb' AND start_time > -7d", .muted)]
        case .experiments, .models: [Span("churn AND tags.team = 'growth'", .muted)]
        }
    }
}
