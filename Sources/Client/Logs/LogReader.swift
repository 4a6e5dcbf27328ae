import Entities
import Synchronization

/// An open log: its lines from any place, all or those that a filter lets through.
///
/// The newest lines are there at once; lines are counted from the first, and searched from the
/// last, a few milliseconds at a time. Only a number a block is kept, never the lines.
public actor LogReader {
    /// Where lines come from.
    private enum Place {
        case file(String)
        case spool(LogSpool)
    }

    private let place: Place
    private let bell: Doorbell
    private let time: Timekeeper
    private let executor = StoreExecutor()
    private var watches: [FileWatch] = []
    private var file: LogFile?
    private var index = LineIndex()
    private var hits: LogHits?
    private var turn: (turn: Logs.Turn, at: Instant)?
    private var work: Task<Void, Never>?

    /// How long is counted and searched before others have their turn.
    private static let piece = Duration.milliseconds(4)

    /// Reads a file; `bell` rings when there is more of it.
    public init(path: String, bell: Doorbell, time: Timekeeper = .system) {
        (place, self.bell, self.time) = (.file(path), bell, time)
    }

    /// Reads what a program prints, which is ended when nobody reads it any more: of more than
    /// `limit` bytes the last.
    public init(
        _ program: Program,
        limit: Int = 64 << 20,
        bell: Doorbell,
        time: Timekeeper = .system
    ) throws(Failure.Reason) {
        do {
            place = .spool(try LogSpool(program, limit: limit, bell: bell))
        } catch {
            throw .refused(why: "no temporary file can be made: \(error)")
        }
        (self.bell, self.time) = (bell, time)
    }

    /// The thread of the reader.
    public nonisolated var unownedExecutor: UnownedSerialExecutor {
        executor.asUnownedSerialExecutor()
    }

    /// Whether more may come of it: a program that has ended prints no more.
    public nonisolated var isOpen: Bool {
        guard case .spool(let spool) = place else { return true }
        return spool.state.ended == nil && !spool.isEnded
    }

    /// Ends the program at once, where one is read: for a process that is about to end itself.
    public nonisolated func close() {
        if case .spool(let spool) = place { spool.end() }
    }

    /// The lines of a window, and how far counting and searching are.
    public func lines(_ question: Logs, in window: Window) throws(Failure) -> Logs.Answer {
        let file: LogFile
        do throws(Failure.Reason) {
            file = try look()
        } catch {
            throw Failure(source: question.source, reason: error)
        }
        let hits = hits(question.filter, file)
        workOn(file, hits)
        var answer = read(window, file, hits)
        tell(of: file, hits, in: &answer)
        return answer
    }
}

extension LogReader {
    private func read(_ window: Window, _ file: LogFile, _ hits: LogHits?) -> Logs.Answer {
        let offset =
            switch window.origin {
            case .start: file.start
            case .end: file.size
            case .offset(let offset): min(max(file.start, offset), file.size)
            }
        var reading = LogWindow(file, index, hits)
        let before = reading.before(offset, max(0, -window.rows.lowerBound))
        let after = reading.after(offset, max(0, window.rows.upperBound))
        var answer = Logs.Answer(to: window)
        answer.lines = before.lines + after.lines
        (answer.isAtStart, answer.isAtEnd) = (before.isAll, after.isAll)
        return answer
    }

