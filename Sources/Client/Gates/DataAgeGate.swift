import Entities

/// Whether the data that a version was made from is young enough.
enum DataAgeGate: Gate {
    static let name = "data_age"
    static let keys = [
        GateKey("max", .duration, isNeeded: true, "How old it may be, as in 30d or 12h.")
    ]

    static func judge(_ one: GateCase, _ settings: GateSettings) async throws -> GateResult {
        guard let run = try one.version().run else {
            return settings.result(.fail, "no run is known that made it, nor what it read")
        }
        let store: any RunSource = try one.connector(run.source, "runs")
        let detail = try await store.detail(WholeRun(run))
        let now = one.changes.time.now()
        guard let (moment, what) = moment(detail, before: now), let max = settings.duration("max")
        else { return settings.result(.fail, "neither its datasets nor its run tell a time") }
        let age = now.milliseconds(since: moment)
        let isYoung = age <= max.components.seconds * 1000
        return settings.result(
            isYoung ? .pass : .fail,
            "\(age.age) old by \(what); at most \(settings.text("max") ?? "")"
        )
    }

    /// The time of the data: the latest that a dataset names, or else the start of the run.
    private static func moment(_ detail: RunDetail, before now: Instant) -> (Instant, String)? {
        let training = detail.datasets.filter { $0.context.lowercased().hasPrefix("train") }
        let dated = (training.isEmpty ? detail.datasets : training).flatMap { data in
            [data.name, data.source, data.profile].flatMap(\.dates)
                .filter { $0 <= now }.map { ($0, "the date in the dataset \(data.name)") }
        }
        if let latest = dated.max(by: { $0.0 < $1.0 }) { return latest }
        return detail.run.start.map { ($0, "the start of its run") }
    }
}

extension String {
    /// The days that are written in it as `2026-11-23`, as in `s3://data/2026-11-23/train.parquet`.
    fileprivate var dates: [Instant] {
        let bytes = Array(utf8)
        return bytes.indices.dropLast(9).compactMap { start in
            let end = start + 10
            let isApart =
                (start == 0 || !bytes[start - 1].isDigit)
                && (end == bytes.count || !bytes[end].isDigit)
            guard isApart, bytes[start].isDigit else { return nil }
            return Instant(date: String(decoding: bytes[start..<end], as: UTF8.self))
        }
    }
}

extension UInt8 {
    fileprivate var isDigit: Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(self) }
}

extension Int64 {
    /// Milliseconds as an age: `23 days`, `5 h`.
    fileprivate var age: String {
        let hours = self / 3_600_000
        return hours < 48 ? "\(hours) h" : "\(hours / 24) days"
    }
}
