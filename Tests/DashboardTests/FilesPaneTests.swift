import Dashboard
import Entities
import TUI
import TestKit
import Testing

struct FilesPaneTests {
    private func stage() -> Stage {
        Stage(
            [MemoryStore("mlflow", SampleRuns.runs(2))],
            opening: "mldeck:files/mlflow/run-1",
            size: Size(100, 12)
        )
    }

    @Test func aFolderOpensAndItsFileIsRead() async throws {
        let stage = stage()
        try await stage.type("<enter>j")
        let picture = try await stage.picture()
        expectGolden(picture, "files")
        #expect(picture.text.contains("flavors:") && !picture.text.contains("\u{1B}"))
    }

    @Test func whatIsNoTextIsShownAsBytes() async throws {
        let stage = stage()
        try await stage.type("G")
        let text = try await stage.picture().text
        #expect(text.contains("89 50 4e 47") && text.contains("… the first 6 B"))
    }

    @Test func theLocatorOpensTheSameFile() async throws {
        let stage = stage()
        try await stage.type("<enter>j")
        let text = try await stage.picture().text
        let again = Stage(
            [MemoryStore("mlflow", SampleRuns.runs(2))],
            opening: stage.dashboard.locator.description,
            size: Size(100, 12)
        )
        #expect(try await again.picture().text == text)
    }
}