    /// Adds what is known of the whole.
    private func tell(of file: LogFile, _ hits: LogHits?, in answer: inout Logs.Answer) {
        let rest = index.blocks * LogFile.block
        let isCounted = file.size - rest < LogFile.block
        let lines = index.lines + (isCounted ? file.beginnings(in: rest..<file.size) : 0)
        answer.count = isCounted ? .exactly(lines) : .atLeast(lines)
        answer.found = answer.count
        let blocks = (file.size - file.start) / LogFile.block
        var progress = isCounted ? 1 : Double(rest) / Double(max(1, file.size))
        if let hits {
            let last = hits.blocks.upperBound..<(file.size / LogFile.block + 1)
            // More than a few are not there for long.
            let tail = last.suffix(8).map { LogBlock($0, of: file) }
            let found = hits.count + tail.reduce(0) { $0 + hits.places(in: $1).count }
            let isSearched = hits.blocks.lowerBound <= file.start / LogFile.block
            answer.found = isSearched && last.count < 8 ? .exactly(found) : .atLeast(found)
            let share = Double(hits.blocks.count) / Double(max(1, blocks))
            progress = isSearched ? progress : (progress + min(1, share)) / 2
        }
        if progress < 1 { answer.progress = progress }
        (answer.size, answer.dropped, answer.written) = (file.size, file.start, file.written)
        (answer.turn, answer.turned) = (turn?.turn, turn?.at)
        if case .spool(let spool) = place { answer.ended = spool.state.ended }
    }

    private func hits(_ filter: LogFilter?, _ file: LogFile) -> LogHits? {
        guard let filter else { return nil }
        if let hits, hits.filter == filter { return hits }
        let new = LogHits(filter, from: file.size / LogFile.block)
        hits = new
        return new
    }
}

extension LogReader {
    /// The file as it is now: what has become of it since is noticed here.
    private func look() throws(Failure.Reason) -> LogFile {
        switch place {
        case .file(let path): return try look(at: path)
        case .spool(let spool):
            let known = file
            let file: LogFile
            do { file = try known ?? spool.file() } catch { throw .refused(why: "\(error)") }
            self.file = file
            file.start = spool.state.start
            _ = file.measure()
            return file
        }
    }

    private func look(at path: String) throws(Failure.Reason) -> LogFile {
        if let file, let stamp = file.stamp {
            let now = FileStamp(path: path)
            if now == nil { note(.removed) }
            if now?.isSameFile(as: stamp) == true, turn?.turn == .removed { turn = nil }
            guard let now, !now.isSameFile(as: stamp) else {
                if !file.measure() {
                    note(.cut)
                    begin(file)
                }
                return file
            }
        }
        let new = try LogFile(path: path)
        if file != nil { note(.renewed) }
        // Also where the file itself lies, if this is a link to it.
        watches = Set([path, FileWatch.resolved(path)]).map { FileWatch(path: $0, bell: bell) }
        _ = new.measure()
        begin(new)
        return new
    }

    /// Forgets what was known of other content.
    private func begin(_ file: LogFile) {
        self.file = file
        (index, hits) = (LineIndex(), nil)
    }

    private func note(_ new: Logs.Turn) {
        if turn?.turn != new || new != .removed { turn = (new, time.now()) }
    }
}

extension LogReader {
    /// Counts and searches for a moment, and goes on behind the answer where there is more.
    private func workOn(_ file: LogFile, _ hits: LogHits?) {
        guard !workOn(file, hits, until: .now + Self.piece), work == nil else { return }
        work = Task(executorPreference: AskingExecutor.shared) { [weak self] in
            var rung = ContinuousClock.now
            while await self?.goOn() == false {
                if .now - rung > .milliseconds(100) {
                    rung = .now
                    await self?.ring()
                }
                await Task.yield()
            }
            await self?.ring()
        }
    }

    /// Does one piece of the work; true where nothing is left to do.
    private func goOn() -> Bool {
        guard let file else { return true }
        let isDone = workOn(file, hits, until: .now + Self.piece)
        if isDone { work = nil }
        return isDone
    }

    private func workOn(
        _ file: LogFile,
        _ hits: LogHits?,
        until end: ContinuousClock.Instant
    ) -> Bool {
        var isCounting = true
        var isSearching = hits != nil
        while isCounting || isSearching {
            if isCounting { isCounting = index.count(file) }
            if isSearching { isSearching = hits?.searchOn(file) ?? false }
            if ContinuousClock.now >= end { return false }
        }
        return true
    }

    private func ring() { bell.ring() }
}
