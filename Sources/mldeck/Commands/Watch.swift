import ArgumentParser
import Client
import Entities
import Glibc
import TUI

/// Watches alerts, and ends with an exit code.
struct Watch: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Watch alerts and rules, tell what changes, and end with an exit code.",
        discussion: """
            Ends with 1 as soon as an alert fires that is watched, and with 0 when the time is \
            over; with --until quiet, with 0 as soon as none fires.
            Examples: mldeck watch --for 30m, mldeck watch ChurnSlow --on churn-api --for 1h, \
            mldeck watch --until quiet --for 10m
            """
    )

    @Argument(help: "Names of alerts; left out, all are watched.")
    var names: [String] = []

    @Option(help: "Only those whose labels have this value: a deployment, a model.")
    var on: String?

    @Option(name: .customLong("for"), help: "For how long: 90s, 30m, 2h. Left out, without end.")
    var length: String?

    @Option(help: "Ends with 0 as soon as this is so: quiet.")
    var until: Aim?

    @Option(help: "A file, folder or address; may be repeated.")
    var at: [String] = []

    @Option(help: "A context of the configuration; may be repeated.")
    var context: [String] = []

    @Option(help: "How many seconds lie between two looks.")
    var every = 5

    @Option(name: .shortAndLong, help: "text or json: a line of JSON for each change.")
    var output = Decision.Format.text

    enum Aim: String, ExpressibleByArgument, CaseIterable {
        case quiet
    }

    func run() throws {
        guard (1...3600).contains(every) else { throw Complaint("--every is from 1 to 3600") }
        let deadline = try deadline
        let connectors = try Places.connectors(at, context)
        guard connectors.contains(where: { $0 is any AlertSource }) else {
            throw Complaint("no source that is open judges rules, and config.yaml has no `rules`")
        }
        var course = AlertCourse(names: names, on: on)
        var isAnswered = false
        while true {
            let waiter = try Waiter(connectors: connectors)
            let catalog = waiter.catalog([Ask(Alerts())])
            // It would go on asking beside the next one.
            waiter.stop()
            let answers = catalog[Alerts()].values.compactMap(\.answer)
            let failures = catalog.failures(Alerts())
            if answers.isEmpty || !failures.isEmpty { failures.tell() }
            isAnswered = isAnswered || !answers.isEmpty
            let changes = course.take(answers.flatMap(\.alerts), isWhole: failures.isEmpty)
            for change in changes { tell(change) }
            if until == .quiet {
                if course.firing.isEmpty, failures.isEmpty, !answers.isEmpty { return }
            } else if !course.firing.isEmpty {
                throw Exit.no
            }
            let left = deadline.map { $0.milliseconds - Instant.systemNow.milliseconds }
            if let left, left <= 0 {
                guard isAnswered else { throw Exit.sourceFailed }
                if until != nil { throw Exit.no }
                return
            }
            usleep(UInt32(min(Int64(every) * 1000, left ?? .max)) * 1000)
        }
    }

    private var deadline: Instant? {
        get throws {
            guard let length else { return nil }
            guard let seconds = SilenceChange.seconds(length) else {
                throw Complaint(
                    Printable.text("'\(length)' is no duration; one looks like 90s, 30m or 2h")
                )
            }
            let now = Instant.systemNow.milliseconds
            return Instant(milliseconds: now + Int64(seconds) * 1000)
        }
    }

    private func tell(_ change: AlertCourse.Change) {
        switch output {
        case .json: print(AlertRow(alert: change.alert).jsonLine)
        case .text:
            let alert = change.alert
            let what = change.isOver ? "resolved" : alert.state.rawValue
            let words = [alert.name, alert.summary].filter { !$0.isEmpty }
            print(
                Printable.text(
                    "\(Instant.systemNow.iso8601) \(what.padded(to: 9)) "
                        + words.joined(separator: ": ")
                )
            )
        }
        fflush(nil)
    }
}
