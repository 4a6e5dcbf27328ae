import Client
import Entities

/// A run as a server tells it.
struct ServerRun: Sendable {
    /// The last value of a metric.
    struct Value: Hashable, Sendable {
        var key = ""
        var value = Double.nan
        var step: Int64 = 0
        var time: Int64 = 0
        /// Told only where several runs are asked for at once.
        var run = ""
    }

    struct Text: Sendable {
        var key = ""
        var value = ""
    }

    var id = ""
    var experiment = ""
    var name = ""
    var user = ""
    var artifactURI: String?
    var status = Run.Status.running
    var start: Instant?
    var end: Instant?
    var metrics: [Value] = []
    var params: [Text] = []
    var tags: [Text] = []
    var datasets: [Dataset] = []
    /// Whether it has logged models that are no files of its own: from version 3 on.
    var hasModels = false

    /// Reads one of `runs` of a search.
    init(_ reader: inout JSONReader) throws(JSONError) {
        try reader.members { name, reader throws(JSONError) in
            switch name {
            case "info": try readInfo(&reader)
            case "data": try readData(&reader)
            case "inputs": try readInputs(&reader)
            case "outputs": try readOutputs(&reader)
            default: try reader.skip()
            }
        }
    }

    private mutating func readInfo(_ reader: inout JSONReader) throws(JSONError) {
        try reader.members { name, reader throws(JSONError) in
            switch name {
            case "run_id": id = try reader.text() ?? id
            case "run_uuid": if let text = try reader.text(), id.isEmpty { id = text }
            case "experiment_id": experiment = try reader.text() ?? ""
            case "run_name": self.name = try reader.text() ?? ""
            case "user_id": user = try reader.text() ?? ""
            case "artifact_uri": artifactURI = try reader.text()
            case "status": status = try reader.text().flatMap(Run.Status.init(name:)) ?? .running
            case "start_time": start = try reader.moment()
            case "end_time": end = try reader.moment()
            default: try reader.skip()
            }
        }
    }

    private mutating func readData(_ reader: inout JSONReader) throws(JSONError) {
        try reader.members { name, reader throws(JSONError) in
            switch name {
            case "metrics":
                try reader.elements { reader throws(JSONError) in
                    metrics.append(try Value(&reader))
                }
            case "params":
                try reader.elements { reader throws(JSONError) in
                    params.append(try Text(&reader))
                }
            case "tags":
                try reader.elements { reader throws(JSONError) in tags.append(try Text(&reader)) }
            default: try reader.skip()
            }
        }
    }

    private mutating func readInputs(_ reader: inout JSONReader) throws(JSONError) {
        try reader.members { name, reader throws(JSONError) in
            guard name == "dataset_inputs" else { return }
            try reader.elements { reader throws(JSONError) in
                datasets.append(try Dataset(&reader))
            }
        }
    }
}

extension ServerRun {
    fileprivate mutating func readOutputs(_ reader: inout JSONReader) throws(JSONError) {
        try reader.members { name, reader throws(JSONError) in
            guard name == "model_outputs" else { return }
            try reader.elements { _ throws(JSONError) in hasModels = true }
        }
    }
}

extension Dataset {
    /// Reads an input of a run: a dataset and what it was used for.
    fileprivate init(_ reader: inout JSONReader) throws(JSONError) {
        self.init(name: "", digest: "", context: "")
        try reader.members { name, reader throws(JSONError) in
            switch name {
            case "dataset": try read(&reader)
            case "tags":
                try reader.elements { reader throws(JSONError) in
                    let tag = try ServerRun.Text(&reader)
                    if tag.key == "mlflow.data.context" { context = tag.value }
                }
            default: try reader.skip()
            }
        }
    }

    private mutating func read(_ reader: inout JSONReader) throws(JSONError) {
        try reader.members { name, reader throws(JSONError) in
            switch name {
            case "name": self.name = try reader.text() ?? ""
            case "digest": digest = try reader.text() ?? ""
            case "source": source = try reader.text() ?? ""
            case "profile": profile = try reader.text() ?? ""
            default: try reader.skip()
            }
        }
    }
}

extension ServerRun.Value {
    /// Reads a metric's value; SQL stores keep infinities as the largest numbers.
    init(_ reader: inout JSONReader) throws(JSONError) {
        try reader.members { name, reader throws(JSONError) in
            switch name {
            case "key": key = try reader.text() ?? ""
            case "value":
                let number = try reader.number() ?? .nan
                value =
                    number.magnitude == .greatestFiniteMagnitude
                    ? (number < 0 ? -.infinity : .infinity) : number
            case "step": step = try reader.integer() ?? 0
            case "timestamp": time = try reader.integer() ?? 0
            case "run_id": run = try reader.text() ?? ""
            default: try reader.skip()
            }
        }
    }
}

extension ServerRun.Text {
    init(_ reader: inout JSONReader) throws(JSONError) {
        try reader.members { name, reader throws(JSONError) in
            switch name {
            case "key": key = try reader.text() ?? ""
            case "value": value = try reader.text() ?? ""
            default: try reader.skip()
            }
        }
    }
}
