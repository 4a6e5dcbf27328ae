import Glibc
import Pty
import TUI

/// The whole program on a terminal of its own.
struct ScreenBenchmark {
    let path: String
    let isLarge: Bool

    private static let wide = Size(200, 50)

    func run(_ report: inout Report) async throws {
        report.add(
            "process start to first picture with data",
            try await start(view: "mldeck:runs/ranker-sweep", shows: "finished"),
            bound: isLarge ? 100 : 50
        )
        report.add(
            "a rarely used experiment",
            try await start(view: "mldeck:runs/sandbox", shows: "Runs 12 "),
            bound: isLarge ? 700 : 50
        )
        report.add(
            "sort on a cold cache, provisional rows, wall",
            try await coldSort(),
            bound: 100
        )
        report.add(
            "memory, 14 columns loaded",
            try await memory(),
            bound: isLarge ? 250 : 50,
            unit: "MB"
        )
    }

    private func start(view: String, shows text: String) async throws -> Double {
        var costs: [Double] = []
        for _ in 0..<5 {
            let pty = try Pty(
                Pty.product("mldeck"),
                [path, "--view", view],
                size: ScreenBenchmark.wide
            )
            let moment = try await pty.shows(text)
            costs.append(Cost.processor(of: moment.process))
            try await leave(pty)
        }
        return Cost.median(costs)
    }

    /// Wall milliseconds from the key to rows, the file no longer in the page cache.
    private func coldSort() async throws -> Double {
        var times: [Double] = []
        for key in ["val%2fauc", "val%2floss", "train%2fauc", "epoch_s", "recall_at_10"] {
            let pty = try Pty(
                Pty.product("mldeck"),
                [path, "--view", "mldeck:runs/ranker-sweep"],
                size: ScreenBenchmark.wide
            )
            _ = try await pty.wait("all runs") { moment in
                moment.screen.text.contains("1–46") && !moment.screen.text.contains("read ")
            }
            pty.type(":mldeck:runs/ranker-sweep?sort=metrics.%60\(key)%60")
            _ = try await pty.shows("sort=metrics")
            try PageCache.evict(path)
            let start = ContinuousClock.now
            pty.type("\r")
            _ = try await pty.wait("sorted rows") { moment in
                let text = moment.screen.text
                return text.contains(" · sort ") && text.contains("✓ finished")
            }
            times.append((ContinuousClock.now - start) / .milliseconds(1))
            try await leave(pty)
        }
        try PageCache.fill(path)
        return Cost.median(times)
    }

    /// Sorting by fourteen fields loads fourteen columns.
    private func memory() async throws -> Double {
        let metrics = ["val/loss", "val/auc", "train/loss", "train/auc", "epoch_s", "recall_at_10"]
        let params = [
            "batch_size", "data", "depth", "features", "lr", "model", "optimizer", "seed",
        ]
        let keys = metrics.map { "metrics.`\($0)`" } + params.map { "params.`\($0)`" }
        let sort = keys.map { "sort=" + $0.replacing("/", with: "%2f") }.joined(separator: "&")
        let pty = try Pty(
            Pty.product("mldeck"),
            [path, "--view", "mldeck:runs/ranker-sweep?" + sort],
            size: ScreenBenchmark.wide
        )
        let moment = try await pty.wait("all columns") { moment in
            moment.screen.text.contains("1–46") && !moment.screen.text.contains("· read ")
        }
        let memory = Cost.memory(of: moment.process)
        try await leave(pty)
        return memory
    }

    private func leave(_ pty: Pty) async throws {
        pty.type(":q\r")
        _ = try await pty.ended()
    }
}
