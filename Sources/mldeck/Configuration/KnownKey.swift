import Connectors
import Entities

/// A key of the configuration: what it takes and what it is for.
struct KnownKey: Sendable {
    /// What a value looks like.
    indirect enum Shape: Sendable {
        case text
        case flag
        /// One name or a list of names.
        case names
        case theme
        case locator
        case path
        /// A path of a file that must be readable.
        case file
        case address
        /// `env:NAME`, `file:PATH` or a command.
        case secret
        /// A text that may be kept elsewhere like a secret.
        case textOrSecret
        /// A program with its arguments, in one's own file only.
        case program
        /// A path of a file that may come later, or a program with its arguments.
        case fileOrProgram
        /// A gate with what it is told.
        case gate
        case keys([KnownKey])
        /// Names that a person chooses, each with a value.
        case named(Shape)
        case list(Shape)
    }

    let name: String
    let shape: Shape
    /// One line for the file that `config init` writes.
    let note: String
    /// A value as it is written there; what has keys of its own is shown by their examples.
    let example: String

    init(_ name: String, _ shape: Shape, _ note: String, example: String = "") {
        self.name = name
        self.shape = shape
        self.note = note
        self.example = example
    }
}

extension KnownKey {
    /// The keys of a configuration file: what is read, explained and completed.
    static let all = [
        KnownKey("theme", .theme, "How it looks; `mldeck themes` lists them.", example: "dark"),
        KnownKey(
            "mouse",
            .flag,
            "Whether wheel and clicks are taken; the terminal's own selection is off then.",
            example: "true"
        ),
        KnownKey(
            "start",
            .text,
            "The view to start on: a name of `views`, or a locator as `yy` copies it.",
            example: "churn"
        ),
        KnownKey(
            "views",
            .named(.locator),
            "Saved views: a name for a locator.",
            example: "{churn: 'mldeck:runs/churn?sort=metrics.auc%20DESC'}"
        ),
        KnownKey(
            "sources",
            .list(.keys(source)),
            "What is opened beside what the folder and the environment hold."
        ),
        KnownKey(
            "deployments",
            .list(.keys(deployment)),
            "Which model serves where; the aliases of registries need no entry."
        ),
        KnownKey(
            "gates",
            .list(.gate),
            "What must hold before any version is deployed."
        ),
        KnownKey(
            "rules",
            .list(.keys(rule)),
            "What must not be so, of what is measured and of runs: alerts of mldeck's own."
        ),
        KnownKey(
            "alarm",
            .names,
            "How to tell that an alert begins to fire: bell, notify (OSC 9), or both.",
            example: "[bell, notify]"
        ),
        KnownKey(
            "context",
            .names,
            "The contexts that are opened where --context names none; one, or a list.",
            example: "prod"
        ),
        KnownKey(
            "contexts",
            .named(.keys(context)),
            "Sources that belong together. An opened context shows its own sources only."
        ),
    ]

    /// The keys of a context.
    static let context = [
        KnownKey(
            "production",
            .flag,
            "Production is shown as such, and is read-only unless told otherwise.",
            example: "true"
        ),
        KnownKey("read-only", .flag, "Whether nothing may be changed in it.", example: "true"),
        KnownKey("sources", .list(.keys(source)), "The same as above."),
        KnownKey("deployments", .list(.keys(deployment)), "The same as above."),
    ]

    /// The keys of a source.
    static let source = [
        KnownKey(
            "name",
            .text,
            "Its name; left out, it is the folder's or the host's.",
            example: "team"
        ),
        KnownKey(
            "path",
            .path,
            "An MLflow SQLite file or its folder, seen from this file; or else a url.",
            example: "~/ml/churn/mlflow.db"
        ),
        KnownKey(
            "allow-writes",
            .flag,
            "Whether aliases and tags may be written into the file; only in your own config.yaml.",
            example: "false"
        ),
        KnownKey("url", .address, "A server.", example: "https://mlflow.example.org"),
        KnownKey(
            "kind",
            .text,
            "What the server is: \(SourceSettings.Service.written); mlflow needs no mention.",
            example: "mlflow"
        ),
        KnownKey("username", .textOrSecret, "Who asks.", example: "ann"),
        KnownKey(
            "password",
            .secret,
            "A secret: env:NAME, file:PATH or {command: [PROGRAM, ARGUMENT]}; never the secret itself.",
            example: "env:MLFLOW_TRACKING_PASSWORD"
        ),
        KnownKey(
            "token",
            .secret,
            "A secret as well, in place of username and password.",
            example: "{command: [pass, show, mlflow]}"
        ),
        KnownKey(
            "insecure-tls",
            .flag,
            "Whether a certificate that nobody vouches for is taken.",
            example: "false"
        ),
        KnownKey(
            "cert-file",
            .file,
            "A certificate of your own that the server asks for; only in your own config.yaml.",
            example: "~/certificates/me.pem"
        ),
        KnownKey(
            "key-file",
            .file,
            "Its key, where that stands in another file.",
            example: "~/certificates/me.key"
        ),
        KnownKey(
            "headers",
            .named(.textOrSecret),
            "Headers of every request, such as a tenant's name.",
            example: "{X-Scope-OrgID: ml-team}"
        ),
        KnownKey(
            "ca-file",
            .file,
            "The certificates of authorities besides the system's.",
            example: "~/certificates/team.pem"
        ),
    ]

    /// The name that is most like another; nil where none is.
    static func nearest(to name: String, among names: [String]) -> String? {
        let ranked = names.map { (name: $0, distance: $0.distance(to: name)) }
        guard let best = ranked.min(by: { $0.distance < $1.distance }) else { return nil }
        return best.distance <= max(2, name.count / 2) ? best.name : nil
    }
}
