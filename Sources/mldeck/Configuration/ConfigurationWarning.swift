/// What is wrong in a configuration file; the rest of the file counts.
struct ConfigurationWarning: Hashable, Sendable {
    /// The file's path.
    var file: String
    /// The line, from 1; nil where the whole file is meant.
    var line: Int?
    /// What is wrong and what to write.
    var sentence: String
}

extension ConfigurationWarning: CustomStringConvertible {
    /// `FILE:LINE: sentence`, as compilers write it.
    var description: String { file + (line.map { ":\($0)" } ?? "") + ": " + sentence }
}
