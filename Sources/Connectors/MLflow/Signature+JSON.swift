import Client
import Entities

extension Signature.Column {
    /// The columns of a schema: MLflow's `Schema.to_json`, or `ParamSchema.to_json`.
    static func all(in json: [UInt8]) throws(JSONError) -> [Signature.Column] {
        var columns: [Signature.Column] = []
        try JSONReader.read(json) { reader throws(JSONError) in
            try reader.elements { reader throws(JSONError) in
                let spec = try ColumnSpec(&reader)
                let isRequired = spec.isRequired && !spec.hasDefault
                columns.append(
                    Signature.Column(spec.name, spec.written, isRequired: isRequired)
                )
            }
        }
        return columns
    }
}

/// A column, or what one is made of.
private struct ColumnSpec {
    var name = ""
    var type = ""
    var isRequired = true
    var hasDefault = false
    private var shape = ""
    private var parts: [ColumnSpec] = []

    init(_ reader: inout JSONReader) throws(JSONError) {
        try reader.members { key, reader throws(JSONError) in
            switch key {
            case "name": name = try reader.text() ?? ""
            case "type": type = try reader.text() ?? ""
            case "dtype": type = try reader.text() ?? ""
            case "required": isRequired = try reader.truth() ?? true
            case "default": hasDefault = true
            case "shape": try readShape(&reader)
            case "tensor-spec":
                let spec = try ColumnSpec(&reader)
                (type, shape) = ("tensor", "\(spec.type), \(spec.shape)")
            case "items", "values": parts = [try ColumnSpec(&reader)]
            case "properties": try readProperties(&reader)
            default: try reader.skip()
            }
        }
    }

    private mutating func readShape(_ reader: inout JSONReader) throws(JSONError) {
        var sizes: [String] = []
        try reader.elements { reader throws(JSONError) in
            sizes.append(try reader.text() ?? "?")
        }
        if !sizes.isEmpty { shape = "[\(sizes.joined(separator: ", "))]" }
    }

    private mutating func readProperties(_ reader: inout JSONReader) throws(JSONError) {
        try reader.members { name, reader throws(JSONError) in
            var part = try ColumnSpec(&reader)
            part.name = name
            parts.append(part)
        }
    }

    /// The type with what it is made of: `tensor(float64, [-1, 4])`, `array(object(a: long))`.
    var written: String {
        if !parts.isEmpty {
            let all = parts.map { $0.name.isEmpty ? $0.written : "\($0.name): \($0.written)" }
            return "\(type)(\(all.joined(separator: ", ")))"
        }
        return shape.isEmpty ? type : "\(type)(\(shape))"
    }
}
