import Client
import Entities

/// The frame of every answer: `status`, `errorType`, `error`, `warnings`, and the `data` in it.
struct PrometheusAnswer {
    private(set) var warnings: [String] = []
    private var status = ""
    private var error = ""

    /// Reads an answer, and lets `body` read its data.
    mutating func read(
        _ bytes: [UInt8],
        _ body: (inout JSONReader) throws(JSONError) -> Void
    ) throws(JSONError) {
        var answer = self
        try JSONReader.read(bytes) { reader throws(JSONError) in
            try reader.members { key, reader throws(JSONError) in
                switch key {
                case "status": answer.status = try reader.text() ?? ""
                case "error": answer.error = try reader.text() ?? ""
                case "data": try body(&reader)
                case "warnings":
                    try reader.elements { reader throws(JSONError) in
                        if let text = try reader.text() { answer.warnings.append(text) }
                    }
                default: break
                }
            }
        }
        self = answer
    }

    /// Why there is no answer; nil where there is one.
    func reason(_ code: Int) -> Failure.Reason? {
        if status == "success", (200..<300).contains(code) { return nil }
        return Self.reason(code) ?? .refused(why: error.isEmpty ? "status \(code)" : error)
    }

    /// What a status says whatever was written; nil where the words say more.
    static func reason(_ code: Int) -> Failure.Reason? {
        switch code {
        case 401, 403: .unauthorized
        case 404: .notFound("such a question")
        case 408, 504: .timedOut
        case 200..<300, 400, 422: nil
        default: .status(code)
        }
    }
}

extension HTTPResponse {
    /// What the server's clock says: RFC 9110, 6.6.1.
    var date: Instant? {
        let parts = (header("Date") ?? "").split(separator: " ")
        let months = "JanFebMarAprMayJunJulAugSepOctNovDec"
        guard parts.count == 6, parts[1].count == 2, parts[3].count == 4,
            let month = months.firstRange(of: parts[2])
        else { return nil }
        let number = months.distance(from: months.startIndex, to: month.lowerBound) / 3 + 1
        let digits = number < 10 ? "0\(number)" : "\(number)"
        return Instant(iso8601: "\(parts[3])-\(digits)-\(parts[1])T\(parts[4])Z")
    }
}

extension [HTTPRequest.Parameter] {
    /// As a form: application/x-www-form-urlencoded.
    var form: String {
        map { "\($0.name.percentEncoded)=\($0.value.percentEncoded)" }.joined(separator: "&")
    }
}
