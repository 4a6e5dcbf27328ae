import Glibc

/// A file of settings: one's own, or a project's.
struct ConfigurationFile: Hashable, Sendable {
    /// Where it is.
    let path: String
    /// Whether it lies in a project, and so may come from anybody.
    let isProjects: Bool
    /// What `~` stands for.
    let home: String?

    /// The path of a written one: `~` is one's home, others are seen from the file's folder.
    func path(for written: String) -> String {
        if let home, written == "~" || written.hasPrefix("~/") { return home + written.dropFirst() }
        if written.hasPrefix("/") { return written }
        return Surroundings.folder(of: path) + "/" + written
    }

    /// Its text; nil where there is no such file.
    ///
    /// Throws why it cannot be read, as half a sentence.
    func text() throws(Unreadable) -> String? {
        let file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        if file < 0, errno == ENOENT || errno == ENOTDIR { return nil }
        guard file >= 0 else { throw Unreadable(sentence: String(cString: strerror(errno))) }
        defer { close(file) }
        var information = stat()
        guard fstat(file, &information) == 0, information.st_mode & S_IFMT == S_IFREG else {
            throw Unreadable(sentence: "this is no file")
        }
        let limit = 1 << 20
        var bytes = [UInt8](repeating: 0, count: limit + 1)
        let count = pread(file, &bytes, bytes.count, 0)
        guard count >= 0 else { throw Unreadable(sentence: String(cString: strerror(errno))) }
        guard count <= limit else { throw Unreadable(sentence: "it is longer than 1 MB") }
        guard let text = String(validating: bytes.prefix(count), as: UTF8.self) else {
            throw Unreadable(sentence: "it is not UTF-8")
        }
        return text
    }

    /// Why a file cannot be read.
    struct Unreadable: Error {
        let sentence: String
    }
}

extension ConfigurationFile {
    /// One's own file, whether it is there or not; nil where no home is known.
    static func own(_ surroundings: Surroundings) -> ConfigurationFile? {
        let home = surroundings.home
        let folder = surroundings.environment["XDG_CONFIG_HOME"].flatMap {
            // The specification has relative ones ignored.
            $0.hasPrefix("/") ? $0 : nil
        }
        guard let folder = folder ?? home.map({ $0 + "/.config" }) else { return nil }
        return ConfigurationFile(
            path: folder + "/mldeck/config.yaml",
            isProjects: false,
            home: home
        )
    }

    /// The nearest `.mldeck.yaml` of a folder or one above it, up to one's home; nil if there is none.
    static func projects(_ surroundings: Surroundings) -> ConfigurationFile? {
        var folder = surroundings.folder
        while true {
            let path = (folder == "/" ? "" : folder) + "/.mldeck.yaml"
            if access(path, F_OK) == 0 {
                return ConfigurationFile(path: path, isProjects: true, home: surroundings.home)
            }
            if folder == "/" || folder == surroundings.home { return nil }
            folder = Surroundings.folder(of: folder)
        }
    }
}
