import Entities

#if canImport(Glibc)
    import Glibc
#endif

/// The clock, so that tests can turn it.
public struct Timekeeper: Sendable {
    /// The time of day.
    public var now: @Sendable () -> Instant
    /// Waits; throws when the task is cancelled.
    public var sleep: @Sendable (Duration) async throws -> Void

    /// A clock of one's own.
    public init(
        now: @escaping @Sendable () -> Instant,
        sleep: @escaping @Sendable (Duration) async throws -> Void
    ) {
        self.now = now
        self.sleep = sleep
    }

    /// The machine's clock.
    public static let system = Timekeeper(
        now: { .systemNow },
        sleep: { try await AskingExecutor.shared.sleep($0) }
    )
}

extension Instant {
    /// The machine's time of day.
    public static var systemNow: Instant {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return Instant(milliseconds: Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000)
    }

    /// The moment a duration later.
    func advanced(by duration: Duration) -> Instant {
        let (seconds, attoseconds) = duration.components
        return Instant(
            milliseconds: milliseconds + seconds * 1000 + attoseconds / 1_000_000_000_000_000
        )
    }
}
