import Glibc
import TUI
import Terminal

// A program that shows what a screen reports, and does what single keys ask for.

let arguments = CommandLine.arguments.dropFirst()
let tiers: [String: ColourTier] = [
    "mono": .mono, "sixteen": .sixteen, "indexed": .indexed, "true": .trueColour,
]
if arguments.contains("blocked") {
    var signals = sigset_t()
    sigfillset(&signals)
    sigprocmask(SIG_BLOCK, &signals, nil)
}
do {
    let screen = try Screen(
        theme: Probe.theme,
        colour: arguments.compactMap { tiers[$0] }.first,
        mouse: arguments.contains("mouse")
    )
    var probe = Probe(screen)
    probe.run()
} catch {
    let line = "probe: \(error)\n"
    write(STDERR_FILENO, line, line.utf8.count)
    exit(2)
}
