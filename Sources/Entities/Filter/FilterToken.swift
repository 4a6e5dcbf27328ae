/// A piece of a written filter.
struct FilterToken: Equatable {
    /// What it is.
    enum Kind: Equatable {
        /// A word or a dotted name, as it is written.
        case word
        /// A text in quotes, without them.
        case text(String)
        /// A number; `isPlain` where MLflow reads it too.
        case number(Double, isPlain: Bool)
        /// Milliseconds, as in `-7d`.
        case span(Int64)
        /// `=`, `<` and the like.
        case relation(Filter.Relation)
        /// `~`, or `!~`.
        case pattern(isNegated: Bool)
        case open, close, comma, end
    }

    var kind: Kind
    /// Which code points it is made of.
    var place: Range<Int>
    /// What is written there, for words and relations.
    var written = ""

    /// Whether it is a word of the language, in whatever case.
    func isWord(_ word: StaticString) -> Bool {
        guard kind == .word, written.utf8.count == word.utf8CodeUnitCount else { return false }
        return zip(
            written.utf8,
            UnsafeBufferPointer(start: word.utf8Start, count: word.utf8CodeUnitCount)
        )
        .allSatisfy { $0 & 0xDF == $1 }
    }
}
