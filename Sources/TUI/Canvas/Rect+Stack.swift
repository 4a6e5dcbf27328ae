extension Rect {
    /// Divides the rows among parts that want so many, from the top: where there is too little
    /// room, the tallest parts give way first, and one of a single row is left out.
    public func stack(_ wanted: [Int]) -> [Rect] {
        var heights = wanted.map { max(0, $0) }
        while heights.reduce(0, +) > height, let tallest = heights.max(), tallest > 0 {
            // Of equal parts the last gives way.
            if let index = heights.lastIndex(of: tallest) { heights[index] -= 1 }
        }
        var rest = self
        return heights.map { rest.takeTop($0 > 1 ? $0 : 0) }
    }
}
