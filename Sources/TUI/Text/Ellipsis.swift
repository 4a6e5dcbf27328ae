/// Cutting text to a width.
extension String {
    /// A sentence of at most `width` cells: what is too much goes from the end, `…` says so.
    public func cut(to width: Int) -> String {
        guard Width.of(self) > width else { return self }
        guard width > 0 else { return "" }
        return prefix(cells: width - 1) + "…"
    }

    /// A name of at most `width` cells: the middle goes, two thirds stay for the end.
    public func cutMiddle(to width: Int) -> String {
        guard Width.of(self) > width else { return self }
        guard width > 4 else { return cut(to: width) }
        let tail = (width - 1) * 2 / 3
        return prefix(cells: width - 1 - tail) + "…" + suffix(cells: tail)
    }

    /// The text with blanks to `width` cells, on the left of it where `right` is true.
    public func padded(to width: Int, right: Bool = false) -> String {
        let blanks = String(repeating: " ", count: max(0, width - Width.of(self)))
        return right ? blanks + self : self + blanks
    }

    func prefix(cells: Int) -> String { String(fitting(cells, characters: Array(self))) }

    private func suffix(cells: Int) -> String {
        String(fitting(cells, characters: reversed()).reversed())
    }

    private func fitting(_ cells: Int, characters: [Character]) -> [Character] {
        var used = 0
        return Array(
            characters.prefix {
                used += Width.of(String($0))
                return used <= cells
            }
        )
    }
}
