import Foundation

// Benchmarks [--check] SIZE…: measures stores of so many runs, made by `make-store`.
// --check ends with 1 where something costs more than three times what is promised.

var sizes = CommandLine.arguments.dropFirst().compactMap { Int($0) }
if sizes.isEmpty { sizes = [10_000] }
let environment = ProcessInfo.processInfo.environment
let home = environment["HOME"] ?? "/tmp"
let caches = environment["XDG_CACHE_HOME"] ?? home + "/.cache"
let cache = environment["MLDECK_TEST_CACHE"] ?? caches + "/mldeck-tests"
var reports: [Report] = []

for size in sizes {
    let path = "\(cache)/stores/\(size).db"
    guard FileManager.default.fileExists(atPath: path) else {
        print("there is no \(path); Tests/Benchmarks/make-store \(size) \(path) makes it")
        exit(2)
    }
    try PageCache.fill(path)
    var report = Report()
    print("\n\(size) runs\n\n| what | measured | bound | |\n|---|---|---|---|")
    try await ScreenBenchmark(path: path, isLarge: size > 500_000).run(&report)
    StoreBenchmark(path: path, isLarge: size > 500_000).run(&report)
    if size <= 10_000 {
        try await FilterBenchmark(path: path).run(&report)
        try await TerminalBenchmark(path: path).run(&report)
    }
    if let python = environment["MLDECK_PYTHON3"] {
        let rival = Rival(python: python, path: path)
        print("\nMlflowClient.search_runs on the same file")
        let newest = rival.cost(of: "order_by=[]") ?? .nan
        print("first page: \(Report.short(newest)) ms")
        if size <= 10_000 {
            let sorted = rival.cost(of: "order_by=['metrics.`val/loss` ASC']") ?? .nan
            print("sorted by a metric: \(Report.short(sorted)) ms")
            let call =
                "filter_string=\"params.lr = '0.03' AND metrics.`val/loss` < 0.25\", "
                + "order_by=['metrics.`val/loss` ASC']"
            print("filtered and sorted: \(Report.short(rival.cost(of: call) ?? .nan)) ms")
        }
    }
    reports.append(report)
}
let long = "\(cache)/stores/long.db"
if FileManager.default.fileExists(atPath: long) {
    try PageCache.fill(long)
    var report = Report()
    print("\nlong runs\n\n| what | measured | bound | |\n|---|---|---|---|")
    try await LongBenchmark(path: long).run(&report)
    if let python = environment["MLDECK_PYTHON3"] {
        try await RegistryBenchmark(path: long, python: python).run(&report)
    }
    reports.append(report)
}
do {
    var report = Report()
    print("\ndeployments\n\n| what | measured | bound | |\n|---|---|---|---|")
    try await DeployBenchmark().run(&report)
    reports.append(report)
}
do {
    var report = Report()
    print("\nhealth\n\n| what | measured | bound | |\n|---|---|---|---|")
    try await HealthBenchmark().run(&report)
    reports.append(report)
}
do {
    var report = Report()
    print("\na log\n\n| what | measured | bound | |\n|---|---|---|---|")
    try await LogBenchmark().run(&report)
    reports.append(report)
}
if let address = environment["MLDECK_MLFLOW3_URL"] {
    var report = Report()
    print("\na server\n\n| what | measured | bound | |\n|---|---|---|---|")
    try ServerBenchmark(address: address).run(&report)
    reports.append(report)
}
if CommandLine.arguments.contains("--check"), reports.contains(where: \.isBroken) { exit(1) }
