import Client
import Connectors
import Dashboard
import Entities

/// What was read of all files.
struct LoadedConfiguration {
    var configuration = Configuration()
    /// The files that are there, the one that counts less first.
    var files: [ConfigurationFile] = []
    var warnings: [ConfigurationWarning] = []
}

extension Configuration {
    /// Reads one's own file and the project's; what is wrong in them is a warning each.
    static func load(_ surroundings: Surroundings) -> LoadedConfiguration {
        var loaded = LoadedConfiguration()
        let files = [ConfigurationFile.own(surroundings), .projects(surroundings)]
        for file in files.compactMap({ $0 }) {
            do {
                guard let text = try file.text() else { continue }
                let (configuration, warnings) = read(text, of: file)
                loaded.configuration = loaded.configuration.overridden(by: configuration)
                loaded.warnings += warnings
            } catch {
                let sentence = "it cannot be read: \(error.sentence)"
                let warning = ConfigurationWarning(file: file.path, sentence: sentence)
                loaded.warnings.append(warning)
            }
            loaded.files.append(file)
        }
        loaded.warnings += loaded.configuration.unknownContexts
        if let complaint = loaded.configuration.startComplaint {
            let (file, line) = loaded.configuration.startedBy ?? ("", 0)
            let warning = ConfigurationWarning(file: file, line: line, sentence: complaint)
            loaded.warnings.append(warning)
        }
        return loaded
    }

    /// The configuration of one file's text.
    static func read(
        _ text: String,
        of file: ConfigurationFile
    ) -> (Configuration, [ConfigurationWarning]) {
        var reader = SettingReader(file)
        let settings = reader.settings(in: text)
        var configuration = Configuration()
        configuration.theme = settings["theme"]?.text
        configuration.isMouseTaken = settings["mouse"]?.flag
        configuration.start = settings["start"]?.text
        configuration.startedBy = settings["start"].map { (file.path, $0.line) }
        configuration.opened = settings["context"]?.texts ?? []
        configuration.openedBy = settings["context"].map { (file.path, $0.line) }
        configuration.views = (settings["views"]?.keys ?? [:]).sorted { $0.key < $1.key }
            .compactMap { name, setting in
                setting.text.flatMap(Locator.init).map { SavedView(name: name, locator: $0) }
            }
        var list = SourceList()
        add(settings["sources"], to: &list, of: file, &reader)
        configuration.sources = list.all
        configuration.deployments = deployments(settings["deployments"], "", &reader)
        configuration.gates = GateSettings.all(settings["gates"], of: file, &reader)
        configuration.rules = (settings["rules"]?.list ?? []).compactMap { Rule($0, &reader) }
        configuration.alarms = Alarm.all(settings["alarm"], &reader)
        configuration.contexts = (settings["contexts"]?.keys ?? [:]).sorted { $0.key < $1.key }
            .map { name, setting in context(name, setting.keys, of: file, &reader) }
        return (configuration, reader.warnings.sorted { ($0.line ?? 0) < ($1.line ?? 0) })
    }

    private static func context(
        _ name: String,
        _ keys: [String: Setting],
        of file: ConfigurationFile,
        _ reader: inout SettingReader
    ) -> ContextSettings {
        var list = SourceList(context: name)
        add(keys["sources"], to: &list, of: file, &reader)
        let isProduction = keys["production"]?.flag ?? false
        return ContextSettings(
            name: name,
            isProduction: isProduction,
            isReadOnly: keys["read-only"]?.flag ?? isProduction,
            sources: list.all,
            deployments: deployments(keys["deployments"], name, &reader)
        )
    }

    private static func deployments(
        _ setting: Setting?,
        _ context: String,
        _ reader: inout SettingReader
    ) -> [ConfiguredDeployment] {
        var all: [ConfiguredDeployment] = []
        for entry in setting?.list ?? [] {
            guard let one = ConfiguredDeployment(entry, context: context, &reader) else { continue }
            if all.contains(where: { $0.settings.name == one.settings.name }) {
                let name = one.settings.name
                reader.warn("there are two deployments '\(name)'; the first counts", entry.line)
            } else {
                all.append(one)
            }
        }
        return all
    }

    private static func add(
        _ setting: Setting?,
        to list: inout SourceList,
        of file: ConfigurationFile,
        _ reader: inout SettingReader
    ) {
        for source in setting?.list ?? [] {
            guard let place = place(source, &reader) else { continue }
            let name = source.keys["name"]?.text
            if let name, list.all.contains(where: { $0.id.name == name }) {
                reader.warn("there are two sources '\(name)'; the first counts", source.line)
                continue
            }
            list.add(
                place,
                name: name,
                origin: "\(file.path):\(source.line)",
                allowsWrites: allowsWrites(source, place, of: file, &reader)
            )
        }
    }

