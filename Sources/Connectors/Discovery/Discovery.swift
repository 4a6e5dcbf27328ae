/// Looks through a folder for what tools have kept in it: level by level, and never far.
///
/// No link is followed and no other file system entered. It stops and goes on as it is told to.
public struct Discovery {
    /// How far it goes.
    public struct Bounds: Equatable, Sendable {
        /// How many folders deep.
        public var levels: Int
        /// How many files and folders it looks at.
        public var entries: Int

        /// Bounds that keep a search of any folder short.
        public init(levels: Int = 4, entries: Int = 20_000) {
            self.levels = levels
            self.entries = entries
        }
    }

    /// What has been found so far.
    public private(set) var findings: Findings

    private let now: () -> ContinuousClock.Instant
    private var waiting: [[String]] = [[]]
    private var next = 0
    private var reading: (folder: OpenFolder, names: [String])?
    private var device: UInt?

    /// A search of a folder and of an environment's variables, not begun yet.
    public init(
        folder: String,
        environment: [String: String],
        bounds: Bounds = Bounds(),
        now: @escaping () -> ContinuousClock.Instant = { .now }
    ) {
        findings = Findings(
            folder: folder,
            bounds: bounds,
            variables: Variables(environment, folder: folder)
        )
        self.now = now
    }

    /// Looks on until a moment; true once all is looked through.
    @discardableResult
    public mutating func step(until deadline: ContinuousClock.Instant) -> Bool {
        let start = now()
        var time = start
        while !findings.isComplete, time < deadline {
            readOn()
            time = now()
        }
        findings.took += time - start
        return findings.isComplete
    }

    /// Looks on until all is looked through.
    public mutating func finish() {
        while !step(until: now() + .seconds(1)) {}
    }

    /// The folders in which something may appear: the nearest, and those in which something is.
    var watched: Set<String> {
        let near = waiting.prefix(min(next, 64)).map { findings.path($0) }
        return findings.places.values.reduce(into: Set(near)) { $0.formUnion($1.folders) }
    }

    /// Opens one folder or reads a few hundred names: asking for the time costs little beside it.
    private mutating func readOn() {
        guard let (folder, names) = reading else {
            if next < waiting.count { openNext() } else { findings.isComplete = true }
            return
        }
        for _ in 0..<256 {
            guard let entry = folder.next() else {
                reading = nil
                return
            }
            guard findings.entries < findings.bounds.entries else {
                findings.limits.insert(.entries)
                (reading, next) = (nil, waiting.count)
                return
            }
            findings.entries += 1
            take(entry, in: folder, names)
        }
    }

    private mutating func openNext() {
        let names = waiting[next]
        next += 1
        guard let folder = OpenFolder(names, below: findings.folder) else {
            findings.unreadable += 1
            return
        }
        if device == nil { device = folder.device }
        guard folder.device == device else {
            findings.limits.insert(.fileSystem)
            return
        }
        // Whoever starts in an environment means it.
        if !names.isEmpty, PassedBy.marks.contains(where: folder.holds) { return }
        reading = (folder, names)
    }

    private mutating func take(_ entry: OpenFolder.Entry, in folder: OpenFolder, _ names: [String])
    {
        switch entry.kind {
        case .other: break
        case .file:
            guard let sign = Sign.file(named: entry.name) else { return }
            findings.add(sign, sign == .mlflowFile ? names + [entry.name] : names, folder: names)
        case .folder: takeFolder(entry, in: folder, names)
        }
    }

    /// Notes a folder that is a sign itself, and puts any other in line.
    private mutating func takeFolder(
        _ entry: OpenFolder.Entry,
        in folder: OpenFolder,
        _ names: [String]
    ) {
        if PassedBy.includes(entry.name) { return }
        if names.last == "wandb", Sign.isWandbRun(entry.name) {
            findings.add(.wandb, names, folder: names)
        } else if entry.name == "mlruns", Sign.marksOfMLflowFolder.contains(where: folder.holds) {
            findings.add(.mlflowFolder, names + [entry.name], folder: names)
        } else if !entry.isExact {
            findings.unreadable += 1
        } else if names.count == findings.bounds.levels {
            findings.limits.insert(.levels)
        } else {
            waiting.append(names + [entry.name])
        }
    }
}
