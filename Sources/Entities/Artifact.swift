/// A file or folder that a run has left, or that a model is made of.
public struct Artifact: Hashable, Sendable {
    /// Its path below its owner's artifacts.
    public var path: String
    /// Whether there are files in it.
    public var isFolder: Bool
    /// Bytes; nil for a folder and where the store does not tell.
    public var size: Int64?

    /// A file or folder.
    public init(path: String, isFolder: Bool, size: Int64? = nil) {
        self.path = path
        self.isFolder = isFolder
        self.size = size
    }

    /// The last part of its path.
    public var name: String { path.split(separator: "/").last.map(String.init) ?? path }
}