    /// Whether a file may be written: what a project says of it, which may come from anybody, is no leave.
    private static func allowsWrites(
        _ source: Setting,
        _ place: SourceSettings.Place,
        of file: ConfigurationFile,
        _ reader: inout SettingReader
    ) -> Bool {
        guard let setting = source.keys["allow-writes"], setting.flag == true else { return false }
        if file.isProjects {
            reader.warn(
                "'allow-writes' is not read from a project's file, which may come from anybody;"
                    + " name this source in your own config.yaml",
                setting.line
            )
            return false
        }
        if case .file = place { return true }
        reader.warn("'allow-writes' is for a path, and this source has a url", setting.line)
        return false
    }

    private static func place(
        _ source: Setting,
        _ reader: inout SettingReader
    ) -> SourceSettings.Place? {
        let keys = source.keys
        let forServers = [
            "username", "password", "token", "insecure-tls", "ca-file", "cert-file", "key-file",
            "headers",
        ]
        switch (keys["path"], keys["url"]) {
        case (let path?, nil):
            for key in forServers {
                guard let setting = keys[key] else { continue }
                reader.warn("'\(key)' is for a url, and this source has a path", setting.line)
            }
            return path.text.map { .file($0) }
        case (nil, let url?):
            return url.text.flatMap { server($0, keys, &reader) }
                .flatMap { place($0, keys["kind"], &reader) }
        case (nil, nil):
            // An entry that is no source at all has its warning.
            if case .wrong = source.value { break }
            reader.warn("a source takes a path or a url", source.line)
        case (_?, _?): reader.warn("a source takes a path or a url, not both", source.line)
        }
        return nil
    }

    private static func place(
        _ server: ServerSettings,
        _ kind: Setting?,
        _ reader: inout SettingReader
    ) -> SourceSettings.Place? {
        switch kind?.text ?? "mlflow" {
        case "mlflow": return .server(server)
        case let word:
            if let service = SourceSettings.Service(rawValue: word) {
                return .service(service, server)
            }
            reader.warn("'kind' takes \(SourceSettings.Service.written)", kind?.line)
            return nil
        }
    }

    private static func server(
        _ url: String,
        _ keys: [String: Setting],
        _ reader: inout SettingReader
    ) -> ServerSettings? {
        guard var server = ServerSettings(url) else { return nil }
        server.user = keys["username"]?.secret ?? keys["username"]?.text.map(Secret.given)
        server.password = keys["password"]?.secret
        server.token = keys["token"]?.secret
        server.allowsInsecureTLS = keys["insecure-tls"]?.flag ?? false
        server.authorities = keys["ca-file"]?.text
        if reader.file.isProjects, let own = keys["cert-file"] ?? keys["key-file"] {
            reader.warn(
                "'cert-file' and 'key-file' are not read from a project's file, which may come from"
                    + " anybody; name this source in your own config.yaml",
                own.line
            )
        } else {
            (server.certificate, server.key) = (keys["cert-file"]?.text, keys["key-file"]?.text)
            if server.certificate == nil, let key = keys["key-file"] {
                reader.warn("a key-file takes a cert-file beside it", key.line)
            }
        }
        server.headers = (keys["headers"]?.keys ?? [:]).compactMapValues { setting in
            setting.secret ?? setting.text.map(Secret.given)
        }
        if keys["username"] == nil, let password = keys["password"] {
            reader.warn("a password takes a username beside it", password.line)
        }
        if keys["username"] != nil, let token = keys["token"] {
            reader.warn("a source takes a username or a token, not both", token.line)
        }
        return server
    }

    /// Contexts that are to be opened and are nowhere.
    private var unknownContexts: [ConfigurationWarning] {
        let known = contexts.map(\.name)
        return opened.filter { !known.contains($0) }.map { name in
            let hint = KnownKey.nearest(to: name, among: known).map { "; did you mean '\($0)'?" }
            return ConfigurationWarning(
                file: openedBy?.file ?? "",
                line: openedBy?.line,
                sentence: "'context' names '\(name)', which is none of 'contexts'\(hint ?? "")"
            )
        }
    }
}

extension SourceSettings.Service {
    /// What `kind` takes, in a sentence.
    static var written: String {
        let words = ["mlflow"] + allCases.map(\.rawValue)
        return words.dropLast().joined(separator: ", ") + " or " + (words.last ?? "")
    }
}
