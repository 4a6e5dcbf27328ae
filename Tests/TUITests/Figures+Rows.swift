import TUI

/// Rows as they stand in panes.
extension Figures {
    /// Parameters beside those of another version.
    static var params: Detail {
        let rows: [Detail.Row] = [
            .init("model", [Span("xgb", .text)]),
            .init("max_depth", [Span("9", .strong)], note: [Span("was 7", .warn)]),
            .init("eta", [Span("0.02", .strong)], note: [Span("was 0.03", .warn)]),
            .init("n_rounds", [Span("1,800", .strong)], note: [Span("was 800", .warn)]),
            .init("subsample", [Span("0.85", .text)]),
            .init("漢字", [Span("e\u{301}clair \u{1B}[31m", .text)]),
            .init("objective", [Span("binary:logistic:with:a:very:long:name", .text)]),
            .init("early_stop", [Span("off", .text)]),
        ]
        return Detail(rows, current: 2, isFocused: true, valueWidth: 13)
    }

    /// Facts of several pieces.
    static var facts: Detail {
        Detail([
            .init("train", [Span("churn-2026-11", .text), Span(" 4.21 M x 38", .muted)]),
            .init("hash", [Span("9f3a…c1d7", .text), Span(" churn-features #911", .muted)]),
            .init("git", [Span("main 4f2c9e1 ", .text), Span("+2 changed files", .warn)]),
            .init("host", [Span("gpu-a-07", .text), Span(" 16 cores, 64 GB of memory", .muted)]),
        ])
    }

    private static func row(
        _ lasts: [Bool],
        _ sign: Span,
        _ kind: String,
        _ name: String,
        _ about: String,
        _ end: String,
        isMissing: Bool = false,
        fold: Tree.Fold? = nil
    ) -> Tree.Row {
        Tree.Row(
            lasts: lasts,
            isMissing: isMissing,
            fold: fold,
            [sign, Span(" \(kind) ", .muted), Span(name, .text)],
            about: [Span(about, .muted)],
            end: [Span(end, .muted)]
        )
    }

    /// What came of a model's data.
    static var lineage: Tree {
        let (fine, bad) = (Span("✓", .ok), Span("◆", .critical))
        let (odd, data) = (Span("▲", .warn), Span("●", .ok))
        let missing = "missing: gate waived by tomas"
        let rows = [
            row([], data, "data", "churn-2026-11", "9f3a…c1d7  dvc", "today 07:30"),
            row([false], fine, "pipeline", "churn-features #911", "22m40", "today 07:00"),
            row([false, true], odd, "features", "features v7", "38 columns", "07:23"),
            row([true], fine, "pipeline", "churn-train #482", "1h10  by ana", "today 08:02"),
            row([true, false], fine, "run", "漢字-fox-12", "val/auc 0.9143", "today 09:08"),
            row([true, false, false], bad, "deployment", "churn-api", "ray eu-1", "today 09:31"),
            row([true, false, true], odd, "report", "load test", missing, "–", isMissing: true),
            row([true, true], fine, "run", "explain", "12 rows", "09:10", fold: .closed),
        ]
        return Tree(rows, current: 4, isFocused: true)
    }

    /// The rows on a canvas of their own.
    static func drawn(_ detail: Detail, _ width: Int, _ height: Int) -> Canvas {
        var canvas = Canvas(Size(width, height))
        detail.draw(on: &canvas, in: Rect(canvas.size))
        return canvas
    }

    /// The rows on a canvas of their own.
    static func drawn(_ tree: Tree, _ width: Int, _ height: Int) -> Canvas {
        var canvas = Canvas(Size(width, height))
        tree.draw(on: &canvas, in: Rect(canvas.size))
        return canvas
    }
}
