import Connectors
import Entities
import Foundation
import TUI
import Terminal

/// Values of a report as JSON: no key is ever left out.
enum ReportRow {
    /// One object, keys in alphabetical order and in snake case.
    static func text(_ value: some Encodable) -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
        encoder.keyEncodingStrategy = .convertToSnakeCase
        return String(decoding: (try? encoder.encode(value)) ?? Data(), as: UTF8.self)
    }

    /// A value, or `null`.
    struct Maybe<Value: Encodable>: Encodable {
        let value: Value?

        init(_ value: Value?) { self.value = value }

        func encode(to encoder: any Encoder) throws {
            var container = encoder.singleValueContainer()
            if let value { try container.encode(value) } else { try container.encodeNil() }
        }
    }

    struct Context: Encodable {
        let name: String
        let production: Bool
        let readOnly: Bool

        init(_ context: ContextSettings) {
            name = context.name
            production = context.isProduction
            readOnly = context.isReadOnly
        }
    }

    struct Files: Encodable {
        struct Warning: Encodable {
            let file: String
            let line: Maybe<Int>
            let message: String
        }

        let files: [String]
        let warnings: [Warning]

        init(_ loaded: LoadedConfiguration) {
            files = loaded.files.map(\.path)
            warnings = loaded.warnings.map {
                Warning(file: $0.file, line: Maybe($0.line), message: $0.sentence)
            }
        }
    }

    struct Search: Encodable {
        let folder: String
        let entries: Int
        let milliseconds: Int
        let complete: Bool
        let limits: [String]
        let unreadable: Int
        let lookedFor: [Finding]

        init(_ findings: Findings) {
            folder = findings.folder
            entries = findings.entries
            milliseconds = findings.took.wholeMilliseconds
            complete = findings.isComplete
            limits = findings.limits.map(\.rawValue).sorted()
            unreadable = findings.unreadable
            lookedFor = findings.all.map(Finding.init)
        }
    }

    struct Finding: Encodable {
        let what: String
        let state: String
        let value: Maybe<String>
        let count: Int
        let paths: [String]
        let opened: Bool
        let advice: String

        init(_ finding: Connectors.Finding) {
            what = finding.label
            opened = finding.isOpened
            advice = finding.advice
            (state, value) =
                switch finding.state {
                case .absent: ("absent", Maybe(nil))
                case .unset: ("unset", Maybe(nil))
                case .set(let text): ("set", Maybe(text))
                case .seen: ("found", Maybe(nil))
                }
            let places: Sightings? = if case .seen(let seen) = finding.state { seen } else { nil }
            count = places?.count ?? 0
            paths = places?.paths ?? []
        }
    }

    struct Source: Encodable {
        let name: String
        let context: String
        let location: String
        let origin: String
        let kind: Maybe<String>
        let answer: Maybe<String>
        let milliseconds: Int
        let can: [String]
        let failure: Maybe<Failure>

        init(_ checkup: Checkup) {
            name = checkup.source.id.name
            context = checkup.source.id.context
            location = checkup.source.location
            origin = checkup.source.origin
            kind = Maybe(checkup.kind)
            answer = Maybe(checkup.answer)
            milliseconds = checkup.took.wholeMilliseconds
            can = checkup.abilities
            failure = Maybe(checkup.failure)
        }
    }

    struct Display: Encodable {
        let type: Maybe<String>
        let usable: Bool
        let colours: String
        let utf8: Bool
        let columns: Maybe<Int>
        let rows: Maybe<Int>

        init(_ terminal: TerminalReport) {
            type = Maybe(terminal.type)
            usable = terminal.isUsable
            colours = terminal.tier.name
            utf8 = terminal.isUTF8
            columns = Maybe(terminal.size?.width)
            rows = Maybe(terminal.size?.height)
        }
    }
}

extension ColourTier {
    /// How many colours there are, as a word.
    var name: String {
        switch self {
        case .mono: "none"
        case .sixteen: "16"
        case .indexed: "256"
        case .trueColour: "true"
        }
    }
}

extension Duration {
    /// Whole milliseconds.
    var wholeMilliseconds: Int {
        Int(components.seconds * 1000 + components.attoseconds / 1_000_000_000_000_000)
    }
}
