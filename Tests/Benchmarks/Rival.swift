import Foundation

/// MLflow's own client on the same file, in the same run.
struct Rival {
    let python: String
    let path: String

    /// CPU milliseconds of one answer once the client is imported and connected.
    func cost(of call: String) -> Double? {
        let script = """
            import time, mlflow
            client = mlflow.MlflowClient("sqlite:///\(path)")
            experiment = client.get_experiment_by_name("ranker-sweep").experiment_id
            costs = []
            for _ in range(3):
                start = time.process_time()
                client.search_runs([experiment], max_results=100, \(call))
                costs.append((time.process_time() - start) * 1000)
            print(sorted(costs)[1])
            """
        return run(script)
    }

    /// CPU milliseconds of listing the models of a server, and the versions of those on a screen.
    func listing(_ address: String) -> Double? {
        run(
            """
            import time, mlflow
            client = mlflow.MlflowClient("\(address)")
            costs = []
            for _ in range(3):
                start = time.process_time()
                models = client.search_registered_models(max_results=1000)
                for model in models[:17]:
                    client.search_model_versions(f"name = '{model.name}'", max_results=1000)
                costs.append((time.process_time() - start) * 1000)
            print(sorted(costs)[1])
            """
        )
    }

    private func run(_ script: String) -> Double? {
        let process = Process()
        process.executableURL = URL(filePath: python)
        process.arguments = ["-c", script]
        let output = Pipe()
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        guard (try? process.run()) != nil else { return nil }
        let data = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return Double(
            String(decoding: data, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
        )
    }
}
