import Client
import Entities

extension DemoStore: AlertSource {
    /// What the demo's rules say, and the silences.
    public func alerts() async throws(Failure) -> Alerts.Answer {
        let measured = Dictionary(meters().map { ($0.service.name, $0) }) { first, _ in first }
        let known = allSilences()
        let told = DemoRule.all.compactMap { rule -> Alert? in
            guard let meter = measured[rule.service] else { return nil }
            var alert = rule.alert(meter, by: source.id, now: time.now())
            alert.receivers = ["\(meter.service.team) on call"]
            alert.silences = known.filter { $0.state == .active && $0.covers(alert) }
                .map(\.id.key)
            if alert.state == .firing, !alert.silences.isEmpty { alert.state = .silenced }
            return alert
        }
        return Alerts.Answer(alerts: told, silences: known)
    }
}

extension DemoStore {
    /// The silences, each as it is now.
    func allSilences() -> [Silence] {
        if silences.isEmpty { silences = [firstSilence] }
        let now = time.now()
        return silences.map { silence in
            var silence = silence
            silence.state = silence.end <= now ? .expired : .active
            return silence
        }
    }

    /// The one that a person made before the demo opened.
    private var firstSilence: Silence {
        Silence(
            id: Silence.ID(source: source.id, key: "demo-1"),
            matchers: [
                Silence.Matcher("alertname", "GpuMemoryHigh"),
                Silence.Matcher("deployment", "support-8b-api"),
            ],
            start: Instant(milliseconds: opened.milliseconds - 2 * 86_400_000),
            end: Instant(milliseconds: opened.milliseconds + 79_200_000),
            by: "mei",
            comment: "one model on one card: a second card comes on Thursday",
            state: .active
        )
    }

    /// What a change of silences would do.
    func plan(_ change: SilenceChange, _ order: ChangeOrder) throws(Failure) -> Plan {
        do throws(Failure.Reason) {
            switch change {
            case .create(_, let matchers, let seconds, let comment):
                return try SilencePlan.creation(matchers, seconds, comment, order)
            case .extend(let id, let seconds):
                return try SilencePlan.extension(try silence(id.key), seconds, order)
            case .expire(let id): return SilencePlan.end(try silence(id.key), order)
            }
        } catch {
            throw failure(error)
        }
    }

    /// Makes, changes or ends a silence, in memory.
    func apply(_ work: SilenceWork) throws(Failure.Reason) -> Receipt {
        let all = allSilences()
        let now = time.now()
        switch work {
        case .create(let matchers, let seconds, let comment, let by):
            silences.append(
                Silence(
                    id: Silence.ID(source: source.id, key: "demo-\(silences.count + 1)"),
                    matchers: matchers,
                    start: now,
                    end: now.later(seconds),
                    by: by,
                    comment: comment,
                    state: .active
                )
            )
        case .extend(let key, let seconds): end(try silence(key), now.later(seconds))
        case .expire(let key): end(try silence(key), now)
        case .withdraw(let matchers, let comment, let by):
            let own = all.first {
                $0.isActive && $0.matchers == matchers && $0.comment == comment && $0.by == by
            }
            guard let own else { return Receipt(words: "it is gone already") }
            end(own, now)
        }
        return Receipt(status: 200)
    }

    private func end(_ silence: Silence, _ moment: Instant) {
        for place in silences.indices where silences[place].id == silence.id {
            silences[place].end = moment
        }
    }

    private func silence(_ key: String) throws(Failure.Reason) -> Silence {
        guard let found = allSilences().first(where: { $0.id.key == key }) else {
            throw .notFound("silence \(key)")
        }
        guard found.isActive else { throw .refused(why: "silence \(key) has ended already") }
        return found
    }
}

extension Silence {
    /// Whether all of its matchers are so of an alert.
    fileprivate func covers(_ alert: Alert) -> Bool {
        let labels = alert.labels.merging(["alertname": alert.name]) { _, name in name }
        return matchers.allSatisfy { matcher in
            let comparison: MetricSelector.Matcher.Operator =
                matcher.isRegex
                ? (matcher.isEqual ? .matches : .matchesNot) : matcher.isEqual ? .equals : .isNot
            return MetricSelector.Matcher(matcher.name, comparison, matcher.value)
                .fits(labels[matcher.name] ?? "")
        }
    }
}

extension Instant {
    fileprivate func later(_ seconds: Int) -> Instant {
        Instant(milliseconds: milliseconds + Int64(seconds) * 1000)
    }
}
