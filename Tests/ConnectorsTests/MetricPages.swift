import Foundation

/// Metrics pages that the real servers have told, cut down to what families read.
enum MetricPages {
    private static let folder = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "Golden/metrics")

    /// A page by its name, as in `triton-2.51.0`.
    static func page(_ name: String) throws -> [UInt8] {
        Array(try Data(contentsOf: folder.appending(path: "\(name).prom")))
    }
}
