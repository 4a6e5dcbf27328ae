import Client

/// One thing that was looked for, and what came of it.
public struct Finding: Equatable, Sendable {
    /// What came of looking.
    public enum State: Equatable, Sendable {
        /// There is none in the folder.
        case absent
        /// The variable is not set.
        case unset
        /// The variable's value, without secrets.
        case set(String)
        /// It was seen.
        case seen(Sightings)
    }

    /// What was looked for.
    public var label: String
    /// What came of it.
    public var state: State
    /// Whether mldeck opens it.
    public var isOpened: Bool
    /// What would make it appear, or what is to be known of what was found.
    public var advice: String

    /// A finding.
    public init(label: String, state: State, isOpened: Bool, advice: String) {
        self.label = label
        self.state = state
        self.isOpened = isOpened
        self.advice = advice
    }
}

extension Findings {
    /// Everything that is looked for, found or not, in the order in which it is told.
    public var all: [Finding] {
        [
            seen(
                .mlflowFile,
                "mlflow.db, mlruns.db",
                absent: "start in a folder that holds one, or  mldeck PATH"
            ),
            seen(
                .mlflowFolder,
                "mlruns/",
                absent: "MLflow's older store of text files; it cannot be read yet",
                present: "MLflow's text files cannot be read yet, its SQLite files can"
            ),
            tracking,
            seen(
                .wandb,
                "wandb/, *.wandb",
                absent: "train with  WANDB_MODE=offline; its files cannot be read yet",
                present: "W&B's files cannot be read yet"
            ),
            seen(
                .tensorBoard,
                "TensorBoard event files",
                absent:
                    "log_dir of any trainer, \(bounds.levels) deep; its files cannot be read yet",
                present: "event files cannot be read yet"
            ),
            dvc,
            prometheus, alertmanager,
            variable("PREFECT_API_URL", for: "pipelines"),
            variable("AIRFLOW__API__BASE_URL", for: "pipelines"),
        ]
    }

    /// A sign; one without a word on its presence is opened.
    private func seen(
        _ sign: Sign,
        _ label: String,
        absent: String,
        present: String? = nil
    ) -> Finding {
        guard let places = places[sign] else {
            return Finding(label: label, state: .absent, isOpened: false, advice: absent)
        }
        let left = places.count - places.paths.count
        let opened = left > 0 ? "the first \(places.paths.count) are opened" : "opened, read-only"
        return Finding(
            label: label,
            state: .seen(places),
            isOpened: present == nil,
            advice: present ?? opened
        )
    }

    private var tracking: Finding {
        let label = "MLFLOW_TRACKING_URI"
        guard let value = variables.set[label] else {
            let advice = "export it, or  mldeck http://host:5000"
            return Finding(label: label, state: .unset, isOpened: false, advice: advice)
        }
        let problem: String? = if case .other(let why) = variables.tracking { why } else { nil }
        return Finding(
            label: label,
            state: .set(value),
            isOpened: problem == nil,
            advice: problem ?? "opened, read-only"
        )
    }

    private var prometheus: Finding {
        address("PROMETHEUS_URL", of: "the health of what is deployed")
    }

    private var alertmanager: Finding {
        address("ALERTMANAGER_URL", of: "what fires, and silences")
    }

    private func address(_ label: String, of what: String) -> Finding {
        guard let value = variables.set[label] else {
            let advice = "export it: \(what)"
            return Finding(label: label, state: .unset, isOpened: false, advice: advice)
        }
        let isAddress = HTTPAddress.read(value) != nil
        let advice = isAddress ? "opened, read-only" : "it is no address of http or https"
        return Finding(label: label, state: .set(value), isOpened: isAddress, advice: advice)
    }

    private var dvc: Finding {
        let label = "dvc.yaml, dvc.lock"
        guard let seen = places[.dvcFile] ?? places[.dvcLock] else {
            let advice = "stages of data and models; they cannot be read yet"
            return Finding(label: label, state: .absent, isOpened: false, advice: advice)
        }
        let isLocked = places[.dvcLock] != nil
        let advice =
            isLocked
            ? "stages cannot be read yet" : "dvc.yaml is there, but dvc.lock is not:  dvc repro"
        return Finding(label: label, state: .seen(seen), isOpened: false, advice: advice)
    }

    private func variable(_ name: String, for what: String) -> Finding {
        let advice = "\(what) cannot be read yet"
        let state = variables.set[name].map(Finding.State.set) ?? .unset
        return Finding(label: name, state: state, isOpened: false, advice: advice)
    }
}
