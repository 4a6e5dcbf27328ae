/// How roles look: a palette for three tiers of colour.
public struct Theme: Equatable, Sendable {
    /// A colour in each tier; nil leaves the terminal's own.
    public struct Colour: Equatable, Sendable {
        /// True colour, 0xRRGGBB.
        public var rgb: UInt32?
        /// Index of 256.
        public var index256: UInt8?
        /// Index of 16.
        public var index16: UInt8?

        /// A colour by tier.
        public init(rgb: UInt32? = nil, index256: UInt8? = nil, index16: UInt8? = nil) {
            self.rgb = rgb
            self.index256 = index256
            self.index16 = index16
        }

        /// The terminal's own colour in every tier.
        public static let own = Colour()
    }

    /// What a terminal does to letters besides colour.
    public struct Attributes: OptionSet, Sendable {
        /// One bit an attribute.
        public let rawValue: UInt8

        /// Attributes by their bits.
        public init(rawValue: UInt8) { self.rawValue = rawValue }

        /// Heavier letters.
        public static let bold = Attributes(rawValue: 1)
        /// Weaker letters.
        public static let dim = Attributes(rawValue: 2)
        /// A line below.
        public static let underline = Attributes(rawValue: 4)
        /// Letter and ground change places.
        public static let reverse = Attributes(rawValue: 8)
    }

    /// How one role looks.
    public struct Style: Equatable, Sendable {
        /// The letter's colour.
        public var foreground: Colour?
        /// The ground's colour; nil where it stands on what is behind.
        public var background: Colour?
        /// Attributes in every tier.
        public var attributes: Attributes
        /// Attributes added where there are sixteen colours or fewer.
        public var attributes16: Attributes

        /// A style; what is left out is the terminal's own.
        public init(
            foreground: Colour? = nil,
            background: Colour? = nil,
            attributes: Attributes = [],
            attributes16: Attributes = []
        ) {
            self.foreground = foreground
            self.background = background
            self.attributes = attributes
            self.attributes16 = attributes16
        }
    }

    /// The theme's name.
    public var name: String
    /// One line on what it is for.
    public var note: String
    /// What everything stands on.
    public var ground: Style
    /// The ground of the row under the cursor.
    public var selected: Style
    /// The style of each role.
    public var styles: [Role: Style]

    /// A theme of these styles.
    public init(name: String, note: String, ground: Style, selected: Style, styles: [Role: Style]) {
        self.name = name
        self.note = note
        self.ground = ground
        self.selected = selected
        self.styles = styles
    }

    /// No colour at all: what is left where no theme can be read.
    public static let plain = Theme(
        name: "plain",
        note: "",
        ground: Style(),
        selected: Style(attributes: .reverse),
        styles: [:]
    )
}
