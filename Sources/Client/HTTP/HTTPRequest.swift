/// One question to a server.
public struct HTTPRequest: Sendable {
    /// What is done.
    public enum Method: String, Sendable {
        // As they are written.
        case get = "GET"
        case post = "POST"
        case put = "PUT"
        case patch = "PATCH"
        case delete = "DELETE"
    }

    /// A name with a value, in a query or among headers.
    public struct Parameter: Hashable, Sendable {
        /// Its name.
        public var name: String
        /// Its value, as it is meant: it is escaped when it is sent.
        public var value: String

        /// A parameter.
        public init(_ name: String, _ value: String) {
            self.name = name
            self.value = value
        }
    }

    /// What is done.
    public var method: Method
    /// The path below the server's base address, escaped.
    public var path: String
    /// What follows the question mark.
    public var query: [Parameter]
    /// Headers, sent to the server's own origin only.
    public var headers: [Parameter]
    /// What is sent, as JSON.
    public var body: [UInt8]?
    /// How long all of it may take, redirects included.
    public var patience: Duration
    /// Whether it only reads: then it is asked again where a kept connection is found closed.
    public var isReading: Bool

    /// A question.
    public init(
        _ method: Method,
        _ path: String,
        query: [Parameter] = [],
        headers: [Parameter] = [],
        body: [UInt8]? = nil,
        patience: Duration = .seconds(30),
        isReading: Bool? = nil
    ) {
        self.method = method
        self.path = path
        self.query = query
        self.headers = headers
        self.body = body
        self.patience = patience
        self.isReading = isReading ?? (method == .get)
    }

    /// The question that a redirect asks for: RFC 9110, 15.4.
    func redirected(by status: Int) -> HTTPRequest {
        var next = self
        if status == 303 || method == .post && (status == 301 || status == 302) {
            next.method = .get
            next.body = nil
        }
        return next
    }
}

/// A server's answer, whatever its status.
public struct HTTPResponse: Sendable {
    /// The status.
    public var status: Int
    /// The headers in their order.
    public var headers: [HTTPRequest.Parameter]
    /// The body, inflated.
    public var body: [UInt8]

    /// An answer.
    public init(status: Int, headers: [HTTPRequest.Parameter] = [], body: [UInt8] = []) {
        self.status = status
        self.headers = headers
        self.body = body
    }

    /// The first header of a name, whatever its case.
    public func header(_ name: String) -> String? {
        let name = name.lowercased()
        return headers.first { $0.name.lowercased() == name }?.value
    }

    /// Whether it is a page for people, where data were asked for.
    public var isWebPage: Bool { body.first { $0 > 0x20 } == UInt8(ascii: "<") }

    /// Where the asker is sent, if the answer is a redirect.
    var location: String? {
        [301, 302, 303, 307, 308].contains(status) ? header("Location") : nil
    }
}
