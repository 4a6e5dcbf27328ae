/// Names a view, so that it can be gone to, copied and opened elsewhere:
/// `mldeck:runs/churn?sort=metrics.acc%20DESC`.
public struct Locator: Hashable, Sendable {
    /// The pane's name.
    public var pane: String
    /// What it is opened on, outermost first.
    public var path: [String]
    /// Its settings, in the order in which they are written.
    public var query: [Setting]

    /// One setting of a view.
    public struct Setting: Hashable, Sendable {
        /// Its name.
        public var name: String
        /// Its value.
        public var value: String

        /// A setting.
        public init(_ name: String, _ value: String) {
            self.name = name
            self.value = value
        }
    }

    /// A view.
    public init(pane: String, path: [String] = [], query: [Setting] = []) {
        self.pane = pane
        self.path = path
        self.query = query
    }

    /// The view of a written locator, with or without `mldeck:`; nil where it names no pane.
    public init?(_ written: String) {
        var text = Substring(written)
        if text.hasPrefix("mldeck:") { text = text.dropFirst("mldeck:".count) }
        let parts = text.split(separator: "?", maxSplits: 1)
        guard let place = parts.first else { return nil }
        let names = place.split(separator: "/").map(\.percentDecoded)
        guard let pane = names.first else { return nil }
        self.init(pane: pane, path: Array(names.dropFirst()))
        guard parts.count == 2 else { return }
        for pair in parts[1].split(separator: "&") {
            let sides = pair.split(separator: "=", maxSplits: 1).map(\.percentDecoded)
            query.append(Setting(sides.first ?? "", sides.count == 2 ? sides[1] : ""))
        }
    }

    /// Every value of a setting, in order.
    public func values(_ name: String) -> [String] {
        query.filter { $0.name == name }.map(\.value)
    }
}

extension Locator: CustomStringConvertible {
    /// As it is written.
    public var description: String {
        let place = ([pane] + path).map(Locator.encoded).joined(separator: "/")
        let settings = query.map { "\(Locator.encoded($0.name))=\(Locator.encoded($0.value))" }
        return "mldeck:" + place + (settings.isEmpty ? "" : "?" + settings.joined(separator: "&"))
    }

    private static func encoded(_ text: String) -> String {
        text.utf8.map { byte in
            let isPlain =
                (0x30...0x39) ~= byte || (0x41...0x5A) ~= byte || (0x61...0x7A) ~= byte
                || "-._~*,'`".utf8.contains(byte)
            return isPlain
                ? String(Unicode.Scalar(byte))
                : "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16)
        }.joined()
    }
}
