import Client
import Entities

/// What a server means by an answer that is not good.
enum ServerRefusal {
    /// Why an answer is not good; nil where it is.
    static func reason(_ response: HTTPResponse, _ base: HTTPAddress) -> Failure.Reason? {
        guard !(200..<300).contains(response.status) else { return nil }
        let words = words(response)
        switch response.status {
        case 401: return .unauthorized
        case 403 where words.contains("Invalid Host header"):
            return .refused(
                why: "the server does not know the name \(base.place);"
                    + " start it with --allowed-hosts \(base.host)"
            )
        case 403: return .refused(why: words.isEmpty ? "it gives no permission" : words)
        case 404 where isPage(response):
            return .notFound("MLflow at \(base); the address may need another path")
        case 404: return .notFound(words.isEmpty ? "such thing" : words)
        case 429:
            let pause = response.header("Retry-After").flatMap { UInt($0) }
            return .refused(
                why: "it is asked too often" + (pause.map { "; it wants \($0) s of rest" } ?? "")
            )
        case 400..<500 where !words.isEmpty: return .refused(why: words)
        default: return .status(response.status)
        }
    }

    private static func isPage(_ response: HTTPResponse) -> Bool {
        response.body.first { $0 > 0x20 } == UInt8(ascii: "<")
    }

    /// The first line of what it says: `message` of its JSON, or its text where that is no page.
    private static func words(_ response: HTTPResponse) -> String {
        var message: String?
        try? JSONReader.read(response.body) { reader throws(JSONError) in
            try reader.members { name, reader throws(JSONError) in
                if name == "message" { message = try reader.text() }
            }
        }
        let text =
            message
            ?? (isPage(response) ? "" : String(decoding: response.body.prefix(400), as: UTF8.self))
        return String(text.trimmed.prefix { !$0.isNewline }.prefix(160))
    }
}
