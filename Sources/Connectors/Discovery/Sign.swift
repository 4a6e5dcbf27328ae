/// What in a folder tells that a tool has kept something there.
public enum Sign: String, CaseIterable, Sendable {
    /// An MLflow store in a SQLite file.
    case mlflowFile
    /// MLflow's older store, a folder of text files.
    case mlflowFolder
    /// Runs that W&B keeps offline.
    case wandb
    /// TensorBoard event files.
    case tensorBoard
    /// DVC's stages.
    case dvcFile
    /// What DVC's stages have made.
    case dvcLock

    /// The sign that a file's name is.
    static func file(named name: String) -> Sign? {
        switch name {
        case "mlflow.db", "mlruns.db": .mlflowFile
        case "dvc.yaml": .dvcFile
        case "dvc.lock": .dvcLock
        default:
            if name.hasPrefix("events.out.tfevents.") {
                .tensorBoard
            } else if name.hasSuffix(".wandb") {
                .wandb
            } else {
                nil
            }
        }
    }

    /// What MLflow makes in a store of files; an `mlruns` without them only holds artifacts.
    static let marksOfMLflowFolder = ["mlruns/.trash", "mlruns/0/meta.yaml"]

    /// Whether a folder in one called `wandb` is a run.
    static func isWandbRun(_ name: String) -> Bool {
        name.hasPrefix("run-") || name.hasPrefix("offline-run-")
    }
}

/// Where a sign was seen.
public struct Sightings: Equatable, Sendable {
    /// How many files, or runs where they are folders.
    public var count = 0
    /// Files of stores, else the folders that hold them; the nearest first, not more than 32.
    public private(set) var paths: [String] = []
    /// The folders in which they lie.
    private(set) var folders: [String] = []

    /// None.
    public init() {}

    /// Counts one more in a folder.
    public mutating func add(_ path: String, in folder: String) {
        count += 1
        // The files of one folder come one after the other.
        guard paths.last != path, paths.count < 32 else { return }
        paths.append(path)
        folders.append(folder)
    }
}
