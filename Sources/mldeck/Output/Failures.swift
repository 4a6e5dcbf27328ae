import Entities
import TUI

extension [Failure] {
    /// Says what failed on standard error.
    func tell() {
        for failure in self { report("mldeck: " + Printable.text(failure.message)) }
    }

    /// Says what failed and ends the program; does nothing where nothing did.
    func end() throws {
        tell()
        if !isEmpty { throw Exit.sourceFailed }
    }

    /// The first of each source.
    var onePerSource: [Failure] {
        var seen = Set<Source.ID>()
        return filter { seen.insert($0.source).inserted }
    }
}
