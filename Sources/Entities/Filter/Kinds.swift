extension Filter.Kind {
    /// Runs.
    ///
    /// MLflow 3.17.2, `SearchUtils`.
    public static let runs = Filter.Kind(
        noun: "run",
        attributes: [
            .init(.id, ["run_id"], aliases: ["id"], [.same, .like, .list]),
            .init(
                .name,
                ["run_name", "run name", "Run name", "Run Name"],
                aliases: ["name", "run"],
                [.same, .like]
            ),
            .init(.status, ["status"], aliases: ["state"], [.same, .like]),
            .init(.start, ["start_time", "created", "Created"], aliases: ["age"], .number),
            .init(.end, ["end_time"], .number),
            .init(.user, ["user_id"], aliases: ["user", "by"], [.same, .like]),
            .init(.duration, aliases: ["duration", "took"]),
            .init(.experiment, aliases: ["experiment"]),
            .init(.store, aliases: ["store"]),
            .init(.artifactURI, ["artifact_uri"], [.same, .like]),
        ],
        prefixes: Set(Filter.Entity.spellings.keys),
        keys: [
            .metric: .number, .param: [.same, .like, .null], .tag: [.same, .like, .null],
            .dataset: [.same, .like, .list],
        ],
        sortedKeys: [.metric, .param, .tag],
        refusesRepeats: true,
        wordFields: [.attribute(.name), .attribute(.id), .several(.tagValue)],
        defaultOrder: [.newest],
        ties: [.newest, SortKey(.attribute(.id))]
    )

    /// Experiments.
    ///
    /// MLflow 3.17.2, `SearchExperimentsUtils`.
    public static let experiments = Filter.Kind(
        noun: "experiment",
        attributes: [
            .init(.name, ["name"], [.same, .like]),
            .init(.id, ["experiment_id"], aliases: ["id"], [.digits, .list]),
            .init(.created, ["creation_time"], aliases: ["created", "age"], .whole),
            .init(.updated, ["last_update_time"], aliases: ["updated"], .whole),
        ],
        prefixes: ["attribute", "tag", "tags"],
        keys: [.tag: [.same, .like, .null]],
        sortedKeys: [],
        refusesRepeats: false,
        wordFields: [.attribute(.name), .attribute(.id), .several(.tagValue)],
        defaultOrder: [SortKey(.attribute(.created), descending: true), SortKey(.attribute(.id))],
        ties: [SortKey(.attribute(.id), descending: true)]
    )

    /// Registered models.
    ///
    /// MLflow 3.17.2, `SearchModelUtils`.
    public static let models = Filter.Kind(
        noun: "model",
        attributes: [
            .init(.name, ["name"], [.same, .like, .list]),
            .init(
                .updated,
                ["timestamp", "last_updated_timestamp"],
                aliases: ["updated", "last_update_time"]
            ),
            .init(.created, aliases: ["created", "creation_time", "creation_timestamp"]),
        ],
        prefixes: ["attribute", "tag", "tags"],
        keys: [.tag: [.same, .like]],
        sortedKeys: [],
        refusesRepeats: true,
        wordFields: [.attribute(.name), .several(.tagValue)],
        defaultOrder: [SortKey(.attribute(.name))],
        ties: [SortKey(.attribute(.name))]
    )

    /// Versions of registered models.
    ///
    /// MLflow 3.17.2, `SearchModelVersionUtils`.
    public static let versions = Filter.Kind(
        noun: "version",
        attributes: [
            .init(.name, ["name"], [.same, .like, .list]),
            .init(.version, ["version_number"], aliases: ["version"], [.whole, .quotedWhole]),
            .init(
                .trainingRun,
                ["run_id"],
                aliases: ["run"],
                [.same, .like, .list],
                isSorted: false
            ),
            .init(
                .sourcePath,
                ["source_path"],
                aliases: ["source"],
                [.same, .like],
                isSorted: false
            ),
            .init(.created, ["creation_timestamp"], aliases: ["created", "creation_time"]),
            .init(
                .updated,
                ["last_updated_timestamp"],
                aliases: ["updated", "last_update_time"]
            ),
        ],
        prefixes: ["attribute", "tag", "tags"],
        keys: [.tag: [.same, .like]],
        sortedKeys: [],
        refusesRepeats: true,
        wordFields: [.attribute(.name), .attribute(.trainingRun), .several(.tagValue)],
        defaultOrder: [SortKey(.attribute(.updated), descending: true)],
        ties: [SortKey(.attribute(.name)), SortKey(.attribute(.version), descending: true)]
    )
}
