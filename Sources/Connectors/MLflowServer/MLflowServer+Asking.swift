import Client
import Entities

extension MLflowServer {
    /// Asks the server and returns the body of a good answer.
    func ask(_ request: HTTPRequest) async throws(Failure) -> [UInt8] {
        var request = request
        request.patience = patience
        if let workspace = await supportedWorkspace() {
            request.headers.append(HTTPRequest.Parameter("X-MLFLOW-WORKSPACE", workspace))
        }
        let start = ContinuousClock.now
        do throws(Failure.Reason) {
            let response = try await http().send(request)
            if response.body.count < 1 << 19 { note(ContinuousClock.now - start) }
            if let reason = ServerRefusal.reason(response, try http().access.base) { throw reason }
            return response.body
        } catch {
            throw failure(error)
        }
    }

    /// Asks for JSON below `api/2.0/mlflow` and reads it.
    func read(
        _ path: String,
        _ query: [HTTPRequest.Parameter] = [],
        body: [UInt8]? = nil,
        _ take: (inout JSONReader) throws(JSONError) -> Void
    ) async throws(Failure) {
        let request = HTTPRequest(
            body == nil ? .get : .post,
            "api/2.0/mlflow/" + path,
            query: query,
            body: body,
            isReading: true
        )
        let answer = try await ask(request)
        do throws(JSONError) {
            try JSONReader.read(answer, take)
        } catch {
            let detail =
                answer.first == UInt8(ascii: "<")
                ? "a web page came instead of JSON; the address may lack the server's path"
                : "no JSON at byte \(error.place): expected \(error.expected)"
            throw failure(.malformed(where: path, detail: detail))
        }
    }

    /// Of short answers, as those that are asked for again and again; one that was slow because of
    /// something else does not count for long.
    private func note(_ duration: Duration) {
        latency = latency == .zero ? duration : min(duration, (latency * 7 + duration) / 8)
    }

    /// The workspace, where one is named and the server has them: others refuse the header.
    private func supportedWorkspace() async -> String? {
        guard let workspace, !workspace.isEmpty else { return nil }
        if let known = hasWorkspaces { return known ? workspace : nil }
        guard let answer = try? await http().send(HTTPRequest(.get, "api/3.0/mlflow/server-info"))
        else { return nil }
        var isEnabled = false
        try? JSONReader.read(answer.body) { reader throws(JSONError) in
            try reader.members { name, reader throws(JSONError) in
                if name == "workspaces_enabled" { isEnabled = try reader.truth() ?? false }
            }
        }
        hasWorkspaces = isEnabled
        return isEnabled ? workspace : nil
    }
}
