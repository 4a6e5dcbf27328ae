import Client
import Connectors
import Dashboard
import Entities

/// What a person has set down: everything is optional.
struct Configuration {
    /// The theme's name.
    var theme: String?
    /// Whether wheel and clicks are taken.
    var isMouseTaken: Bool?
    /// The view to start on: a saved view's name or a locator.
    var start: String?
    /// The file and the line that say so.
    var startedBy: Origin?
    /// Saved views, by name.
    var views: [SavedView] = []
    /// The contexts that are opened where none is named.
    var opened: [String] = []
    /// The file and the line that say so.
    var openedBy: Origin?
    /// Sources outside of all contexts.
    var sources: [SourceSettings] = []
    /// Deployments outside of all contexts.
    var deployments: [ConfiguredDeployment] = []
    /// The gates of every deployment.
    var gates: [GateSettings] = []
    /// What must not be so, whatever is shown.
    var rules: [Rule] = []
    /// How a person is told that something fires.
    var alarms: Set<Alarm> = []
    /// Contexts, by name.
    var contexts: [ContextSettings] = []

    /// A place in a file.
    typealias Origin = (file: String, line: Int)

    /// The locator to start on; nil where none is set that can be opened.
    var startLocator: Locator? {
        guard let start, startComplaint == nil else { return nil }
        return views.first { $0.name == start }?.locator ?? Locator(start)
    }

    /// Why the view to start on cannot be opened; nil where it can, or none is set.
    var startComplaint: String? {
        guard let start, !views.contains(where: { $0.name == start }) else { return nil }
        let hint = KnownKey.nearest(to: start, among: views.map(\.name))
        guard let locator = Locator(start), hint == nil else {
            let advice =
                hint.map { "did you mean '\($0)'?" } ?? "a locator is like mldeck:runs/NAME"
            return "'start' names '\(start)', which is no saved view; \(advice)"
        }
        return Dashboard.complaint(locator, now: .systemNow).map { "'start': \($0)" }
    }
}

/// A name for a locator.
struct SavedView: Equatable {
    let name: String
    let locator: Locator
}

/// Sources that belong together.
struct ContextSettings {
    let name: String
    /// Whether it is one of production.
    var isProduction: Bool
    /// Whether nothing may be changed in it; so it is with production unless told otherwise.
    var isReadOnly: Bool
    var sources: [SourceSettings]
    var deployments: [ConfiguredDeployment] = []
}

extension Configuration {
    /// This configuration with a project's on top: each of its names takes the place of the same.
    func overridden(by project: Configuration) -> Configuration {
        var merged = self
        merged.theme = project.theme ?? theme
        merged.isMouseTaken = project.isMouseTaken ?? isMouseTaken
        if project.start != nil {
            (merged.start, merged.startedBy) = (project.start, project.startedBy)
        }
        if !project.opened.isEmpty {
            (merged.opened, merged.openedBy) = (project.opened, project.openedBy)
        }
        merged.views = project.views.overriding(views, by: \.name)
        merged.sources = project.sources.overriding(sources, by: \.id.name)
        merged.deployments = project.deployments.overriding(deployments, by: \.settings.name)
        merged.rules = project.rules.overriding(rules, by: \.name)
        if !project.alarms.isEmpty { merged.alarms = project.alarms }
        // A project may ask for more, and for nothing less.
        merged.gates = gates + project.gates
        merged.contexts = project.contexts.overriding(contexts, by: \.name)
        for index in merged.contexts.indices {
            // A project, which may come from anybody, guards a context more but never less.
            guard let own = contexts.first(where: { $0.name == merged.contexts[index].name }) else {
                continue
            }
            if own.isProduction { merged.contexts[index].isProduction = true }
            if own.isReadOnly { merged.contexts[index].isReadOnly = true }
        }
        return merged
    }
}

extension Array {
    /// These elements, and those of `others` whose name is none of theirs.
    fileprivate func overriding(_ others: [Element], by name: (Element) -> String) -> [Element] {
        let names = Set(map(name))
        return others.filter { !names.contains(name($0)) } + self
    }
}
