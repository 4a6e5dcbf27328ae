import Foundation
import TUI
import Testing

/// Compares a picture with the one in `Golden/NAME.screen` beside the test file.
///
/// The second half names each cell's role by a letter. `RECORD=1` writes the file, but not in CI.
public func expectGolden(
    _ canvas: Canvas,
    _ name: String,
    file: String = #filePath,
    location: SourceLocation = #_sourceLocation
) {
    let folder = URL(filePath: file).deletingLastPathComponent().appending(path: "Golden")
    let path = folder.appending(path: "\(name).screen")
    let drawn = canvas.text + "--- roles ---\n" + canvas.roles
    let environment = ProcessInfo.processInfo.environment
    if environment["RECORD"] == "1", environment["CI"] == nil {
        try? FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        try? Data(drawn.utf8).write(to: path)
        return
    }
    guard let kept = try? String(contentsOf: path, encoding: .utf8) else {
        Issue.record(
            "there is no \(path.lastPathComponent); RECORD=1 writes it",
            sourceLocation: location
        )
        return
    }
    #expect(drawn == kept, "\(difference(drawn, kept))", sourceLocation: location)
}

/// The first lines that differ.
private func difference(_ drawn: String, _ kept: String) -> String {
    let pairs = zip(drawn.split(separator: "\n"), kept.split(separator: "\n"))
    let lines = pairs.enumerated().filter { $0.element.0 != $0.element.1 }.prefix(3)
    return lines.map { "row \($0.offset)\n drawn \($0.element.0)\n kept  \($0.element.1)" }
        .joined(separator: "\n")
}
