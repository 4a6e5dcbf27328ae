import CTerm
import Glibc
import TUI

/// The terminal: shows canvases, reports what the person does, and is given back as it was.
///
/// One at a time, and on the main thread only.
public final class Screen {
    /// Columns and rows.
    public private(set) var size: Size
    /// The colours that are used.
    public let tier: ColourTier
    /// How roles look; a new theme shows at once.
    public var theme: Theme { didSet { recolour() } }
    /// Whether wheel and clicks are reported; the terminal's own selection of text is off then.
    public var mouse: Bool { didSet { if mouse != oldValue { send(mouseMode) } } }

    let type: TerminalType
    var inbox: Inbox
    var signals: Signals
    private let palette: Palette
    private var looks: Looks
    private var pen = Pen()
    private var shown: Picture?
    private var cursor: Point?
    private var isOpen = true

    /// Opens the screen; a colour tier given here overrules the environment's.
    public init(theme: Theme, colour: ColourTier? = nil, mouse: Bool = false) throws(ScreenFailure)
    {
        let wanted = colour ?? .wanted
        type = try TerminalType(trueColour: wanted == .trueColour)
        signals = try Signals()
        guard cterm_open(type.name, type.speaksECMA ? 1 : 0) != 0 else {
            cterm_release_signals()
            throw .typeUnknown(type.name)
        }
        let colours = wanted == .mono ? 0 : Int(cterm_start_colour())
        let best = ColourTier.best(of: colours)
        tier = min(best, wanted ?? best)
        palette = Palette(tier: tier, colours: colours)
        looks = Looks(theme, on: palette)
        inbox = Inbox()
        size = Screen.currentSize
        self.theme = theme
        self.mouse = mouse
        send(modes)
    }

    deinit { close() }

    /// Shows a picture: only what differs from the last one is sent.
    public func present(_ canvas: Canvas) {
        let picture = Picture(type.isASCII ? canvas.ascii() : canvas, in: size)
        let changes = picture.changes(since: shown)
        guard !changes.isEmpty || canvas.cursor != cursor else { return }
        cursor = canvas.cursor
        draw(picture, changes)
    }

    /// Paints everything anew, over what other programs may have written.
    public func repaint() {
        cterm_forget()
        show(rows: size.height)
    }

    /// Gives the terminal back as it was; does nothing the second time.
    public func close() {
        guard isOpen else { return }
        isOpen = false
        cterm_close()
        cterm_release_signals()
    }

    /// Takes another size; the next canvas fills it.
    func resize(to new: Size) {
        cterm_resize(Int32(new.height), Int32(new.width))
        cterm_forget()
        takeSize()
    }

    /// Takes the terminal again, as nobody knows who had it meanwhile.
    ///
    /// Curses begins anew: when it only goes on it also resets the person's palette.
    func reopen() {
        cterm_close()
        guard cterm_open(type.name, type.speaksECMA ? 1 : 0) != 0 else { cterm_end(SIGHUP) }
        if tier > .mono { _ = cterm_start_colour() }
        send(modes)
        takeSize()
        recolour()
    }

    private func takeSize() {
        let old = size
        size = Screen.currentSize
        if size == old { return }
        shown = nil
        inbox.resize(to: size)
    }

    private static var currentSize: Size {
        var (rows, columns): (Int32, Int32) = (0, 0)
        cterm_size(&rows, &columns)
        return Size(Int(columns), Int(rows))
    }

    private func recolour() {
        looks = Looks(theme, on: palette)
        cterm_forget()
        if let shown { draw(shown, shown.changes(since: nil)) }
    }

    private func draw(_ picture: Picture, _ changes: [Picture.Change]) {
        for change in changes { pen.draw(change, of: picture, in: looks) }
        shown = picture
        show(rows: changes.count)
    }

    /// Sends what changed; a frame of many rows as one, so that nobody sees half of it.
    private func show(rows: Int) {
        let isLarge = rows > size.height / 4
        if isLarge { send(Screen.frameBegin) }
        let at = cursor ?? Point(0, 0)
        let isVisible = cursor != nil && 0..<size.width ~= at.x && 0..<size.height ~= at.y
        cterm_show(Int32(at.y), Int32(at.x), isVisible ? 1 : 0)
        if isLarge { send(Screen.frameEnd) }
    }
}
