import Foundation
import Testing

struct ThemesTests {
    private static let names: [String] = {
        let tests = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        let folder = tests.deletingLastPathComponent().appending(path: "themes")
        let files = try? FileManager.default.contentsOfDirectory(atPath: folder.path())
        return (files ?? []).filter { $0.hasSuffix(".yaml") }.map { String($0.dropLast(5)) }
            .sorted()
    }()

    private func output(
        _ arguments: [String],
        _ environment: [String: String] = [:]
    ) async throws -> String {
        try await Printed.by(arguments, environment: environment).output
    }

    @Test func everyFileIsListed() async throws {
        let listed = try await output(["themes"]).split(separator: "\n")
            .compactMap { $0.split(separator: " ").first.map(String.init) }
        #expect(Self.names.count == 6)
        #expect(listed.sorted() == Self.names)
    }

    @Test(arguments: names)
    func everyThemeDrawsAPicture(_ name: String) async throws {
        let picture = try await output(["screen", "demo", "--theme", name, "-o", "svg"])
        #expect(picture.contains("</svg>") && picture.contains("val/loss"))
    }

    @Test func aThemeHasTheColoursOfItsFile() async throws {
        let dark = try await output(["screen", "demo", "--theme", "dark", "-o", "ansi"])
        // ground #13161b, accent #b39df3, info #67b7e8
        for colour in ["48;2;19;22;27", "38;2;179;157;243", "38;2;103;183;232"] {
            #expect(dark.contains(colour))
        }
        let mono = try await output(["screen", "demo", "--theme", "mono", "-o", "ansi"])
        #expect(!mono.contains("38;2;") && !mono.contains("48;2;"))
    }

    @Test func nobodyGetsColoursWhoWantsNone() async throws {
        let ansi = ["screen", "demo", "-o", "ansi"]
        let plain = [
            try await output(ansi + ["--color", "never"]),
            try await output(ansi, ["NO_COLOR": "1"]),
        ]
        for picture in plain {
            #expect(picture.contains("\u{1B}[0;1m") && !picture.contains("8;2;"))
        }
        let always = try await output(ansi + ["--color", "always"], ["NO_COLOR": "1"])
        #expect(always.contains("38;2;"))
    }
}
