import Entities
import TUI

/// The versions of a registered model, and the one under the cursor in full.
public struct VersionsPane: View, Pointable, ListPane {
    let model: RegisteredModel.ID
    var cursor = ListCursor<Int>()
    /// The versions, the newest first.
    private(set) var rows: [ModelVersion] = []
    /// The version that a locator names, until there are any.
    private var wanted: Int?
    /// The version that a person wants the others compared with; nil for the champion.
    private var marked: Int?

    init(_ model: RegisteredModel.ID, at version: Int? = nil) {
        self.model = model
        wanted = version
    }

    init(_ locator: Locator) {
        let context = locator.values("context").first ?? ""
        let source = Source.ID(locator.path.first ?? "", context: context)
        let name = locator.path.dropFirst().joined(separator: "/")
        let version = locator.values("version").first.flatMap { Int($0) }
        self.init(RegisteredModel.ID(source: source, name: name), at: version)
        marked = locator.values("against").first.flatMap { Int($0) }
    }

    /// The model and the version under the cursor, as in `versions/mlflow/churn?version=12`.
    public func locator(_ scene: Scene) -> Locator {
        locator(scene, at: cursor.rank > 0 ? cursor.id : nil)
    }

    /// The model, and one of its versions.
    func locator(_ scene: Scene, at number: Int?) -> Locator {
        var query: [Locator.Setting] = []
        if let number { query.append(Locator.Setting("version", "\(number)")) }
        if let marked { query.append(Locator.Setting("against", "\(marked)")) }
        if !model.source.context.isEmpty {
            query.append(Locator.Setting("context", model.source.context))
        }
        return Locator(pane: "versions", path: [model.source.name, model.name], query: query)
    }

    /// The models, then the model.
    public func breadcrumbs(_ scene: Scene) -> [String] { ["models", model.name, "versions"] }

    /// The versions, and what the files of the two say that are compared.
    public func questions(_ scene: Scene, in size: Size) -> [Ask] {
        let compared = [current, baseline].compactMap { $0?.id }
        return [Ask(ModelVersions(of: model)), Ask(AliasMoves(of: model))]
            + compared.map { Ask(VersionContents(of: $0)) }
            + runQuestions + checkQuestions(scene)
    }

    /// Takes in the versions, and keeps the cursor on its own.
    public mutating func settle(_ scene: Scene, in size: Size) {
        rows = scene.catalog.feed(ModelVersions(of: model))?.answer ?? []
        cursor.settle(
            count: rows.count,
            height: Layout(rows.count, in: Rect(size)).tableRows,
            find: { number in rows.firstIndex { $0.id.number == number } },
            id: { rows.indices.contains($0) ? rows[$0].id.number : nil }
        )
        if let number = wanted, let rank = rows.firstIndex(where: { $0.id.number == number }) {
            wanted = nil
            _ = move(to: rank, scene)
        }
    }

    /// The rows that are shown.
    func list(_ scene: Scene) -> (count: Int, id: (Int) -> Int?) {
        let rows = rows
        return (rows.count, { rows.indices.contains($0) ? rows[$0].id.number : nil })
    }

    /// Takes a click on a row.
    public mutating func click(_ at: Point, _ scene: Scene, in size: Size) -> [Effect] {
        let layout = Layout(rows.count, in: Rect(size))
        guard (2..<layout.table.height).contains(at.y), at.x < layout.table.right else { return [] }
        return move(to: cursor.top + at.y - 2, scene)
    }

    /// Opening, copying and moving.
    public static let keys: [KeyBinding<VersionsPane>] =
        [
            KeyBinding(
                "enter gr",
                "the run that made the version",
                .go,
                footer: "run",
                refusal: noRun
            ) { pane, _ in
                pane.current?.run.map { [.open(RunPane($0), as: .view)] } ?? []
            },
            KeyBinding("gf", "the version's files", .go, footer: "files", refusal: noVersion) {
                pane,
                _ in
                pane.current.map { [.open(FilesPane(of: .version($0.id)), as: .view)] } ?? []
            },
            KeyBinding(
                "space",
                "compare the others with this version; again: with the champion",
                .look,
                footer: "compare with",
                refusal: noVersion
            ) { pane, _ in
                let number = pane.current?.id.number
                pane.marked = pane.marked == number ? nil : number
                return []
            },
            KeyBinding("D", "deploy the version", .change, footer: "deploy…", refusal: noVersion) {
                pane,
                _ in
                pane.current.map { [.open(AskPane(.target($0.id)), as: .dialog)] } ?? []
            },
            KeyBinding(
                "A",
                "let an alias stand for it",
                .change,
                footer: "alias…",
                refusal: noVersion
            ) {
                pane,
                _ in
                pane.current.map { [.open(AskPane(.alias($0)), as: .dialog)] } ?? []
            },
            KeyBinding("T", "tag it, or describe it", .change, footer: "tag…", refusal: noVersion) {
                pane,
                _ in
                pane.current.map { [.open(AskPane(.tag(.version($0.id))), as: .dialog)] } ?? []
            },
            KeyBinding("y", "copy the version's name", .look, footer: "copy name") { pane, _ in
                pane.current.map { [.copy($0.id.written)] } ?? []
            },
        ] + moves

    private static let noVersion: @Sendable (VersionsPane, Scene) -> String? = { pane, _ in
        pane.current == nil ? "there is no version here" : nil
    }

    private static let noRun: @Sendable (VersionsPane, Scene) -> String? = { pane, _ in
        guard let version = pane.current else { return "there is no version here" }
        return version.run == nil ? "v\(version.id.number) does not say which run made it" : nil
    }
}

extension VersionsPane {
    /// Whether a person wants the others compared with it.
    func isMarked(_ version: ModelVersion) -> Bool { version.id.number == marked }

    /// The version under the cursor.
    var current: ModelVersion? { rows.indices.contains(cursor.rank) ? rows[cursor.rank] : nil }

    /// What the current version is compared with: the one that is marked, the champion, or else
    /// the one before it.
    var baseline: ModelVersion? {
        guard let current else { return nil }
        if let marked = rows.first(where: isMarked), marked.id != current.id { return marked }
        let champion = rows.first { $0.aliases.contains("champion") }
        if let champion, champion.id != current.id { return champion }
        return rows.dropFirst(cursor.rank + 1).first
    }
}
