/// A part of the run pane that keys can go to.
enum RunArea: Int, CaseIterable, Sendable {
    // In the order in which tab goes through them.
    case params
    case metrics
    case facts
    case files
    case charts

    var title: String {
        switch self {
        case .params: "Params"
        case .metrics: "Metrics"
        case .facts: "Data, code, environment"
        case .files: "Artifacts"
        case .charts: "Charts"
        }
    }
}
