/// What can be wrong with a file that a connector reads.
public enum Hazard: String, CaseIterable, Sendable {
    // Each is survived: one clear sentence that names the source, and all else goes on.
    case gone
    case aFolder
    case noBytes
    case notADatabase
    case truncated
    case corruptPages
    case locked
    case withoutTables
    case withoutColumns
    case newerSchema
    case withoutRuns
    case hostileText
    case manyExperiments
    case malformedValues
}
