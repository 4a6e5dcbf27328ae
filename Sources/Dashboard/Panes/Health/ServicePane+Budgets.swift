import Entities
import TUI

extension ServicePane {
    /// Each objective with what it is to hold, how much of its error budget is left, and how fast
    /// that burns.
    func drawBudgets(_ health: Health, on canvas: inout Canvas, in rect: Rect) {
        var rest = rect
        for objective in health.objectives {
            let rows = rest.takeTop(3)
            guard rows.height > 0 else { return }
            drawObjective(objective, health, on: &canvas, in: rows)
            guard rows.height > 1 else { return }
            let budget = health.budgets.first { $0.objective == objective }
            draw(budget, on: &canvas, in: Rect(rows.x, rows.y + 1, rows.width, rows.height - 1))
        }
    }

    private func drawObjective(
        _ objective: Objective,
        _ health: Health,
        on canvas: inout Canvas,
        in rect: Rect
    ) {
        let look = health.look(of: objective, isStale: state == .stale)
        var x = canvas.put(look.text + " ", rect.x + 3, rect.y, look.role)
        x = canvas.put(objective.written, x, rect.y, .text)
        let target = "target \(Self.target(objective.target))"
        let end = rect.right - 2 - Width.of(target)
        if let value = health[objective.measure] {
            let now = "  now \(objective.measure.shown(value))"
            if x + Width.of(now) < end - 1 { canvas.put(now, x, rect.y, look.role) }
        }
        canvas.put(target, end, rect.y, .muted)
    }

    private func draw(_ budget: ErrorBudget?, on canvas: inout Canvas, in rect: Rect) {
        guard let budget, let left = budget.left else {
            canvas.put("error budget not known", rect.x + 5, rect.y, .muted)
            return
        }
        let role: Role =
            state == .stale ? .stale : left <= 0 ? .critical : left < 0.25 ? .warn : .ok
        let words = left < 0 ? "overdrawn" : "\(Format.fixed(left * 100, decimals: 0)) % left"
        let end = rect.right - 2 - Width.of(words)
        canvas.put(words, end, rect.y, role)
        let width = max(0, min(24, end - rect.x - 7))
        let part = Int((min(1, max(0, left)) * Double(width)).rounded())
        canvas.put(String(repeating: "━", count: part), rect.x + 5, rect.y, role)
        let bare = String(repeating: "─", count: width - part)
        canvas.put(bare, rect.x + 5 + part, rect.y, .faint)
        guard rect.height > 1 else { return }
        // Where it does not fit, the longest windows go: when it is empty tells more.
        let lines = [3, 2, 1].map { burn(of: budget, windows: $0) }
        let line = lines.first { $0.width <= rect.width - 7 } ?? lines.last ?? []
        canvas.put(line, rect.x + 5, rect.y + 1, limit: rect.width - 7)
    }

    /// How fast it burns, and when it is empty at that rate.
    private func burn(of budget: ErrorBudget, windows: Int) -> Line {
        var line: Line = [Span("burn ", .muted)]
        let all = [(3600, "1 h"), (21_600, "6 h"), (259_200, "3 d")]
        for (seconds, word) in all.prefix(windows) {
            guard let rate = budget.burn(over: seconds) else { continue }
            let isLoud = budget.alarm.map { $0.hours * 3600 == seconds } ?? false
            let role: Role =
                !isLoud ? .text : budget.alarm?.isUrgent == true ? .critical : .warn
            line.append("\(word) ", .muted)
            line.append("\(Format.fixed(rate, decimals: rate < 10 ? 1 : 0))x  ", role)
        }
        if let seconds = budget.emptyIn {
            let time = Format.duration(milliseconds: Int64(min(seconds, 1e9)) * 1000)
            line.append("empty in \(time)", .warn)
        }
        return line
    }
}
