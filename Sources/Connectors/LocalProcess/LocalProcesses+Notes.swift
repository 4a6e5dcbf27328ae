import Entities
import Foundation

extension LocalProcesses {
    func filled(_ one: DeploymentSettings, _ version: Int, port: String) -> [String] {
        guard case .process(let words) = one.place else { return [] }
        return words.map { word in
            word.replacing("{model}", with: one.model).replacing("{version}", with: "\(version)")
                .replacing("{port}", with: port)
        }
    }

    func words(_ one: DeploymentSettings, _ version: Int) -> String {
        filled(one, version, port: "PORT").joined(separator: " ")
    }

    /// A deployment's name as part of a file's.
    func path(_ name: String, _ version: Int? = nil) -> String {
        folder + "/" + name.percentEncoded + (version.map { "@\($0)" } ?? "") + ".json"
    }

    func log(_ name: String, _ version: Int) -> String {
        folder + "/" + name.percentEncoded + "@\(version).log"
    }

    func note(_ name: String) -> ServedProcess? { read(path(name)) }

    func process(_ name: String, _ version: Int) -> ServedProcess? {
        read(path(name, version))
    }

    func isStarted(_ name: String, _ version: Int) -> Bool {
        process(name, version)?.isAlive ?? false
    }

    func read(_ path: String) -> ServedProcess? {
        LocalFile.text(path).flatMap {
            try? JSONDecoder().decode(ServedProcess.self, from: Data($0.utf8))
        }
    }

    /// Every process of a deployment that has not been ended.
    func processes(of name: String) -> [ServedProcess] {
        let start = name.percentEncoded + "@"
        let all = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        return all.filter { $0.hasPrefix(start) && $0.hasSuffix(".json") }
            .compactMap { read(folder + "/" + $0) }
    }
}
