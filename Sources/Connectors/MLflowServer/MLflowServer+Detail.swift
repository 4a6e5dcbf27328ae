import Client
import Entities

extension MLflowServer: RunSource {
    /// The run with everything that the server holds of it but its samples.
    public func detail(_ question: WholeRun) async throws(Failure) -> RunDetail {
        _ = try await experimentList()
        let run = try await run(question.run.key)
        return RunDetail(
            run: shown(run, .all),
            artifactURI: ArtifactLocation(run.artifactURI ?? "").description,
            datasets: run.datasets.sorted { ($0.name, $0.digest) < ($1.name, $1.digest) }
        )
    }

    /// A run, read now.
    func run(_ id: String) async throws(Failure) -> ServerRun {
        var found: ServerRun?
        try await read("runs/get", [.init("run_id", id)]) { reader throws(JSONError) in
            try reader.members { name, reader throws(JSONError) in
                if name == "run" { found = try ServerRun(&reader) }
            }
        }
        guard let run = found, !run.id.isEmpty else { throw failure(.notFound("run \(id)")) }
        recent[run.id] = Known(value: run, at: .now)
        return run
    }
}
