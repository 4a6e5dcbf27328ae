import Connectors
import Foundation
import TestKit
import Testing

struct DiscoveryTests {
    /// What is found in a folder without variables of the environment.
    private func findings(
        _ path: String,
        _ bounds: Discovery.Bounds = Discovery.Bounds()
    ) -> Findings {
        var discovery = Discovery(folder: path, environment: [:], bounds: bounds)
        discovery.finish()
        return discovery.findings
    }

    @Test func findsWhatToolsHaveKept() async throws {
        try await withTemporaryFolder { folder in
            try folder.make([
                "mlflow.db", "old/mlruns.db", "old/mlruns/0/meta.yaml",
                "artifacts/mlruns/1/model.pkl",
                "wandb/run-20261101_101010-ab12/run-ab12.wandb", "wandb/offline-run-1/files/a",
                "loose/run-cd34.wandb", "logs/a/events.out.tfevents.1.host.2.0",
                "logs/a/events.out.tfevents.2.host.2.0", "logs/b/events.out.tfevents.3.host.2.0",
                "pipe/dvc.yaml",
            ])
            let places = findings(folder.path).places
            #expect(places[.mlflowFile]?.paths == folder.paths("mlflow.db", "old/mlruns.db"))
            // An mlruns beside a SQLite file holds artifacts and is no store.
            #expect(places[.mlflowFolder]?.paths == folder.paths("old/mlruns"))
            #expect(Set(places[.wandb]?.paths ?? []) == Set(folder.paths("wandb", "loose")))
            #expect(places[.wandb]?.count == 3)
            #expect(places[.tensorBoard]?.count == 3)
            #expect(
                Set(places[.tensorBoard]?.paths ?? []) == Set(folder.paths("logs/a", "logs/b"))
            )
            #expect(places[.dvcFile]?.paths == folder.paths("pipe"))
            #expect(places[.dvcLock] == nil)
        }
    }

    @Test func goesFourFoldersDeepAndSaysThatThereIsMore() async throws {
        try await withTemporaryFolder { folder in
            try folder.make(["1/2/3/4/mlflow.db", "1/2/3/4/5/6/mlflow.db"])
            let found = findings(folder.path)
            #expect(found.places[.mlflowFile]?.paths == folder.paths("1/2/3/4/mlflow.db"))
            #expect(found.limits == [.levels])
            #expect(found.isComplete)
        }
    }

    @Test func ofThirtyThousandFilesItLooksAtTwentyThousand() async throws {
        try await withTemporaryFolder { folder in
            // So many files take their time on a busy disk.
            let found = try await offPool {
                let large = folder.file("large")
                for number in 0..<30 {
                    try folder.make((0..<1000).map { "large/many-\(number)/\($0)" })
                }
                try folder.make(["large/mlflow.db"])
                defer { try? FileManager.default.removeItem(atPath: large) }
                return findings(large)
            }
            #expect(found.entries == 20_000)
            #expect(found.limits == [.entries])
            #expect(found.places[.mlflowFile]?.count == 1)
        }
    }

    @Test func exactlyAsManyFilesAsItMayLookAtAreAll() async throws {
        try await withTemporaryFolder { folder in
            try folder.make((0..<300).map { "\($0)" })
            #expect(findings(folder.path, Discovery.Bounds(entries: 300)).limits.isEmpty)
            #expect(findings(folder.path, Discovery.Bounds(entries: 299)).limits == [.entries])
        }
    }

    @Test(arguments: [
        ".git", ".venv", "node_modules", "site-packages", "__pycache__", "target", "build",
        "mldeck.egg-info",
    ])
    func passesBy(_ name: String) async throws {
        try await withTemporaryFolder { folder in
            try folder.make(["\(name)/mlflow.db", "deep/\(name)/inside/mlflow.db"])
            #expect(findings(folder.path).places.isEmpty)
        }
    }

    @Test(arguments: ["pyvenv.cfg", "conda-meta/history"])
    func passesByAnEnvironmentUnlessItBeginsThere(_ mark: String) async throws {
        try await withTemporaryFolder { folder in
            try folder.make(["any-name/\(mark)", "any-name/lib/mlflow.db"])
            #expect(findings(folder.path).places.isEmpty)
            #expect(findings(folder.file("any-name")).places[.mlflowFile]?.count == 1)
        }
    }

    @Test func followsNoLink() async throws {
        try await withTemporaryFolder { outside in
            try outside.make(["mlflow.db"])
            try await withTemporaryFolder { folder in
                try folder.make(["a/b/file"])
                for (link, target) in [
                    ("a/b/loop", folder.path), ("a/self", "self"), ("out", outside.path),
                    ("mlflow.db", outside.file("mlflow.db")),
                ] {
                    #expect(symlink(target, folder.file(link)) == 0)
                }
                let found = findings(folder.path)
                #expect(found.places.isEmpty && found.limits.isEmpty && found.unreadable == 0)
                #expect(found.entries == 7)
            }
        }
    }

    @Test func namesAreWhateverBytesTheyAre() async throws {
        try await withTemporaryFolder { folder in
            try folder.make(["line\nend/mlflow.db", "esc\u{1B}[2J/mlflow.db", "ünïcode/mlflow.db"])
            let bytes = Array(folder.file("bad").utf8CString.dropLast()) + [-1, -2, 0]
            #expect(mkdir(bytes, 0o755) == 0)
            let found = findings(folder.path)
            #expect(found.places[.mlflowFile]?.count == 3)
            #expect(
                found.places[.mlflowFile]?.paths.contains(folder.file("line\nend/mlflow.db"))
                    == true
            )
            // A name that is no UTF-8 cannot be opened, and is counted.
            #expect(found.unreadable == 1)
        }
    }

    @Test func onlyRegularFilesCount() async throws {
        try await withTemporaryFolder { folder in
            try folder.make(["mlflow.db/mlflow.db", "pipe/x", "socket/x"])
            #expect(mkfifo(folder.file("pipe/mlflow.db"), 0o644) == 0)
            try bindSocket(folder.file("socket/mlflow.db"))
            let found = findings(folder.path)
            #expect(found.places[.mlflowFile]?.paths == folder.paths("mlflow.db/mlflow.db"))
        }
    }

    @Test func staysOnOneFileSystem() {
        var discovery = Discovery(
            folder: "/",
            environment: [:],
            bounds: Discovery.Bounds(levels: 1)
        )
        discovery.finish()
        // The processes of /proc are no files of this disk.
        #expect(discovery.findings.limits.contains(.fileSystem))
    }

    /// Root may read everything, and so finds what is in it.
    @Test func aFolderThatMayNotBeReadIsCounted() async throws {
        try await withTemporaryFolder { folder in
            try folder.make(["closed/mlflow.db", "open/mlflow.db"])
            chmod(folder.file("closed"), 0)
            defer { chmod(folder.file("closed"), 0o755) }
            let found = findings(folder.path)
            let isRoot = geteuid() == 0
            let closed = isRoot ? folder.paths("closed/mlflow.db") : []
            let paths = found.places[.mlflowFile]?.paths.sorted()
            #expect(paths == closed + folder.paths("open/mlflow.db"))
            #expect(found.unreadable == (isRoot ? 0 : 1))
        }
    }

    @Test func aFolderThatIsNotThereIsNoCrash() {
        var discovery = Discovery(folder: "/nowhere/at/all", environment: [:])
        discovery.finish()
        #expect(discovery.findings.unreadable == 1 && discovery.findings.entries == 0)
    }

    @Test func itStopsInTimeAndGoesOnToTheSameEnd() async throws {
        try await withTemporaryFolder { folder in
            try folder.make((0..<2000).map { "\($0 % 20)/\($0)" } + ["7/x/mlflow.db"])
            let clock = Ticking(by: .milliseconds(10))
            var discovery = Discovery(folder: folder.path, environment: [:]) { clock.now }
            let start = clock.now
            let isOver = discovery.step(until: start + .milliseconds(50))
            #expect(!isOver)
            #expect(clock.now - start <= .milliseconds(80))
            #expect(discovery.findings.entries < 2000)
            var steps = 1
            while !discovery.step(until: clock.now + .milliseconds(30)) { steps += 1 }
            #expect(steps > 5)
            #expect(discovery.findings.isSame(as: findings(folder.path)))
            #expect(discovery.findings.entries == findings(folder.path).entries)
        }
    }
}

