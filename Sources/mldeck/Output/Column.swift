/// One column of a table that `get` prints.
struct Column<Row> {
    let name: String
    let isRight: Bool
    /// How many cells a value takes at most in a table; nil for as many as it has.
    let limit: Int?
    /// The value as it is.
    let value: (Row) -> String
    /// The value for people; nil where it is the same.
    private let forPeople: ((Row) -> String)?

    init(
        _ name: String,
        isRight: Bool = false,
        limit: Int? = 40,
        forPeople: ((Row) -> String)? = nil,
        value: @escaping (Row) -> String
    ) {
        self.name = name
        self.isRight = isRight
        self.limit = limit
        self.forPeople = forPeople
        self.value = value
    }

    func readable(_ row: Row) -> String { (forPeople ?? value)(row) }
}

/// A row that `get` prints in each of its forms.
protocol Listed: Encodable {
    /// Everything that any of the rows has.
    static func columns(of rows: [Self]) -> [Column<Self>]
    /// What fits a screen.
    static func readableColumns(of rows: [Self]) -> [Column<Self>]
}
