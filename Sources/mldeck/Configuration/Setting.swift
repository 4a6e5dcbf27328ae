import Connectors

/// A value of a configuration file that has the shape its key asks for.
struct Setting {
    /// What it is.
    indirect enum Value {
        case text(String)
        case texts([String])
        case flag(Bool)
        case secret(Secret)
        case list([Setting])
        case keys([String: Setting])
        /// Something else than it should be, of which a warning tells.
        case wrong
    }

    /// Where it is written, from 1.
    let line: Int
    let value: Value

    var text: String? { if case .text(let text) = value { text } else { nil } }
    var texts: [String]? { if case .texts(let texts) = value { texts } else { nil } }
    var flag: Bool? { if case .flag(let flag) = value { flag } else { nil } }
    var secret: Secret? { if case .secret(let secret) = value { secret } else { nil } }
    var list: [Setting] { if case .list(let list) = value { list } else { [] } }
    var keys: [String: Setting] { if case .keys(let keys) = value { keys } else { [:] } }
}
