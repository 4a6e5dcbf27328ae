import Entities

/// Asks one source one question again and again.
struct Asking: Sendable {
    private let connector: any Connector
    private let inquiry: Inquiry
    private let time: Timekeeper
    private let deliver: @Sendable (Landing) -> Void
    /// Told when the source answers after it had failed.
    private let isBack: @Sendable () -> Void

    init(
        _ connector: any Connector,
        _ inquiry: Inquiry,
        _ time: Timekeeper,
        _ deliver: @escaping @Sendable (Landing) -> Void,
        isBack: @escaping @Sendable () -> Void
    ) {
        (self.connector, self.inquiry, self.time) = (connector, inquiry, time)
        (self.deliver, self.isBack) = (deliver, isBack)
    }

    /// Asks at once, then at each ring, and after failures, until the task is cancelled.
    func keepAsking(_ question: some Answerable) async {
        let source = connector.source.id
        var patience = Patience()
        var retry: Task<Void, Never>?
        defer { retry?.cancel() }
        for await _ in inquiry.rings(for: source) {
            let ring = inquiry.begin(source)
            defer { inquiry.finish(source, ring) }
            do {
                guard let answer = try await question.answer(from: connector, in: inquiry) else {
                    inquiry.finish(source, .max)
                    return
                }
                land(.success(answer))
                patience = Patience()
                retry?.cancel()
                if inquiry.fails(source, false) { isBack() }
            } catch {
                if Task.isCancelled { continue }
                // Given up for something newer, which rings; one that failed before is tried again.
                if error.reason == .cancelled, !inquiry.isFailing(source) { continue }
                inquiry.fails(source, true)
                retry?.cancel()
                let pause = patience.next()
                if error.reason != .cancelled {
                    land(.failure(error), nextTry: time.now().advanced(by: pause))
                }
                retry = tryAgain(after: pause)
            }
        }
    }

    /// Rings when a pause is over.
    private func tryAgain(after pause: Duration) -> Task<Void, Never> {
        let source = connector.source.id
        return Task(executorPreference: AskingExecutor.shared) { [time, inquiry] in
            if (try? await time.sleep(pause)) != nil { inquiry.ring(source) }
        }
    }

    private func land(_ result: Result<any Sendable, Failure>, nextTry: Instant? = nil) {
        guard !Task.isCancelled else { return }
        deliver(
            Landing(
                question: inquiry.question,
                source: connector.source.id,
                at: time.now(),
                result: result,
                nextTry: nextTry
            )
        )
    }
}

/// How long to wait after each failure in a row: 1, 2, 4 … 60 seconds.
private struct Patience {
    private var seconds = 1

    mutating func next() -> Duration {
        defer { seconds = min(60, seconds * 2) }
        return .seconds(seconds)
    }
}
