import Entities

/// Something that must be said of a model.
enum Need: String, CaseIterable {
    case card, licence, owner, sbom, signature
    case intendedUse = "intended_use"

    /// The tags that say it.
    var tags: [String] { self == .licence ? ["licence", "license"] : [rawValue] }

    /// Whether a description says it.
    func isSaid(by description: String) -> Bool {
        switch self {
        case .card: !description.trimmed.isEmpty
        case .intendedUse: description.lowercased().contains("intended use")
        default: false
        }
    }

    /// The file that says it; a signature's is not verified here.
    func file(in files: [String]) -> String? {
        files.first { isSaid(byFile: $0.lowercased()) }
    }

    private func isSaid(byFile name: String) -> Bool {
        switch self {
        case .card: ["readme.md", "model_card.md", "card.md"].contains(name)
        case .licence: ["licence", "license"].contains(name.prefix { $0 != "." })
        case .sbom: name.hasSuffix(".cdx.json") || name.hasSuffix(".spdx.json")
        case .signature: name == "model.sig"
        case .owner, .intendedUse: false
        }
    }
}
