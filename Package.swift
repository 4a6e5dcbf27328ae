// swift-tools-version: 6.2
import PackageDescription

let settings: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
]

/// The files of `themes/`, each in the binary: one file runs anywhere.
let themes = ["dark", "light", "high-contrast", "colour-blind", "terminal", "mono"]

let package = Package(
    name: "mldeck",
    products: [.executable(name: "mldeck", targets: ["mldeck"])],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
        .package(url: "https://github.com/swift-server/async-http-client", from: "1.37.0"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
        .package(url: "https://github.com/apple/swift-nio-extras", from: "1.35.2"),
        .package(url: "https://github.com/apple/swift-nio-ssl", from: "2.37.6"),
        .package(url: "https://github.com/apple/swift-crypto", "3.12.3"..<"5.0.0"),
        .package(url: "https://github.com/swiftlang/swift-subprocess", from: "1.0.2"),
        // What swift-subprocess takes paths and descriptors as.
        .package(url: "https://github.com/apple/swift-system", from: "1.8.1"),
    ],
    targets: [
        .target(name: "Entities", swiftSettings: settings),
        .target(name: "Statistics", swiftSettings: settings),
        .target(name: "TUI", swiftSettings: settings),
        .target(name: "Dashboard", dependencies: ["Entities", "TUI"], swiftSettings: settings),
        .target(
            name: "Client",
            dependencies: [
                "Entities", "Statistics",
                .product(name: "AsyncHTTPClient", package: "async-http-client"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "NIOHTTPCompression", package: "swift-nio-extras"),
                .product(name: "NIOSSL", package: "swift-nio-ssl"),
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "Subprocess", package: "swift-subprocess"),
                .product(name: "SystemPackage", package: "swift-system"),
            ],
            swiftSettings: settings
        ),
        .systemLibrary(
            name: "CSQLite",
            pkgConfig: "sqlite3",
            providers: [.apt(["libsqlite3-dev"])]
        ),
        .target(name: "SQLite", dependencies: ["CSQLite"], swiftSettings: settings),
        .target(
            name: "Connectors",
            dependencies: [
                "Client", "Entities", "Statistics", "SQLite",
                .product(name: "Yams", package: "Yams"),
            ],
            swiftSettings: settings
        ),
        .target(name: "CTerm", linkerSettings: [.linkedLibrary("ncursesw")]),
        .target(name: "Terminal", dependencies: ["TUI", "CTerm"], swiftSettings: settings),
        .target(
            name: "Themes",
            path: "themes",
            resources: themes.map { .embedInCode("\($0).yaml") },
            swiftSettings: settings
        ),
        .executableTarget(
            name: "mldeck",
            dependencies: [
                "Client", "Connectors", "Dashboard", "Entities", "TUI", "Terminal", "Themes",
                .product(name: "Yams", package: "Yams"),
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            exclude: ["Documentation.docc"],
            swiftSettings: settings
        ),
        .target(name: "CPty", path: "Tests/Pty/CPty"),
        .target(
            name: "Pty",
            dependencies: ["CPty", "TUI"],
            path: "Tests/Pty/Pty",
            swiftSettings: settings
        ),
        .target(
            name: "TestKit",
            dependencies: ["Client", "Connectors", "Dashboard", "Entities", "Statistics", "TUI"],
            path: "Tests/TestKit",
            swiftSettings: settings
        ),
        .executableTarget(
            name: "TerminalProbe",
            dependencies: ["Terminal", "TUI"],
            path: "Tests/TerminalTests/Probe",
            swiftSettings: settings
        ),
        .executableTarget(
            name: "CrashProbe",
            dependencies: ["Client", "Entities", "TestKit"],
            path: "Tests/CrashProbe",
            swiftSettings: settings
        ),
        .testTarget(
            name: "TerminalTests",
            dependencies: ["Pty", "Terminal", "TerminalProbe", "TUI"],
            exclude: ["Probe"],
            swiftSettings: settings
        ),
        .testTarget(name: "EntitiesTests", dependencies: ["Entities"], swiftSettings: settings),
        .testTarget(name: "StatisticsTests", dependencies: ["Statistics"], swiftSettings: settings),
        .testTarget(
            name: "TUITests",
            dependencies: ["TestKit", "TUI"],
            exclude: ["Golden"],
            swiftSettings: settings
        ),
        .testTarget(
            name: "DashboardTests",
            dependencies: ["Client", "Connectors", "Dashboard", "Entities", "TestKit", "TUI"],
            exclude: ["Golden"],
            swiftSettings: settings
        ),
        .testTarget(
            name: "ClientTests",
            dependencies: [
                "Client", "CrashProbe", "Dashboard", "Entities", "Pty", "TestKit", "TUI",
            ],
            swiftSettings: settings
        ),
        .testTarget(
            name: "ConnectorsTests",
            dependencies: [
                "Client", "Connectors", "Dashboard", "Entities", "SQLite", "Statistics", "TestKit",
                "TUI",
            ],
            exclude: ["Golden"],
            swiftSettings: settings
        ),
        .testTarget(
            name: "ProgramTests",
            dependencies: ["Pty", "TestKit", "TUI", "mldeck"],
            swiftSettings: settings
        ),
        .executableTarget(
            name: "Benchmarks",
            dependencies: [
                "Client", "Connectors", "Entities", "Pty", "Statistics", "TUI", "TestKit",
            ],
            path: "Tests/Benchmarks",
            exclude: [
                "make-long-store", "make-store", "model-server", "monitoring-server",
                "registry-server",
            ],
            swiftSettings: settings
        ),
    ],
    swiftLanguageModes: [.v6]
)
