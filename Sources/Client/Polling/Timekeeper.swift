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
    /// How long it has run; other than the time of day it never jumps.
    public var uptime: @Sendable () -> Duration

    /// A clock of one's own; unless told, its time of day does not jump.
    public init(
        now: @escaping @Sendable () -> Instant,
        sleep: @escaping @Sendable (Duration) async throws -> Void,
        uptime: (@Sendable () -> Duration)? = nil
    ) {
        self.now = now
        self.sleep = sleep
        self.uptime = uptime ?? { .milliseconds(now().milliseconds) }
    }

    /// The machine's clock.
    public static let system = Timekeeper(
        now: { .systemNow },
        sleep: { try await AskingExecutor.shared.sleep($0) },
        uptime: { Timekeeper.start.duration(to: .now) }
    )

    private static let start = ContinuousClock.now
}

extension Instant {
    /// The machine's time of day.
    public static var systemNow: Instant {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return Instant(milliseconds: Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000)
    }

    /// How many seconds this machine's zone is east of Greenwich then.
    public var localOffset: Int {
        var (time, parts) = (time_t(milliseconds / 1000), tm())
        localtime_r(&time, &parts)
        return parts.tm_gmtoff
    }

    /// The moment a duration later.
    func advanced(by duration: Duration) -> Instant {
        let (seconds, attoseconds) = duration.components
        return Instant(
            milliseconds: milliseconds + seconds * 1000 + attoseconds / 1_000_000_000_000_000
        )
    }
}
