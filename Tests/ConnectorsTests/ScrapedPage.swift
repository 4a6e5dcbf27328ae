import Client
import Connectors
import Entities
import Foundation
import TestKit
import Testing

/// A metrics page that a test writes, the connector that reads it, and a clock that is turned.
struct ScrapedPage {
    let clock = TurnedClock()
    let scrape: Scrape
    private let file: String

    /// Runs `body` with a page that nobody has written yet.
    static func run<Result>(
        monitors: [MonitorSettings] = [],
        _ body: (ScrapedPage) async throws -> Result
    ) async throws -> Result {
        try await FaultServer.run { server in
            try await withTemporaryFolder { folder in
                try await body(try ScrapedPage(server, folder.file("metrics"), monitors))
            }
        }
    }

    private init(_ server: FaultServer, _ file: String, _ monitors: [MonitorSettings]) throws {
        self.file = file
        let address = try #require(HTTPAddress.read("\(server.address)/file\(file)")?.address)
        scrape = Scrape(
            id: Source.ID("page"),
            address: address,
            monitors: monitors,
            time: clock.time
        ) { base throws(Failure.Reason) in HTTPAccess(base: base) }
    }

    func write(_ page: [UInt8]) throws { try Data(page).write(to: URL(filePath: file)) }

    func write(_ text: String) throws { try write(Array(text.utf8)) }

    /// The same page with every sample at 0, as it is where a server has just begun.
    static func zeroed(_ page: [UInt8]) -> [UInt8] {
        let lines = String(decoding: page, as: UTF8.self).split(separator: "\n").map { line in
            guard !line.hasPrefix("#"), let blank = line.lastIndex(of: " ") else {
                return String(line)
            }
            return line[..<blank] + " 0"
        }
        return Array((lines.joined(separator: "\n") + "\n").utf8)
    }

    /// What is measured over the last five minutes, a column each 15 seconds.
    func health(of service: String? = nil) async throws -> Healths.Answer {
        let id = service.map { Health.ID(source: scrape.source.id, name: $0) }
        return try await scrape.health(Healths(span: 300, columns: 20, of: id))
    }

    func service(_ name: String) async throws -> Health {
        let all = try await health(of: name).services
        return try #require(all.first)
    }

    /// The sum of a metric's samples on the page that have the name of a model as their label.
    func count(_ metric: String, of model: String) throws -> Double {
        let text = try String(contentsOfFile: file, encoding: .utf8)
        return text.split(separator: "\n").filter {
            $0.hasPrefix(metric + "{") && $0.contains("model=\"\(model)\"")
        }.compactMap { $0.split(separator: " ").last.flatMap { Double($0) } }.reduce(0, +)
    }
}
