import Foundation

/// What `Tests/Fixtures/make` has written with the real tools.
public enum Fixtures {
    /// Why a test that needs them is skipped.
    public static let missing = "MLDECK_FIXTURES is not set; Tests/run makes them and sets it"

    /// Whether they are there.
    public static let areThere = folder != nil

    private static let folder = ProcessInfo.processInfo.environment["MLDECK_FIXTURES"]

    /// The path of a fixture.
    public static func path(_ name: String) throws -> String {
        guard let folder else { throw CocoaError(.fileNoSuchFile) }
        return folder + "/" + name
    }

    /// The Python with MLflow 3.
    public static let python = ProcessInfo.processInfo.environment["MLDECK_PYTHON3"]
}

/// Runs `body` with a folder that is empty before and gone afterwards.
public func withTemporaryFolder<Result>(
    _ body: (TemporaryFolder) async throws -> Result
) async throws -> Result {
    let url = FileManager.default.temporaryDirectory.appending(path: "mldeck-\(UUID())")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: url) }
    return try await body(TemporaryFolder(path: url.path(percentEncoded: false)))
}

/// A folder that is there while a test runs.
public struct TemporaryFolder: Sendable {
    /// Where it is.
    public let path: String

    /// The path of a file in it.
    public func file(_ name: String) -> String { path + "/" + name }

    /// Puts a copy of a file, or of a folder with its files, into it and returns its path.
    public func copy(_ original: String, as name: String) throws -> String {
        try FileManager.default.copyItem(atPath: original, toPath: file(name))
        return file(name)
    }

    /// Writes a file and returns its path.
    public func write(_ bytes: some Sequence<UInt8>, to name: String) throws -> String {
        try Data(bytes).write(to: URL(filePath: file(name)))
        return file(name)
    }
}
