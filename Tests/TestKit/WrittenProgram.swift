import Foundation

/// Writes a program that can be run at once.
///
/// Another process writes it: a file that is open here is open as well in whatever is being started
/// elsewhere just now, and cannot be run meanwhile.
public func writeProgram(_ text: String, to path: String) async throws {
    let draft = path + ".draft"
    try Data(text.utf8).write(to: URL(filePath: draft))
    let line = "cp \"$1\" \"$2\" && chmod 755 \"$2\" && rm \"$1\""
    try await Companion("/bin/sh", ["-c", line, "sh", draft, path]).wait()
}
