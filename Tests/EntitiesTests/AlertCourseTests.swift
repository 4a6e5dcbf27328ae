import Entities
import Testing

/// What `watch` sees of alerts.
struct AlertCourseTests {
    private func alert(_ name: String, _ state: Alert.State, on model: String = "churn") -> Alert {
        let labels = ["model": model]
        let id = Alert.ID(source: Source.ID("prom"), key: Alert.key(name, labels))
        let rule = Alert.Rule(expression: "up == 0")
        return Alert(id: id, name: name, state: state, labels: labels, rule: rule)
    }

    private func words(_ changes: [AlertCourse.Change]) -> [String] {
        changes.map { "\($0.alert.name) \($0.isOver ? "over" : $0.alert.state.rawValue)" }
    }

    @Test func eachChangeIsToldOnce() {
        var course = AlertCourse()
        #expect(words(course.take([alert("Down", .pending)], isWhole: true)) == ["Down pending"])
        #expect(course.take([alert("Down", .pending)], isWhole: true).isEmpty)
        #expect(words(course.take([alert("Down", .firing)], isWhole: true)) == ["Down firing"])
        #expect(course.firing.map(\.name) == ["Down"])
        #expect(words(course.take([], isWhole: true)) == ["Down over"])
        #expect(course.firing.isEmpty)
    }

    @Test func aSourceThatFailsEndsNothing() {
        var course = AlertCourse()
        _ = course.take([alert("Down", .firing)], isWhole: true)
        #expect(words(course.take([alert("Slow", .pending)], isWhole: false)) == ["Slow pending"])
        #expect(course.firing.map(\.name) == ["Down"])
        #expect(
            course.take([alert("Down", .firing), alert("Slow", .pending)], isWhole: true).isEmpty
        )
    }

    @Test func onlyWhatIsWatchedIsSeen() {
        var course = AlertCourse(names: ["Down"], on: "churn")
        let all = [
            alert("Down", .firing), alert("Down", .firing, on: "fraud"), alert("Slow", .firing),
            alert("Down", .inactive),
        ]
        #expect(course.take(all, isWhole: true).map(\.alert.labels) == [["model": "churn"]])
    }

    @Test func whatIsSilencedDoesNotFire() {
        var course = AlertCourse()
        let changes = course.take([alert("Down", .silenced)], isWhole: true)
        #expect(words(changes) == ["Down silenced"] && course.firing.isEmpty)
    }
}
