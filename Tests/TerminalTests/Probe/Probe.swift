import Glibc
import TUI
import Terminal

/// Shows what came in; some keys do something.
struct Probe {
    let screen: Screen
    private var seen: [String] = []
    private var notes: [String] = []
    private var noise: Noise?
    private var cursor: Point?
    private var deadline: Int?
    private var ends: [Int32] = [-1, -1]

    init(_ screen: Screen) { self.screen = screen }

    mutating func run() {
        pipe(&ends)
        screen.present(picture)
        while true {
            let wake = screen.wait(milliseconds: deadline, wakeDescriptor: ends[0])
            if let signal = wake.ending { screen.end(by: signal) }
            if wake.isWoken { answerWake() }
            if deadline != nil, !wake.hasInput, !wake.isWoken { note("late") }
            while let input = screen.next() {
                if input == .key(.character("q")) { return screen.close() }
                take(input)
            }
            screen.present(picture)
        }
    }

    private mutating func take(_ input: Input) {
        switch input {
        case .key(let key): press(key)
        case .paste(let text):
            seen.append(text.count < 40 ? "paste(\(text))" : "paste of \(text.count)")
        case .mouse(let mouse): seen.append("\(mouse.action)(\(mouse.at.x),\(mouse.at.y))")
        case .resize(let size): seen.append("resize(\(size.width)x\(size.height))")
        }
    }

    private mutating func press(_ key: Key) {
        deadline = nil
        switch key.name {
        case "^z": screen.suspend()
        case "^l": screen.repaint()
        case "!": fatalError("asked for")
        case "E": exit(3)
        case "O": note("\(Probe.descend(1))")
        case "=": screen.present(picture)
        case "N": noise = noise?.next ?? Noise(screen.size)
        case "C": cursor = cursor == nil ? Point(3, 2) : nil
        case "M": screen.mouse.toggle()
        case "T": screen.theme = .plain
        case "Y": note(screen.copy("copied") ? "copied" : "refused")
        case "L": note(screen.copy(String(repeating: "x", count: 60_000)) ? "copied" : "refused")
        case "W": write(ends[1], "w", 1)
        case "D": deadline = 10
        default: seen.append(key.name)
        }
    }

    /// Goes deeper than the stack is; odd enough not to be made a loop.
    private static func descend(_ depth: Int) -> Int {
        guard depth > 0 else { return 0 }
        return withUnsafeTemporaryAllocation(of: Int.self, capacity: 64) { room in
            room.initialize(repeating: depth)
            return (descend(depth &+ 1) ^ room[depth & 63]) &* 3
        }
    }

    private mutating func answerWake() {
        var byte: UInt8 = 0
        read(ends[0], &byte, 1)
        note("woken")
    }

    private mutating func note(_ text: String) {
        deadline = nil
        notes.append(text)
    }

    private var picture: Canvas {
        if let noise { return noise.canvas }
        var canvas = Canvas(screen.size)
        canvas.put("probe \(screen.size.width)x\(screen.size.height) \(screen.tier)", 0, 0, .text)
        canvas.put("seen: \(seen.joined(separator: " "));", 0, 1, .text)
        canvas.put("notes: \(notes.joined(separator: " "));", 0, 2, .text)
        canvas.put("wide 漢字| mark e\u{301}| odd \u{2630}| caf\u{E9}|", 0, 3, .text)
        canvas.put("● ok ▲ warn ◆ critical ⠿⠿ ▁▂▃▄▅▆▇ v1 → v2 · p95 ≤ 8 ─━│┤", 0, 4, .text)
        canvas.put("fine", 0, 5, .ok)
        canvas.put("worse", 10, 5, .critical)
        canvas.put("grey", 20, 5, .muted)
        canvas.put("row", 0, 6, .text)
        if canvas.size.height > 6 { canvas.select(Rect(0, 6, canvas.size.width, 1)) }
        canvas.put("end of picture", 0, canvas.size.height - 1, .text)
        canvas.cursor = cursor
        return canvas
    }
}
