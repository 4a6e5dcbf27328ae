import Client
import Connectors
import Entities

/// What mldeck itself costs beside a server's own time, on the MLflow server of the tests.
struct ServerBenchmark {
    let address: String

    func run(_ report: inout Report) throws {
        guard let base = HTTPAddress.read(address)?.address else { return }
        var costs: [Double] = []
        for _ in 0..<5 {
            let store = MLflowServer(
                id: Source.ID("server"),
                access: HTTPAccess(base: base),
                budget: Budget(bytes: 1 << 28)
            )
            let runs = Runs(experiments: ["churn"])
            costs.append(Asker(store).cost(of: runs, rows: 0..<100).first)
        }
        report.add(
            "first page of an experiment from a server, own part",
            Cost.median(costs),
            bound: 15
        )
    }
}
