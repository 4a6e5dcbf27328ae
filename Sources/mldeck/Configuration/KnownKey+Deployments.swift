import Entities

extension KnownKey {
    /// The keys of a deployment.
    static let deployment = [
        KnownKey("name", .text, "What it is called.", example: "churn-api"),
        KnownKey("model", .text, "The registered model whose versions serve.", example: "churn"),
        KnownKey(
            "registry",
            .text,
            "The source with that model, where several have one.",
            example: "team"
        ),
        KnownKey("on", .text, "The source that it is on, by its name.", example: "ray"),
        KnownKey(
            "entry",
            .text,
            "On an open-inference source: a version's entry in the model repository.",
            example: "churn-v{version}"
        ),
        KnownKey(
            "application",
            .text,
            "On a ray-serve source: the application; left out, it has the deployment's name.",
            example: "churn-api"
        ),
        KnownKey(
            "version-at",
            .text,
            "Where its version stands in its configuration; with a router the list of versions.",
            example: "args.versions"
        ),
        KnownKey("version-as", .text, "How a version is written there.", example: "'{version}'"),
        KnownKey(
            "router",
            .text,
            "The deployment that splits traffic by the weights of its user_config.",
            example: "Router"
        ),
        KnownKey(
            "version-deployment",
            .text,
            "What the deployment of a version is called.",
            example: "v{version}"
        ),
        KnownKey(
            "serve",
            .program,
            "A process on this machine that serves {model} {version} at {port} and answers /ping.",
            example: "[mlflow, models, serve, -m, 'models:/{model}/{version}', -p, '{port}']"
        ),
        KnownKey(
            "apply",
            .program,
            "A program that deploys {version}; kubectl, a CI system.",
            example: "[./deploy.sh, '{version}']"
        ),
        KnownKey("plan", .program, "One that says what it would do.", example: "[./plan.sh]"),
        KnownKey(
            "status",
            .program,
            "One that prints what serves, as JSON.",
            example: "[./status.sh]"
        ),
        KnownKey(
            "rollback",
            .program,
            "One that brings {version} back; left out, apply does.",
            example: "[./deploy.sh, '{version}']"
        ),
        KnownKey(
            "environment",
            .names,
            "The variables that these programs see besides PATH, HOME and LANG.",
            example: "[KUBECONFIG]"
        ),
        KnownKey("metrics", .text, "The source that measures it, by its name.", example: "prom"),
        KnownKey(
            "labels",
            .named(.text),
            "The labels that its series have there.",
            example: "{model: churn}"
        ),
        KnownKey(
            "objectives",
            .list(.keys(objective)),
            "What it is to hold: a measure, its limit, and how much of the time.",
            example: "[{measure: p95, limit: 80ms, target: 99.5%}]"
        ),
        KnownKey(
            "logs",
            .fileOrProgram,
            "Its log: a file, or a program that prints it.",
            example: "[kubectl, logs, -f, deployment/churn]"
        ),
        KnownKey(
            "canary",
            .names,
            "Percentages at which a version is watched before it has all of the traffic.",
            example: "[5, 25, 50]"
        ),
        KnownKey("bake", .text, "How long it is watched at each.", example: "10m"),
        KnownKey(
            "judge",
            .keys(judge),
            "When a canary does worse than what serves, by what `metrics` measures of both."
        ),
        KnownKey("deadline", .text, "How long it may take to be ready.", example: "5m"),
        KnownKey("gates", .list(.gate), "Gates of this deployment alone.", example: ""),
    ]

    /// The keys of how canaries are judged.
    static let judge = [
        KnownKey("requests", .text, "From how many requests on it is judged.", example: "200"),
        KnownKey("errors", .text, "By how much more may fail.", example: "0.5%"),
        KnownKey("latency", .text, "How many times as long p95 may be.", example: "1.2"),
    ]

    /// The keys of an objective.
    static let objective = [
        KnownKey(
            "measure",
            .text,
            "What is measured: \(Measure.allCases.map(\.rawValue).joined(separator: " ")).",
            example: "p95"
        ),
        KnownKey("limit", .text, "The most it may be: 80ms, 0.5%, 2s, 12.", example: "80ms"),
        KnownKey("target", .text, "How much of the time it is to hold.", example: "99.5%"),
    ]
}
