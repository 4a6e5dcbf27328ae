import Client
import Connectors
import Entities

/// A deployment as a configuration file sets it down, with the rules of its changes.
struct ConfiguredDeployment {
    var settings: DeploymentSettings
    var rules: ChangeRules.OfDeployment

    /// What local processes and programs are on, in any context.
    static func local(_ context: String) -> Source.ID {
        Source.ID("this machine", context: context)
    }

    /// What programs are on.
    static func programs(_ context: String) -> Source.ID { Source.ID("programs", context: context) }
}

extension ConfiguredDeployment {
    /// The deployment of an entry; nil, with a warning, where something is missing.
    init?(_ entry: Setting, context: String, _ reader: inout SettingReader) {
        let keys = entry.keys
        guard let name = keys["name"]?.text, let model = keys["model"]?.text else {
            if case .wrong = entry.value { return nil }
            reader.warn("a deployment takes a name and a model", entry.line)
            return nil
        }
        guard let (source, place) = Self.place(entry, name, context, &reader) else { return nil }
        settings = DeploymentSettings(
            name: name,
            source: source,
            model: model,
            registry: keys["registry"]?.text,
            place: place
        )
        settings.monitor = MonitorSettings(entry, of: settings.id, context: context, &reader)
        settings.log =
            keys["logs"]?.text.map { .file($0) }
            ?? keys["logs"]?.texts.map {
                .program($0, environment: keys["environment"]?.texts ?? [])
            }
        rules = ChangeRules.OfDeployment()
        rules.canary = Self.shares(keys["canary"], &reader)
        rules.bake = Self.seconds(keys["bake"], &reader) ?? rules.bake
        rules.deadline = Self.seconds(keys["deadline"], &reader) ?? rules.deadline
        rules.judge = Self.judge(keys["judge"], &reader)
        rules.gates = GateSettings.all(keys["gates"], of: reader.file, &reader)
    }

    /// How canaries are judged; with a warning where a number is wrong.
    private static func judge(_ setting: Setting?, _ reader: inout SettingReader) -> CanaryJudge {
        var judge = CanaryJudge()
        let keys = setting?.keys ?? [:]
        func number(_ key: String, _ read: (String) -> Double?) -> Double? {
            guard let text = keys[key]?.text else { return nil }
            if let value = read(text), value >= 0, value.isFinite { return value }
            reader.warn("'\(key)' of judge takes a number, as in 200, 0.5% or 1.2", setting?.line)
            return nil
        }
        judge.requests = number("requests") { Double($0) } ?? judge.requests
        judge.errors = number("errors") { Measure.errors.value($0) } ?? judge.errors
        judge.latency = number("latency") { Double($0) } ?? judge.latency
        return judge
    }

    private static func place(
        _ entry: Setting,
        _ name: String,
        _ context: String,
        _ reader: inout SettingReader
    ) -> (Source.ID, DeploymentSettings.Place)? {
        let keys = entry.keys
        if let words = keys["serve"]?.texts { return (local(context), .process(words)) }
        if let words = keys["apply"]?.texts {
            guard keys["status"]?.texts != nil else {
                let why =
                    "'apply' takes a 'status' beside it: what serves must be asked of somebody"
                reader.warn(why, entry.line)
                return nil
            }
            let commands = DeploymentSettings.Commands(
                plan: keys["plan"]?.texts ?? [],
                apply: words,
                status: keys["status"]?.texts ?? [],
                rollback: keys["rollback"]?.texts ?? [],
                environment: keys["environment"]?.texts ?? []
            )
            return (programs(context), .commands(commands))
        }
        guard let on = keys["on"]?.text else {
            if let metrics = keys["metrics"]?.text {
                return (Source.ID(metrics, context: context), .elsewhere)
            }
            let isRefused = keys["serve"] != nil || keys["apply"] != nil
            if !isRefused {
                reader.warn(
                    "the deployment '\(name)' takes on: SOURCE, serve, apply or metrics",
                    entry.line
                )
            }
            return nil
        }
        let source = Source.ID(on, context: context)
        if let written = keys["entry"]?.text {
            guard written.contains("{version}") else {
                reader.warn("'entry' takes a name with {version} in it", keys["entry"]?.line)
                return nil
            }
            return (source, .entry(written))
        }
        let router = keys["router"]?.text
        let application = DeploymentSettings.Application(
            name: keys["application"]?.text ?? name,
            versionAt: (keys["version-at"]?.text
                ?? (router == nil ? "args.version" : "args.versions"))
                .split(separator: ".").map(String.init),
            written: keys["version-as"]?.text ?? "{version}",
            router: router,
            deployment: keys["version-deployment"]?.text ?? "v{version}"
        )
        return (source, .application(application))
    }

    private static func shares(_ setting: Setting?, _ reader: inout SettingReader) -> [Int] {
        let shares = (setting?.texts ?? []).map {
            Int($0.hasSuffix("%") ? $0.dropLast() : Substring($0))
        }
        let known = shares.compactMap { $0 }.filter { (1..<100) ~= $0 }
        if known.count != shares.count {
            reader.warn(
                "'canary' takes percentages between 1 and 99, as in [5, 25, 50]",
                setting?.line
            )
            return []
        }
        return known
    }

    /// Seconds of `90s`, `10m`, `2h`; nil, with a warning, for anything else.
    private static func seconds(_ setting: Setting?, _ reader: inout SettingReader) -> Int? {
        guard let setting, let text = setting.text else { return nil }
        let units = ["s": 1, "m": 60, "h": 3600]
        guard let unit = text.last.flatMap({ units[String($0)] }), let count = Int(text.dropLast()),
            (0...100_000) ~= count
        else {
            reader.warn("'\(text)' is no duration; one looks like 90s, 10m or 2h", setting.line)
            return nil
        }
        return count * unit
    }
}

extension GateSettings {
    /// The gates of a list; what is wrong with one is a warning, and it fails when it is asked.
    static func all(
        _ setting: Setting?,
        of file: ConfigurationFile,
        _ reader: inout SettingReader
    ) -> [GateSettings] {
        (setting?.list ?? []).compactMap { entry in
            guard let name = entry.keys["gate"]?.texts?.first else {
                if case .wrong = entry.value { return nil }
                reader.warn("a gate takes gate: NAME", entry.line)
                return nil
            }
            let values = entry.keys.filter { $0.key != "gate" }.compactMapValues(\.texts)
            let gate = GateSettings(name, values, origin: "\(file.path):\(entry.line)")
            for complaint in gate.complaints() {
                reader.warn("the gate '\(name)': \(complaint)", entry.line)
            }
            return gate
        }
    }
}
