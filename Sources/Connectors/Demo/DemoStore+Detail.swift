import Client
import Entities

extension DemoStore: RunSource {
    /// The run as it is at this moment.
    public func detail(_ question: WholeRun) async throws(Failure) -> RunDetail {
        advance()
        guard var run = read([question.run.key], .all).first, let number = number(of: run.id) else {
            throw Failure(source: source.id, reason: .notFound("run \(question.run.key)"))
        }
        let demo = runs[number]
        run.tags = written.tags(.run(run.id), over: demo.tags)
        let month = demo.params["data"] ?? ""
        let data = Dataset(
            name: "churn-\(month)",
            digest: "9f3a\(month.suffix(2))d7",
            context: "training",
            profile: "{\"num_rows\": 4210331, \"num_columns\": 38}"
        )
        return RunDetail(run: run, artifactURI: "demo:/\(run.id.key)", datasets: [data])
    }

    private func number(of run: Run.ID) -> Int? { table.slot(of: run.key) }
}

extension DemoStore: ArtifactStore {
    /// What a training run usually leaves, once it has ended.
    public func files(_ question: Artifacts) async throws(Failure) -> [Artifact] {
        let folder: String
        switch question.owner {
        case .version: folder = question.folder.isEmpty ? "model" : "model/" + question.folder
        case .run(let run):
            guard let slot = table.slot(of: run.key) else {
                throw Failure(source: source.id, reason: .notFound("run \(run.key)"))
            }
            guard runs[slot].end(at: time.now()) != nil else { return [] }
            folder = question.folder
        }
        return Demo.files.filter { file in
            file.path.split(separator: "/").dropLast().joined(separator: "/") == folder
        }.map { file in
            guard case .version = question.owner else { return file }
            var own = file
            own.path.removeFirst("model/".count)
            return own
        }
    }

    /// The text of a small file; larger ones are nothing but their size.
    public func preview(
        _ question: ArtifactPreview
    ) async throws(Failure) -> ArtifactPreview.Answer {
        let path =
            switch question.owner {
            case .run: question.path
            case .version: "model/" + question.path
            }
        guard let text = Demo.texts[path] else {
            throw Failure(source: source.id, reason: .refused(why: "the demo has no such bytes"))
        }
        return ArtifactPreview.Answer(bytes: Array(text.utf8), isCut: false)
    }
}

extension DemoRun {
    fileprivate var tags: [String: String] {
        let commit = String(UInt64(bitPattern: Int64(number)) &* 0x9E37_79B9_7F4A_7C15, radix: 16)
        var tags = [
            "mlflow.source.name": "train.py", "mlflow.source.type": "LOCAL",
            "mlflow.source.git.branch": "main", "mlflow.source.git.commit": commit,
            "tier": number % 3 == 0 ? "tier-1" : "tier-2",
        ]
        if let parent { tags["mlflow.parentRunId"] = "demo-\(parent)" }
        return tags
    }
}

extension Demo {
    static let files = [
        Artifact(path: "confusion.json", isFolder: false, size: 612),
        Artifact(path: "eval", isFolder: true),
        Artifact(path: "eval/segments.parquet", isFolder: false, size: 13_400_000),
        Artifact(path: "model", isFolder: true),
        Artifact(path: "model/MLmodel", isFolder: false, size: 214),
        Artifact(path: "model/model.ubj", isFolder: false, size: 398_000_000),
        Artifact(path: "model/requirements.txt", isFolder: false, size: 43),
    ]

    static let texts = [
        "confusion.json": """
        {"labels": ["stays", "leaves"], "matrix": [[80312, 2204], [3119, 14365]]}

        """,
        "model/MLmodel": """
        artifact_path: model
        flavors:
          python_function:
            loader_module: mlflow.xgboost
            python_version: 3.12.7
          xgboost:
            model_format: ubj
            xgb_version: 3.1.1
        model_size_bytes: 398000000
        signature:
          inputs: '[{"type": "double", "name": "tenure_months", "required": true}, {"type": "double",
            "name": "spend", "required": true}, {"type": "string", "name": "plan", "required": false}]'
          outputs: '[{"type": "double", "name": "probability", "required": true}]'
          params: null
        mlflow_version: 3.17.2

        """,
        "model/requirements.txt": "mlflow==3.17.2\nxgboost==3.1.1\nnumpy==2.4.1\n",
    ]
}
