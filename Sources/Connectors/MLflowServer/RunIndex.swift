import Client
import Entities

/// All runs of a search in columns, read page by page from the newest to the oldest.
struct RunIndex: Sendable {
    /// Searches with more runs are not indexed: the server sends every value of each.
    static let limit = 20_000
    /// Fields that are kept in columns besides those that are compared.
    private static let columns = 400
    /// What a field is in a slot.
    private typealias Place = (slot: Int, value: SortValue)

    private(set) var table: RunTable
    /// How many runs have been read.
    private(set) var offset = 0
    /// Where it goes on; nil before the first page and after the last.
    private(set) var next: String?
    /// Whether all runs have been read.
    private(set) var isComplete = false
    /// When newer runs were last looked for.
    var readAt = ContinuousClock.now
    /// Children whose parents have not come yet.
    private var orphans: [(child: Int32, parent: String)] = []
    /// How often in a row it has had more runs than the server, or fewer.
    private var (surplus, deficit) = (0, 0)
    private var codes: [String: Int32] = [:]
    /// Runs that have not ended: they alone change.
    private(set) var open: Set<String> = []

    init(_ source: Source.ID) { table = RunTable(source: source) }

    /// How many runs have been put into it.
    var count: Int { table.count }

    /// Whether it is to be read anew: it has had other runs than the server for a while.
    ///
    /// More, because some have gone; or fewer, which may also be because one has just come.
    mutating func isWrong(for end: Int?) -> Bool {
        let live = (0..<table.count).count { table.status($0) != nil }
        surplus = live > end ?? .max ? surplus + 1 : 0
        deficit = live < end ?? 0 ? deficit + 1 : 0
        return surplus >= 2 || deficit >= 5
    }

    /// About what share has been read, of `total` as far as that is known.
    func progress(of total: Int) -> Double? {
        isComplete ? nil : Double(offset) / Double(max(total, offset + Listing.longPage))
    }

    /// Takes the next page.
    mutating func take(_ page: ServerPage, _ names: [String: String], keeping fields: [Field]) {
        offset += page.runs.count
        next = page.next
        isComplete = page.next == nil || page.runs.isEmpty
        take(page.runs, names, keeping: fields)
    }

    /// Takes runs, new ones and such as have changed, and tells whether any is new.
    @discardableResult
    mutating func take(
        _ runs: [ServerRun],
        _ names: [String: String],
        keeping fields: [Field]
    ) -> Bool {
        let before = table.count
        let always = (RunIndex.texts + fields).filter { !$0.isAlwaysLoaded }
        var places: [Field: [Place]] = [:]
        for run in runs where !run.id.isEmpty {
            let slot = put(run, names)
            let isOpen = run.status == .running || run.status == .scheduled
            if isOpen { open.insert(run.id) } else { open.remove(run.id) }
            if let parent = run.parent { orphans.append((Int32(slot), parent)) }
            for field in always { table.addColumn(field) }
            for (field, value) in always.map({ ($0, run.value($0)) }) + run.values()
            where hasColumn(field) && places[field]?.last?.slot != slot {
                places[field, default: []].append((slot, value))
            }
        }
        for (field, places) in places { fill(field, places) }
        adoptOrphans()
        table.index()
        table.touch()
        return table.count > before
    }

    private static let texts: [Field] = [
        .attribute(.name), .attribute(.user), .attribute(.artifactURI), .several(.datasetName),
        .several(.datasetDigest), .several(.datasetContext), .several(.tagValue),
    ]

    /// Takes a run out that is no longer there.
    mutating func remove(_ id: String) {
        if let slot = table.slot(of: id) { table.remove(slot) }
        open.remove(id)
    }

    private mutating func put(_ run: ServerRun, _ names: [String: String]) -> Int {
        let row = RunTable.Row(
            experiment: code(of: run.experiment, names),
            status: run.status,
            start: run.start,
            end: run.end,
            rowID: 0
        )
        var id = run.id
        return id.withUTF8 { table.upsert($0, row) }
    }

    private mutating func code(of key: String, _ names: [String: String]) -> Int32 {
        if let code = codes[key] { return code }
        let id = Experiment.ID(source: table.source, key: key)
        table.experiments.append(Experiment(id: id, name: names[key] ?? "experiment \(key)"))
        let code = Int32(table.experiments.count - 1)
        codes[key] = code
        return code
    }

    /// Whether a field has a column; the first ones get one.
    private mutating func hasColumn(_ field: Field) -> Bool {
        if table.columns[field] != nil { return true }
        guard table.columns.count < RunIndex.columns else { return false }
        table.addColumn(field)
        return true
    }

    private mutating func fill(_ field: Field, _ places: [Place]) {
        if field.isNumeric {
            table.withNumbers(field) { numbers, _ in
                for (slot, value) in places { numbers[slot] = value.asNumber }
            }
        } else {
            table.withTexts(field) { texts, _ in
                for case (let slot, .text(let text)) in places { texts.set(text, at: slot) }
            }
        }
    }

    private mutating func adoptOrphans() {
        orphans.removeAll { child, parent in
            guard let slot = table.slot(of: parent) else { return false }
            table.parents[child] = Int32(slot)
            return true
        }
    }
}

extension SortValue {
    /// As a column of numbers keeps it.
    fileprivate var asNumber: Double {
        switch self {
        case .number(let number): number
        case .nan: .nan
        case .text, .missing: ValueColumn.missing
        }
    }
}
