/// Everything read so far, by question and source.
public struct Catalog: Sendable {
    private typealias Erased = Feed<any Sendable>

    /// The sources there are, whether or not they have answered.
    public private(set) var sources: [Source]
    /// When each source last answered anything.
    public private(set) var answeredAt: [Source.ID: Instant] = [:]
    private var feeds: [AnyQuestion: [Source.ID: Erased]] = [:]
    private var recent: [AnyQuestion] = []

    /// How many answered questions are kept once nobody wants them.
    private static let kept = 512

    /// A catalog of sources that have not answered yet.
    public init(sources: [Source] = []) { self.sources = sources }

    /// Takes other sources; what those answered that are still there stays.
    public mutating func open(_ sources: [Source]) {
        self.sources = sources
        let known = Set(sources.map(\.id))
        feeds = feeds.mapValues { $0.filter { known.contains($0.key) } }
    }

    /// What each source last answered.
    public subscript<Q: Question>(question: Q) -> [Source.ID: Feed<Q.Answer>] {
        (feeds[AnyQuestion(question)] ?? [:]).mapValues(Self.typed)
    }

    /// The feed of the one source that a question concerns.
    public func feed<Q: Question>(_ question: Q) -> Feed<Q.Answer>? {
        guard let source = question.sources?.first else { return nil }
        return feeds[AnyQuestion(question)]?[source].map(Self.typed)
    }

    /// All sources' rows as one list.
    public func page<Q: Question, Row>(_ question: Q, order: [SortKey]) -> MergedPage<Row>
    where Q.Answer == Page<Row> {
        let pages = self[question].sorted { $0.key < $1.key }.compactMap(\.value.answer)
        return MergedPage(pages, order: order)
    }

    /// What is wrong now, the longest first, one failure a source.
    public var failures: [(failure: Failure, since: Instant)] {
        var worst: [Source.ID: (failure: Failure, since: Instant)] = [:]
        for feed in feeds.filter({ !$0.key.base.isAside }).values.flatMap(\.values) {
            guard let failure = feed.failure, let since = feed.failedSince else { continue }
            if let known = worst[failure.source], known.since <= since { continue }
            worst[failure.source] = (failure, since)
        }
        return worst.values.sorted { ($0.since, $0.failure.source) < ($1.since, $1.failure.source) }
    }

    /// When a source that fails is asked again; nil where it does not fail.
    public func nextTry(of source: Source.ID) -> Instant? {
        feeds.values.compactMap { $0[source]?.nextTry }.min()
    }

    /// Whether every answer to a question is final.
    public func isFinal(_ question: AnyQuestion) -> Bool {
        (feeds[question] ?? [:]).values.allSatisfy {
            ($0.answer as? any Provisional)?.isFinal ?? true
        }
    }

    private static func typed<Answer: Sendable>(_ feed: Erased) -> Feed<Answer> {
        var typed = Feed<Answer>()
        typed.answer = feed.answer as? Answer
        typed.answeredAt = feed.answeredAt
        typed.failure = feed.failure
        typed.failedSince = feed.failedSince
        typed.nextTry = feed.nextTry
        return typed
    }
}

extension Catalog {
    /// Takes in what arrived; a failure leaves the last answer where it is.
    public mutating func land(_ landing: Landing) {
        touch(landing.question)
        var feed = feeds[landing.question]?[landing.source] ?? Erased()
        switch landing.result {
        case .success(let answer):
            feed.answer = answer
            feed.answeredAt = landing.at
            answeredAt[landing.source] = max(answeredAt[landing.source] ?? landing.at, landing.at)
            feed.failure = nil
            feed.failedSince = nil
        case .failure(let failure):
            feed.failure = failure
            feed.failedSince = feed.failedSince ?? landing.at
        }
        feed.nextTry = landing.nextTry
        feeds[landing.question, default: [:]][landing.source] = feed
    }

    /// Forgets the failures of questions that nobody asks any more, and the oldest answers.
    public mutating func keep(_ wanted: Set<AnyQuestion>) {
        for (question, bySource) in feeds
        where !wanted.contains(question) && bySource.values.contains(where: { $0.failure != nil }) {
            feeds[question] = bySource.filter { $0.value.failure == nil }
        }
        guard recent.count > Catalog.kept else { return }
        for question in recent.prefix(recent.count - Catalog.kept) where !wanted.contains(question)
        {
            feeds[question] = nil
        }
        recent = recent.filter { feeds[$0] != nil }
    }

    private mutating func touch(_ question: AnyQuestion) {
        guard feeds[question] == nil else { return }
        recent.append(question)
    }
}
