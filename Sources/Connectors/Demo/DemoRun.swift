import Client
import Entities

/// One run of the demo: everything about it follows from its number and the time.
struct DemoRun {
    let number: Int
    let name: String
    let start: Instant
    let length: Int64
    let user: String
    let params: [String: String]
    /// The number of the run that started it.
    let parent: Int?
    private let fate: Run.Status
    private let steps: Int64
    private let floor: Double
    private let speed: Double

    private static let adjectives = [
        "amber", "bold", "brave", "brisk", "calm", "crisp", "dusky", "keen", "lucid", "mellow",
        "noble", "plain", "quiet", "rapid", "solar", "stoic", "swift", "tidy", "vivid", "wry",
    ]
    private static let animals = [
        "bison", "crane", "egret", "finch", "fox", "hare", "heron", "ibex", "kite", "lynx",
        "marten", "newt", "otter", "raven", "swan", "tapir", "vole", "wolf",
    ]

    /// A run that started at `start`.
    init(number: Int, start: Instant, parent: Int?) {
        var random = DemoRandom(number + 1)
        self.number = number
        self.start = start
        self.parent = parent
        name = "\(random.pick(Self.adjectives))-\(random.pick(Self.animals))-\(number % 97 + 1)"
        length = 60_000 * (25 + Int64(random.share() * 30)) + Int64(random.share() * 60_000)
        user = random.pick(["ana", "ana", "mei", "ci"])
        let rate = random.pick(["0.01", "0.02", "0.02", "0.03", "0.05"])
        let depth = random.pick(["6", "7", "8", "8", "9"])
        let data = random.pick(["2026-10", "2026-11"])
        params = [
            "model": random.pick(["xgb", "xgb", "lgbm"]), "lr": rate, "depth": depth, "data": data,
        ]
        let luck = random.share()
        fate = luck < 0.05 ? .failed : luck < 0.08 ? .killed : .finished
        steps = 200
        floor = 0.228 + random.share() * 0.06
        speed = 3 + random.share() * 6
    }

    /// The share of the run that is over, from 0 to 1.
    func progress(at now: Instant) -> Double {
        let whole = Double(now.milliseconds(since: start)) / Double(length)
        let end = fate == .finished ? 1 : 0.45
        return min(end, max(0, whole))
    }

    func status(at now: Instant) -> Run.Status { end(at: now) == nil ? .running : fate }

    func end(at now: Instant) -> Instant? {
        let share = fate == .finished ? 1 : 0.45
        let end = Instant(milliseconds: start.milliseconds + Int64(Double(length) * share))
        return end <= now ? end : nil
    }

    /// The last step that is done.
    func lastStep(at now: Instant) -> Int64 { Int64(progress(at: now) * Double(steps)) }

    /// When a step was logged, in milliseconds since 1970.
    func time(of step: Int64) -> Int64 { start.milliseconds + step * length / steps }

    /// A metric at a step.
    func value(_ key: String, step: Int64) -> Double? {
        var random = DemoRandom(number &* 7919 &+ Int(step))
        let noise = (random.share() - 0.5) * 0.004
        let done = Double(step) / Double(steps)
        let loss = floor + 0.45 * Demo.falling(done * speed) + noise
        switch key {
        case "val/loss": return loss
        case "train/loss": return loss * 0.93
        case "val/auc": return fate == .failed && done > 0.4 ? .nan : 1 - loss * 0.37
        case "train/auc": return 1 - loss * 0.31
        case "system/cpu_utilization_percentage": return 93 - 60 * (random.share() < 0.03 ? 1 : 0)
        case "system/memory_gigabytes": return 11.4 - 6 * Demo.falling(done * 4) + noise
        default: return nil
        }
    }
}

/// What the demo's numbers are made of.
enum Demo {
    static let metrics = [
        "val/loss", "val/auc", "train/loss", "train/auc", "system/cpu_utilization_percentage",
        "system/memory_gigabytes",
    ]

    /// 1 at 0 and falling towards 0, about as training losses do.
    static func falling(_ x: Double) -> Double { 1 / (1 + x + x * x) }
}
