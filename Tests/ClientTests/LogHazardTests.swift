import Client
import Entities
import Foundation
import TestKit
import Testing

/// What becomes of logs while they are read.
struct LogHazardTests {
    private func bytes(_ words: String, _ count: Int) -> [UInt8] {
        Array((0..<count).map { "\(words) \($0)\n" }.joined().utf8)
    }

    @Test func aFileThatIsNotThereIsSaidAndFoundWhenItIs() async throws {
        try await withTemporaryFolder { folder in
            let trial = LogTrial(folder)
            await #expect(throws: Failure(source: LogTrial.source, reason: .notFound(trial.path))) {
                _ = try await trial.lines(-5..<0, from: .end)
            }
            try trial.write(bytes("new", 3))
            #expect(try await trial.lines(-5..<0, from: .end).lines.count == 3)
        }
    }

    @Test func aFolderIsRefused() async throws {
        try await withTemporaryFolder { folder in
            let reader = LogReader(path: folder.path, bell: Doorbell())
            await #expect(throws: Failure.self) {
                _ = try await reader.lines(Logs(of: LogTrial.source), in: Window())
            }
        }
    }

    @Test func oneThatIsRenamedAndMadeAnewIsFollowedUnderItsName() async throws {
        try await LogTrial.with(bytes("old", 50_000)) { trial in
            _ = try await trial.finalLines(-5..<0, from: .end)
            try FileManager.default.moveItem(atPath: trial.path, toPath: trial.path + ".1")
            let gone = try await trial.lines(-1..<0, from: .end)
            #expect(gone.turn == .removed && gone.lines.map(\.text) == ["old 49999"])
            try trial.write(bytes("new", 2))
            let next = try await trial.finalLines(-5..<0, from: .end)
            #expect(next.turn == .renewed && next.turned != nil)
            #expect(next.lines.map(\.text) == ["new 0", "new 1"] && next.count == .exactly(2))
        }
    }

    @Test func oneThatIsCutBeginsAnew() async throws {
        try await LogTrial.with(bytes("old", 50_000)) { trial in
            _ = try await trial.finalLines(-5..<0, from: .end)
            #expect(truncate(trial.path, 0) == 0)
            let empty = try await trial.lines(-5..<0, from: .end)
            #expect(empty.turn == .cut && empty.lines.isEmpty && empty.count == .exactly(0))
            try trial.append(bytes("new", 1))
            let next = try await trial.lines(-5..<0, from: .end)
            #expect(next.lines.map(\.text) == ["new 0"])
        }
    }

    @Test func oneThatIsCutAndGrownBeyondItsSizeBetweenTwoLooksIsNoticed() async throws {
        try await LogTrial.with(bytes("old", 100)) { trial in
            let filter = try LogFilter("old")
            #expect(try await trial.finalLines(-5..<0, from: .end, filter).found == .exactly(100))
            #expect(truncate(trial.path, 0) == 0)
            try trial.append(bytes("new", 5000))
            let next = try await trial.finalLines(-1..<0, from: .end, filter)
            #expect(next.turn == .cut && next.found == .exactly(0) && next.count == .exactly(5000))
        }
    }

    @Test func aLineThatIsNotWrittenToItsEndIsShownAndGrows() async throws {
        try await LogTrial.with(Array("one\ntw".utf8)) { trial in
            let half = try await trial.lines(-5..<0, from: .end)
            #expect(half.lines.map(\.text) == ["one", "tw"] && half.count == .exactly(2))
            try trial.append(Array("o\nthree".utf8))
            let more = try await trial.lines(-5..<0, from: .end)
            #expect(more.lines.map(\.text) == ["one", "two", "three"])
            #expect(more.lines.map(\.number) == [1, 2, 3])
        }
    }

    @Test func linesOfMegabytesAreCutAndThoseAroundThemAreThere() async throws {
        let long = [UInt8](repeating: UInt8(ascii: "x"), count: 5 << 20)
        let all = Array("before\n".utf8) + long + Array("\nbehind\n".utf8) + long
        try await LogTrial.with(all) { trial in
            let answer = try await trial.finalLines(-9..<0, from: .end)
            #expect(answer.lines.map(\.isCut) == [false, true, false, true])
            #expect(answer.lines.map(\.number) == [1, 2, 3, 4])
            #expect(answer.lines.allSatisfy { $0.text.utf8.count <= LogLine.limit })
            let filter = try LogFilter("behind")
            let found = try await trial.finalLines(-9..<0, from: .end, filter)
            #expect(found.lines.map(\.text) == ["behind"] && found.found == .exactly(1))
        }
    }

    @Test func aLinkToAnotherFileIsFollowedToIt() async throws {
        try await withTemporaryFolder { folder in
            let trial = LogTrial(folder)
            let (one, two) = (folder.file("a/one"), folder.file("a/two"))
            try FileManager.default.createDirectory(
                atPath: folder.file("a"),
                withIntermediateDirectories: true
            )
            try Data(bytes("one", 2)).write(to: URL(filePath: one))
            try Data(bytes("two", 3)).write(to: URL(filePath: two))
            try FileManager.default.createSymbolicLink(
                atPath: trial.path,
                withDestinationPath: one
            )
            let rings = trial.bell.rings()
            #expect(try await trial.lines(-9..<0, from: .end).lines.count == 2)
            let file = try FileHandle(forWritingTo: URL(filePath: one))
            try file.seekToEnd()
            try file.write(contentsOf: bytes("more", 1))
            for await _ in rings { break }
            #expect(try await trial.lines(-9..<0, from: .end).lines.count == 3)
            try FileManager.default.removeItem(atPath: trial.path)
            try FileManager.default.createSymbolicLink(
                atPath: trial.path,
                withDestinationPath: two
            )
            let next = try await trial.lines(-9..<0, from: .end)
            #expect(next.lines.map(\.text) == ["two 0", "two 1", "two 2"])
        }
    }
}
