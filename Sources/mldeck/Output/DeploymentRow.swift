import Entities

/// A deployment as `get deployments` prints it.
struct DeploymentRow: Encodable {
    let deployment: Deployment

    private enum CodingKeys: String, CodingKey {
        case name, source, context, kind, model, state, serving, message, since, address, can,
            cannot
    }

    private struct Serving: Encodable {
        var version: Int
        var share, ready, wanted: Int?
        var state: Deployment.State

        private enum CodingKeys: String, CodingKey {
            case version, share, ready, wanted, state
        }

        func encode(to encoder: any Encoder) throws {
            var container = encoder.container(keyedBy: CodingKeys.self)
            try container.encode(version, forKey: .version)
            try container.encode(share, forKey: .share)
            try container.encode(ready, forKey: .ready)
            try container.encode(wanted, forKey: .wanted)
            try container.encode(state, forKey: .state)
        }
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(deployment.id.name, forKey: .name)
        try container.encode(deployment.id.source.name, forKey: .source)
        try container.encode(deployment.id.source.context, forKey: .context)
        try container.encode(deployment.kind, forKey: .kind)
        try container.encode(deployment.model, forKey: .model)
        try container.encode(deployment.state, forKey: .state)
        let serving = deployment.serving.map { one in
            Serving(
                version: one.version,
                share: one.share,
                ready: one.ready,
                wanted: one.wanted,
                state: one.state
            )
        }
        try container.encode(serving, forKey: .serving)
        try container.encode(deployment.message, forKey: .message)
        try container.encode(deployment.since?.iso8601, forKey: .since)
        try container.encode(deployment.address, forKey: .address)
        let can = Ability.allCases.filter { deployment.cannot[$0] == nil }.map(\.rawValue)
        try container.encode(can, forKey: .can)
        let cannot = deployment.cannot.map { ($0.key.rawValue, $0.value) }
        try container.encode(Dictionary(uniqueKeysWithValues: cannot), forKey: .cannot)
    }
}

extension DeploymentRow: Listed {
    static func columns(of rows: [DeploymentRow]) -> [Column<DeploymentRow>] {
        readableColumns(of: rows) + [
            Column("message") { $0.deployment.message },
            Column("address") { $0.deployment.address },
        ]
    }

    static func readableColumns(of rows: [DeploymentRow]) -> [Column<DeploymentRow>] {
        [
            Column("name") { $0.deployment.id.name },
            Column("serving") { $0.deployment.written },
            Column("state") { $0.deployment.state.rawValue },
            Column("kind") { $0.deployment.kind },
            Column("source") { $0.deployment.id.source.name },
        ]
    }
}
