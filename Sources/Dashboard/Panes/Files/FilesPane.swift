import Entities
import TUI

/// The files that a run has left, or that a model's version is made of, as a tree, with the beginning of the one under the cursor.
public struct FilesPane: View {
    let owner: ArtifactOwner
    /// The folders that are open.
    var opened: Set<String> = []
    var cursor = ListCursor<String>()
    private(set) var rows: [Row] = []
    private var listed: Stamp?
    /// The first line of the preview that is seen.
    var top = 0
    /// Whether keys go to the preview.
    var isReading = false
    /// Where the cursor goes once it is there.
    private var wanted: String?

    init(of owner: ArtifactOwner, at path: String? = nil) {
        self.owner = owner
        wanted = path
    }

    init(_ locator: Locator) {
        let context = locator.values("context").first ?? ""
        let source = Source.ID(locator.path.first ?? "", context: context)
        let name = locator.path.dropFirst().joined(separator: "/")
        let number = locator.values("version").first.flatMap { Int($0) }
        let version = number.map { number in
            let model = RegisteredModel.ID(source: source, name: name)
            return ArtifactOwner.version(ModelVersion.ID(model: model, number: number))
        }
        self.init(
            of: version ?? .run(Run.ID(source: source, key: name)),
            at: locator.values("file").first
        )
        opened = Set(locator.values("open"))
    }

    /// The owner and what is open, as in `files/mlflow/e3b0c44298fc?file=model/MLmodel`, or in
    /// `files/mlflow/churn?version=12`.
    public func locator(_ scene: Scene) -> Locator {
        var query = opened.sorted().map { Locator.Setting("open", $0) }
        if let path = cursor.id { query.append(Locator.Setting("file", path)) }
        if !owner.source.context.isEmpty {
            query.append(Locator.Setting("context", owner.source.context))
        }
        switch owner {
        case .run(let run):
            return Locator(pane: "files", path: [run.source.name, run.key], query: query)
        case .version(let version):
            query.insert(Locator.Setting("version", "\(version.number)"), at: 0)
            let path = [owner.source.name, version.model.name]
            return Locator(pane: "files", path: path, query: query)
        }
    }

    /// The owner, then its files.
    public func breadcrumbs(_ scene: Scene) -> [String] {
        switch owner {
        case .run(let run):
            [scene.catalog.feed(WholeRun(run))?.answer?.run.name ?? run.key, "files"]
        case .version(let version):
            ["models", version.model.name, "v\(version.number)", "files"]
        }
    }

    /// The folders that are open, and the beginning of the file under the cursor.
    public func questions(_ scene: Scene, in size: Size) -> [Ask] {
        let file = current.flatMap { $0.isFolder ? nil : preview(of: $0) }
        var asks = folders.map { Ask($0) } + (file.map { [Ask($0)] } ?? [])
        if case .run(let run) = owner { asks.append(Ask(WholeRun(run))) }
        return asks
    }

    /// Keeps the cursor on its file.
    public mutating func settle(_ scene: Scene, in size: Size) {
        list(scene)
        if let path = wanted, let rank = rows.firstIndex(where: { $0.file.path == path }) {
            wanted = nil
            cursor.move(to: rank, count: rows.count) { rows[$0].file.path }
            if rows[rank].file.isFolder { opened.insert(path) }
        }
        cursor.settle(
            count: rows.count,
            height: max(1, size.height - 1),
            find: { path in rows.firstIndex { $0.file.path == path } },
            id: { rows.indices.contains($0) ? rows[$0].file.path : nil }
        )
    }
}

extension FilesPane {
    /// What the rows were made of; the same again makes the same rows.
    struct Stamp: Equatable, Sendable {
        var opened: Set<String>
        var moments: [String: Instant?]
    }

    /// A file or folder with its place in the tree.
    struct Row: Sendable {
        var file: Artifact
        var lasts: [Bool]
    }

    /// The uppermost folder, and those that are open.
    private var folders: [Artifacts] {
        [Artifacts(of: owner)] + opened.map { Artifacts(of: owner, folder: $0) }
    }

    func preview(of file: Artifact) -> ArtifactPreview {
        ArtifactPreview(of: owner, path: file.path)
    }

    /// The file or folder under the cursor.
    var current: Artifact? {
        rows.indices.contains(cursor.rank) && rows[cursor.rank].file.path == cursor.id
            ? rows[cursor.rank].file : nil
    }

    /// Makes the rows anew where folders were opened or closed, or listed again.
    mutating func list(_ scene: Scene) {
        let stamp = Stamp(
            opened: opened,
            moments: Dictionary(
                uniqueKeysWithValues: folders.map { question in
                    (question.folder, scene.catalog.feed(question)?.answeredAt)
                }
            )
        )
        guard stamp != listed else { return }
        listed = stamp
        rows = rows(of: "", below: [], scene)
    }

    /// Folders first, each with its own files below it where it is open.
    private func rows(of folder: String, below lasts: [Bool], _ scene: Scene) -> [Row] {
        let files = scene.catalog.feed(Artifacts(of: owner, folder: folder))?.answer ?? []
        let sorted = files.filter(\.isFolder) + files.filter { !$0.isFolder }
        return sorted.enumerated().flatMap { index, file in
            let own = lasts + [index == sorted.count - 1]
            let isOpen = file.isFolder && opened.contains(file.path) && own.count < 32
            let row = Row(file: file, lasts: own)
            return [row] + (isOpen ? rows(of: file.path, below: own, scene) : [])
        }
    }
}
