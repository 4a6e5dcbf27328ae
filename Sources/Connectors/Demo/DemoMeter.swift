import Entities

/// Measures one service of the demo: all follows from the time, and from what served when.
struct DemoMeter: Sendable {
    let service: DemoService
    let traffic: DemoTraffic
    /// The newest version when the demo opened.
    let newest: Int
    let replicas: Int
    let opened: Instant

    /// What requests of a while were like: sums over requests, as shares of all.
    private struct Mix {
        var share = 0.0
        var effect = Incident.Effect(latency: 0, errors: 0, load: 0)

        mutating func add(_ share: Double, _ effect: Incident.Effect) {
            self.share += share
            self.effect.latency += share * effect.latency
            self.effect.errors += share * effect.errors
            self.effect.load += share * effect.load
        }
    }

    /// A measure looks back so many times, so many milliseconds each, as rates do.
    private static let (looks, pause): (Int, Int64) = (4, 15_000)

    /// A measure at a moment, of one version or of all; NaN where the version has no requests.
    func value(_ measure: Measure, of version: Int? = nil, at moment: Instant) -> Double {
        let mix = requests(of: version, at: moment)
        let usual = (service.usual[measure] ?? .nan) * noise(measure, moment)
        let load = mix.effect.load * Demo.tide(moment)
        switch measure {
        case .rate, .promptTokens, .generatedTokens: return usual * load
        case .ready: return Double(replicas)
        default: break
        }
        guard mix.share > 0 else { return .nan }
        let slower = mix.effect.latency / mix.share
        switch measure {
        case .p50: return usual * (1 + (slower - 1) * 0.7)
        case .p95, .p99, .firstToken, .mean: return usual * slower
        case .interToken: return usual * (1 + (slower - 1) * 0.4)
        case .errors: return usual + mix.effect.errors / mix.share
        case .inProgress: return usual * load * slower
        case .queue: return usual * (1 + 9 * max(0, mix.effect.load - 1))
        case .saturation: return min(0.98, usual * (1 + 0.83 * (slower - 1) * (1 - usual)))
        case .cacheUse: return min(0.99, usual * (1 + 0.35 * (mix.effect.load - 1)))
        default: return usual
        }
    }

    private func requests(of version: Int?, at moment: Instant) -> Mix {
        var mix = Mix()
        for look in 0..<Self.looks {
            let then = Instant(milliseconds: moment.milliseconds - Int64(look) * Self.pause)
            for part in traffic.shares(at: then) where version == nil || part.version == version {
                let effect = trouble(on: part.version, since: part.since, at: then)
                mix.add(part.share / Double(Self.looks), effect)
            }
        }
        return mix
    }

    private func trouble(
        on version: Int,
        since: Instant,
        at moment: Instant
    ) -> Incident.Effect {
        let seconds =
            since == .distantPast ? 1e9 : Double(moment.milliseconds(since: since)) / 1000
        let own = service.troubles[newest - version]?.effect(after: seconds) ?? .none
        guard let crowd = service.crowd else { return own }
        let past = Double(moment.milliseconds(since: opened)) / 1000 + crowd.seconds
        let shared = crowd.incident.effect(after: past)
        return Incident.Effect(
            latency: own.latency * shared.latency,
            errors: own.errors + shared.errors,
            load: own.load * shared.load
        )
    }

    /// About 1: the same for a measure at a moment whoever asks.
    private func noise(_ measure: Measure, _ moment: Instant) -> Double {
        let width = [.saturation, .prefixHits, .cacheUse].contains(measure) ? 0.006 : 0.024
        let knot: Int64 = 30_000
        let place = Double(moment.milliseconds) / Double(knot)
        let (first, part) = (Int(place.rounded(.down)), place - place.rounded(.down))
        let (left, right) = (roll(measure, first), roll(measure, first + 1))
        return 1 + width * (2 * (left + (right - left) * part) - 1)
    }

    private func roll(_ measure: Measure, _ knot: Int) -> Double {
        let names = service.model.utf8.reduce(7) { $0 &* 31 &+ Int($1) }
        var random = DemoRandom(measure.rawValue.utf8.reduce(names) { $0 &* 31 &+ Int($1) } &+ knot)
        return random.share()
    }
}

extension Demo {
    private static let day = 86_400_000.0

    /// How many times as much as usual is asked at an hour of the day: most at 14:00 UTC.
    static func tide(_ moment: Instant) -> Double {
        let hour = Double(moment.milliseconds).truncatingRemainder(dividingBy: day) / day * 24
        let off = abs(hour - 14)
        let far = min(off, 24 - off) / 12
        return 1.08 - 0.3 * far * far * (3 - 2 * far)
    }
}