/// A clock that goes on by the same at each look.
private final class Ticking {
    private let step: Duration
    private var time = ContinuousClock.now

    init(by step: Duration) { self.step = step }

    var now: ContinuousClock.Instant {
        time += step
        return time
    }
}

extension TemporaryFolder {
    /// Makes empty files with the folders they lie in.
    func make(_ names: [String]) throws {
        var made = Set<String>()
        for name in names {
            let path = file(name)
            let folder = path.split(separator: "/").dropLast().reduce("") { "\($0)/\($1)" }
            if made.insert(folder).inserted {
                try FileManager.default.createDirectory(
                    atPath: folder,
                    withIntermediateDirectories: true
                )
            }
            close(open(path, O_CREAT | O_WRONLY, 0o644))
        }
    }

    /// The paths of names, as a search tells them.
    func paths(_ names: String...) -> [String] {
        names.map { (path.hasSuffix("/") ? path : path + "/") + $0 }
    }
}

/// Puts a socket where a file is looked for.
private func bindSocket(_ path: String) throws {
    let socket = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
    defer { close(socket) }
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    let bytes = Array(path.utf8CString)
    try #require(bytes.count <= MemoryLayout.size(ofValue: address.sun_path))
    withUnsafeMutableBytes(of: &address.sun_path) { target in
        bytes.withUnsafeBytes { target.copyMemory(from: $0) }
    }
    let isBound = withUnsafePointer(to: &address) { pointer in
        pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
            bind(socket, $0, socklen_t(MemoryLayout<sockaddr_un>.size)) == 0
        }
    }
    try #require(isBound)
}
