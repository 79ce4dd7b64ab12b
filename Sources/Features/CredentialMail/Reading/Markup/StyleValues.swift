/// The declarations of one `style` attribute, or of one rule, as far as they decide what is seen.
struct StyleValues {
    private var values: [String: String] = [:]

    /// Later declarations win; names and values in lower case, without `!important`.
    init(_ bytes: ArraySlice<UInt8>) {
        for declaration in bytes.split(separator: 0x3B) {
            guard let colon = declaration.firstIndex(of: 0x3A) else { continue }
            let name = Self.trimmed(declaration[..<colon])
            guard Self.known.contains(name) else { continue }
            var value = Self.trimmed(declaration[(colon + 1)...])
            if let mark = value.firstIndex(of: "!") { value = String(value[..<mark].filter { !$0.isWhitespace }) }
            values[name] = value
        }
    }

    private static let known: Set = [
        "display", "visibility", "mso-hide", "font-size", "opacity", "max-height", "height", "overflow", "text-indent",
        "position", "left", "top", "white-space", "text-transform", "font-variant", "text-decoration",
        "text-decoration-line", "color", "background", "background-color", "clip", "clip-path", "transform",
    ]
    private static let telling = [
        "display", "visibil", "mso-hide", "size:0", "size: 0", "opacity", "max-h", "indent", "position", "white",
        "transform",
        "variant", "through", "#fff", "clip", "255", "overflow",
    ].map { Array($0.utf8) }

    private static func trimmed(_ bytes: ArraySlice<UInt8>) -> String {
        String(decoding: bytes, as: UTF8.self).lowercased().filter { !$0.isWhitespace }
    }

    /// A quick look that spares nearly all styles the parsing.
    static func mayMatter(_ bytes: some Collection<UInt8>) -> Bool {
        if bytes.isEmpty { return false }
        let lower = bytes.map { (0x41...0x5A).contains($0) ? $0 + 0x20 : $0 }
        return lower.withUnsafeBufferPointer { all in
            for index in all.indices where opensTelling[Int(all[index])] {
                for word in telling where word[0] == all[index] && all[index...].starts(with: word) { return true }
            }
            return false
        }
    }

    private static let opensTelling = (0..<256).map { byte in telling.contains { Int($0[0]) == byte } }

    var isHidden: Bool {
        let isZero = { (name: String) in
            let number = values[name].map { $0.prefix { $0.isNumber || $0 == "." } } ?? "1"
            return !number.isEmpty && number.allSatisfy { $0 == "0" || $0 == "." }
        }
        return values["display"] == "none" || ["hidden", "collapse"].contains(values["visibility"])
            || isZero("font-size")
            || isZero("opacity") || (isZero("max-height") || isZero("height")) && values["overflow"] == "hidden"
    }

    /// Changes an element's info; answers whether anything changed.
    func apply(to info: inout ElementInfo) -> Bool {
        let before = (info.flow, info.isHidden, info.keepsSpace, info.doubts)
        if isHidden { info.isHidden = true }
        switch values["display"] {
        case "block", "flex", "grid", "list-item", "table", "flow-root":
            if info.flow == .inline { info.flow = .block }
        case "table-cell": info.flow = .cell
        case "table-row": info.flow = .row
        case "inline", "inline-block":
            if info.flow == .block { info.flow = .inline }
            if info.flow == .cell || info.flow == .row { info.flow = .block }
        default: break
        }
        if values["white-space"]?.hasPrefix("pre") == true { info.keepsSpace = true }
        if values["mso-hide"] == "all" { info.doubts.insert(.outlookOnly) }
        if let change = values["text-transform"], change != "none" { info.doubts.insert(.letterCase) }
        if values["font-variant"]?.contains("small-caps") == true { info.doubts.insert(.letterCase) }
        let lines = (values["text-decoration"] ?? "") + (values["text-decoration-line"] ?? "")
        if lines.contains("line-through") { info.doubts.insert(.struckOut) }
        let isWhite = values["color"].map { Self.isWhite(Array($0.utf8)) } ?? false
        let isMoved =
            values["text-indent"]?.hasPrefix("-") == true || values["left"]?.hasPrefix("-") == true
            || values["top"]?.hasPrefix("-") == true || values["clip"] != nil || values["clip-path"] != nil
        let hasBackground = values["background"] != nil || values["background-color"] != nil
        if isWhite && !hasBackground || isMoved { info.doubts.insert(.outOfSight) }
        return before != (info.flow, info.isHidden, info.keepsSpace, info.doubts)
    }

    static func isWhite(_ value: [UInt8]) -> Bool {
        ["white", "#fff", "#ffffff", "rgb(255,255,255)", "rgba(255,255,255,1)"].contains {
            value.elementsEqual($0.utf8)
        }
    }
}
