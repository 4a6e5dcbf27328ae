import Client
import Entities

extension Alertmanager: ChangeTarget {
    /// A silence that is made, goes on or ends: one step, and the way back where there is one.
    public func plan(_ order: ChangeOrder) async throws(Failure) -> Plan {
        guard case .silence(let change) = order.change else {
            throw failure(.refused(why: "nothing but silences can be changed there"))
        }
        do throws(Failure.Reason) {
            switch change {
            case .create(_, let matchers, let seconds, let comment):
                return try SilencePlan.creation(matchers, seconds, comment, order)
            case .extend(let id, let seconds):
                return try SilencePlan.extension(try await silence(id), seconds, order)
            case .expire(let id): return SilencePlan.end(try await silence(id), order)
            }
        } catch {
            throw failure(error)
        }
    }

    /// Whether a silence applies, and of one that goes on, until when.
    public func state(of step: Plan.Step) async throws(Failure) -> String {
        let all = try await silences().read
        guard let work = SilenceWork(step) else { throw failure(SilenceWork.unknown(step)) }
        return work.state(among: all, step)
    }

    /// Makes, changes or ends a silence.
    public func apply(_ step: Approved<Plan.Step>) async throws(Failure) -> Receipt {
        guard let work = SilenceWork(step.step) else {
            throw failure(SilenceWork.unknown(step.step))
        }
        switch work {
        case .create(let matchers, let seconds, let comment, let by):
            let body = SilenceWork.body(matchers, time.now(), seconds, comment, by)
            return try await post(body).receipt
        case .extend(let key, let seconds):
            let old = try await own(key)
            var body = SilenceWork.body(old.matchers, time.now(), seconds, old.comment, old.by)
            body["id"] = .text(key)
            body["startsAt"] = .text(old.start.iso8601)
            return try await post(body).receipt
        case .expire(let key): return try await expire(key)
        case .withdraw(let matchers, let comment, let by):
            let own = try await silences().read.first {
                $0.isActive && $0.matchers == matchers && $0.comment == comment && $0.by == by
            }
            guard let own else { return Receipt(words: "it is gone already") }
            return try await expire(own.id.key)
        }
    }

    private func silence(_ id: Silence.ID) async throws(Failure.Reason) -> Silence {
        do throws(Failure) {
            return try await own(id.key)
        } catch {
            throw error.reason
        }
    }

    private func own(_ key: String) async throws(Failure) -> Silence {
        guard let found = try await silences().read.first(where: { $0.id.key == key }) else {
            throw failure(.notFound("silence \(key)"))
        }
        guard found.isActive else {
            throw failure(.refused(why: "silence \(key) has ended already"))
        }
        return found
    }
}
