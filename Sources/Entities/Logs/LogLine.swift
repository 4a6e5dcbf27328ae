/// One line of a log.
public struct LogLine: Hashable, Sendable, Identifiable {
    /// Where it begins, in bytes from the beginning of all that was ever written.
    public var id: Int
    /// Its number, from 1; nil while the lines before it are not counted.
    public var number: Int?
    /// What is written, without its end; of a longer one the first 16 KiB.
    public var text: String
    /// Whether there is more of it.
    public var isCut: Bool

    /// How many bytes of a line are shown at most.
    public static let limit = 16 << 10

    /// A line.
    public init(at id: Int, number: Int?, text: String, isCut: Bool = false) {
        (self.id, self.number, self.text, self.isCut) = (id, number, text, isCut)
    }
}
