/// What a search has found, and how far it went.
public struct Findings: Equatable, Sendable {
    /// Why less was looked at than there is.
    public enum Limit: String, CaseIterable, Sendable {
        /// Deeper folders were left out.
        case levels
        /// There are more files than are looked at.
        case entries
        /// Folders of other file systems were left out.
        case fileSystem
    }

    /// The folder that is looked through.
    public let folder: String
    /// How far the search goes.
    public let bounds: Discovery.Bounds
    /// What the environment says.
    public let variables: Variables
    /// Where each sign was seen.
    public internal(set) var places: [Sign: Sightings] = [:]
    /// How many files and folders were looked at.
    public internal(set) var entries = 0
    /// How many folders could not be read.
    public internal(set) var unreadable = 0
    /// What kept it from seeing more.
    public internal(set) var limits: Set<Limit> = []
    /// How long it took.
    public internal(set) var took: Duration = .zero
    /// Whether it is over.
    public internal(set) var isComplete = false

    init(folder: String, bounds: Discovery.Bounds, variables: Variables) {
        self.folder = folder
        self.bounds = bounds
        self.variables = variables
    }

    /// The path of a folder or file below the one that is looked through.
    func path(_ names: [String]) -> String {
        names.isEmpty ? folder : absolute(names.joined(separator: "/"), in: folder)
    }

    mutating func add(_ sign: Sign, _ names: [String], folder: [String]) {
        places[sign, default: Sightings()].add(path(names), in: path(folder))
    }

    /// Whether the same was found, however long it took.
    public func isSame(as other: Findings) -> Bool {
        places == other.places && limits == other.limits && unreadable == other.unreadable
    }
}
