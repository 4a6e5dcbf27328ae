import ArgumentParser
import Foundation
import Glibc
import TUI

/// Where settings are kept, whether they are right, and a first file of them.
struct Config: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Find, check or begin the configuration.",
        subcommands: [ConfigPath.self, ConfigCheck.self, ConfigInit.self]
    )
}

/// Prints the paths of the configuration's files.
struct ConfigPath: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "path",
        abstract: "Print the configuration's files: your own, there or not, then the project's."
    )

    func run() throws {
        let surroundings = Surroundings.current
        for file in [try surroundings.ownFile, ConfigurationFile.projects(surroundings)] {
            if let file { print(Printable.text(file.path)) }
        }
    }
}

/// Prints what is wrong in the configuration's files.
struct ConfigCheck: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Print what is wrong in the configuration; ends with 1 where something is."
    )

    func run() throws {
        let loaded = Configuration.load(.current)
        for warning in loaded.warnings { print(Printable.text("\(warning)")) }
        guard loaded.warnings.isEmpty else { throw Exit.no }
        for file in loaded.files { print(Printable.text("\(file.path): ok")) }
        if loaded.files.isEmpty {
            print("there is no configuration; `mldeck config init` writes one")
        }
    }
}

/// Writes a configuration in which everything is explained and nothing is set.
struct ConfigInit: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "init",
        abstract: "Write a configuration with every option explained, where there is none."
    )

    func run() throws {
        let path = try Surroundings.current.ownFile.path
        try makeFolder(Surroundings.folder(of: path))
        // Only you may read it; a file that is there, or a link, is left alone.
        let file = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard file >= 0 else {
            let why = errno == EEXIST ? "is there already" : String(cString: strerror(errno))
            throw Complaint(Printable.text("\(path): \(why); nothing was written"), .no)
        }
        defer { close(file) }
        let bytes = Array(ConfigurationTemplate.text.utf8)
        guard write(file, bytes, bytes.count) == bytes.count else {
            let why = String(cString: strerror(errno))
            unlink(path)
            throw Complaint(Printable.text("\(path): \(why)"), .no)
        }
        print(Printable.text(path))
    }

    private func makeFolder(_ folder: String) throws {
        do {
            try FileManager.default.createDirectory(
                atPath: folder,
                withIntermediateDirectories: true,
                attributes: [.posixPermissions: 0o700]
            )
        } catch {
            throw Complaint(Printable.text("\(folder) cannot be made"), .no)
        }
    }
}

extension Surroundings {
    /// One's own configuration file; throws a sentence where no home is known.
    fileprivate var ownFile: ConfigurationFile {
        get throws {
            guard let file = ConfigurationFile.own(self) else {
                throw Complaint("neither HOME nor XDG_CONFIG_HOME is set to a path", .no)
            }
            return file
        }
    }
}
