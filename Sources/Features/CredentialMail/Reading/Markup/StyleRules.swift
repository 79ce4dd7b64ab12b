/// What style sheets and `style` attributes say about whether text is shown.
struct StyleRules {
    /// Names of classes and ids, with their dot or hash, and of elements, that a rule hides.
    private var hiding: Set<String> = []
    /// The same for what a rule sets in a font of symbols.
    private var symbols: Set<String> = []
    /// Whether a rule hides by a selector that is not followed here, such as `td:nth-child(2)`.
    private(set) var hidesElsewhere = false
    /// The numbers of the infos that were changed: the same style comes again and again, and one info serves all.
    private var known: [ElementInfo: Int] = [:]
    /// The styles that came last, and whether they matter: in a mail the same few come again and again.
    private var recent: [(style: ArraySlice<UInt8>, matters: Bool)] = []
    private var oldest = 0
    private var classes: [String: Bool] = [:]
    private var symbolClasses: [String: Bool] = [:]

    /// Notes the rules of a style sheet that hide something on a screen.
    mutating func add(_ sheet: UnsafeBufferPointer<UInt8>) {
        // Most sheets hide nothing; those are not taken apart.
        guard StyleValues.mayMatter(sheet) else { return }
        classes = [:]
        symbolClasses = [:]
        var text = String(decoding: sheet, as: UTF8.self).lowercased()
        while let start = text.firstRange(of: "/*") {
            let end = text[start.upperBound...].firstRange(of: "*/")?.upperBound ?? text.endIndex
            text.removeSubrange(start.lowerBound..<end)
        }
        rules(text[...])
    }

    private mutating func rules(_ text: Substring) {
        var rest = text
        while let open = rest.firstIndex(of: "{") {
            let selector = rest[..<open].split(separator: "}").last.map(String.init) ?? ""
            var depth = 1
            var index = rest.index(after: open)
            let start = index
            while index < rest.endIndex, depth > 0 {
                if rest[index] == "{" { depth += 1 } else if rest[index] == "}" { depth -= 1 }
                index = rest.index(after: index)
            }
            let end = depth == 0 ? rest.index(before: index) : index
            if selector.contains("@media") {
                // What holds on paper and on small screens only is not what the reader at a desk sees.
                let isNarrow = ["max-width", "max-device-width", "print"].contains(where: selector.contains)
                if !isNarrow { rules(rest[start..<end]) }
            } else {
                let values = StyleValues(Array(rest[start..<end].utf8)[...])
                if values.isHidden { add(selectors: selector) }
                if values.isSymbolFont {
                    symbols.formUnion(
                        selector.split { $0.isWhitespace || ",>+~".contains($0) }.filter { !$0.contains(":") }
                            .map(String.init))
                }
            }
            rest = rest[index...]
        }
    }

    private mutating func add(selectors: String) {
        for selector in selectors.split(separator: ",") {
            // The last simple selector names what is hidden; what stands before it only narrows.
            let last =
                selector.split(whereSeparator: { $0.isWhitespace || $0 == ">" || $0 == "+" || $0 == "~" }).last ?? ""
            let name = last.drop { $0.isLetter || $0.isNumber || $0 == "*" }
            if last.contains(":") || last.contains("[") || last == "*" {
                // Vendor prefixes such as `v\:*` name elements of Office.
                if !last.contains("\\") { hidesElsewhere = true }
            } else if name.isEmpty {
                hiding.insert(String(last))
            } else {
                let pieces = name.dropFirst().split(whereSeparator: { $0 == "." || $0 == "#" })
                for piece in pieces { hiding.insert("\(name.first ?? ".")\(piece)") }
            }
        }
    }

    /// The number of the element's info: the plain one, unless its attributes or a rule change it.
    mutating func number(for tag: HTMLTag, plain: Int, infos: inout [ElementInfo]) -> Int {
        var info = infos[plain]
        if tag.isHidden { info.isHidden = true }
        if mayMatter(tag.style) { StyleValues(tag.style).apply(to: &info) }
        if tag.isWhite, !tag.hasBackground { info.doubts.insert(.outOfSight) }
        if hidesElsewhere || (!hiding.isEmpty && isHiddenByRule(tag)) { info.doubts.insert(.styleSheet) }
        if isSymbolFont(tag) { info.doubts.insert(.symbolFont) }
        if tag.isButton || tag.name == "a" && SymbolFonts.areOfButton(tag.classes) {
            info.beside = .control
            info.isCaption = true
        }
        if info == infos[plain] { return plain }
        if let number = known[info] { return number }
        infos.append(info)
        known[info] = infos.count - 1
        return infos.count - 1
    }

    private mutating func isSymbolFont(_ tag: HTMLTag) -> Bool {
        if !tag.face.isEmpty, SymbolFonts.contains(family: tag.face) { return true }
        if symbols.contains(tag.name) { return true }
        if tag.classes.isEmpty { return false }
        let key = symbols.isEmpty ? tag.classes : "\(tag.name) \(tag.classes)"
        if let found = symbolClasses[key] { return found }
        let isSymbol = tag.classes.lowercased().split(whereSeparator: \.isWhitespace).contains {
            SymbolFonts.contains(class: $0) || symbols.contains("." + $0) || symbols.contains(tag.name + "." + $0)
        }
        if symbolClasses.count < 1000 { symbolClasses[key] = isSymbol }
        return isSymbol
    }

    private mutating func mayMatter(_ style: ArraySlice<UInt8>) -> Bool {
        if style.isEmpty { return false }
        if let found = recent.first(where: { $0.style == style }) { return found.matters }
        let matters = StyleValues.mayMatter(style)
        if recent.count < 8 {
            recent.append((style, matters))
        } else {
            recent[oldest] = (style, matters)
            oldest = (oldest + 1) % recent.count
        }
        return matters
    }

    private mutating func isHiddenByRule(_ tag: HTMLTag) -> Bool {
        if hiding.contains(tag.name) { return true }
        if !tag.identifier.isEmpty, hiding.contains("#" + tag.identifier.lowercased()) { return true }
        if tag.classes.isEmpty { return false }
        if let found = classes[tag.classes] { return found }
        let isHidden = tag.classes.split(whereSeparator: \.isWhitespace).contains {
            hiding.contains("." + $0.lowercased())
        }
        if classes.count < 1000 { classes[tag.classes] = isHidden }
        return isHidden
    }
}

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
        "text-decoration-line", "font", "font-family", "color", "background", "background-color", "clip", "clip-path",
        "transform",
    ]
    private static let telling = [
        "display", "visibil", "mso-hide", "size:0", "size: 0", "opacity", "max-h", "indent", "position", "white",
        "transform", "variant", "through", "#fff", "clip", "255", "overflow", "dings", "dingbat", "symbol", "marlett",
        "icon",
        "awesome", "mdl2",
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

    var isSymbolFont: Bool {
        if let family = values["font-family"] { return SymbolFonts.contains(family: family) }
        // Of the short form the family stands last: `12pt Wingdings`.
        return values["font"].map {
            SymbolFonts.contains(family: String($0.drop { $0 != "p" && $0 != "m" && $0 != "%" }.dropFirst(2)))
        } ?? false
    }

    var isHidden: Bool {
        let isZero = { (name: String) in
            let number = values[name].map { $0.prefix { $0.isNumber || $0 == "." } } ?? "1"
            return !number.isEmpty && number.allSatisfy { $0 == "0" || $0 == "." }
        }
        return values["display"] == "none" || ["hidden", "collapse"].contains(values["visibility"])
            || isZero("font-size")
            || isZero("opacity") || (isZero("max-height") || isZero("height")) && values["overflow"] == "hidden"
    }

    /// Changes an element's info.
    func apply(to info: inout ElementInfo) {
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
        if isSymbolFont { info.doubts.insert(.symbolFont) }
        let isWhite = values["color"].map(Self.isWhite) ?? false
        let isMoved =
            values["text-indent"]?.hasPrefix("-") == true || values["left"]?.hasPrefix("-") == true
            || values["top"]?.hasPrefix("-") == true || values["clip"] != nil || values["clip-path"] != nil
        let hasBackground = values["background"] != nil || values["background-color"] != nil
        if isWhite && !hasBackground || isMoved { info.doubts.insert(.outOfSight) }
    }

    static func isWhite(_ value: String) -> Bool {
        ["white", "#fff", "#ffffff", "rgb(255,255,255)", "rgba(255,255,255,1)"].contains(value)
    }
}

/// Fonts in which a letter shows a sign, and the classes by which pages call them.
enum SymbolFonts {
    private static let families = [
        "wingdings", "webdings", "marlett", "zapfdingbats", "itczapfdingbats", "materialicons", "materialsymbols",
        "fontawesome",
        "glyphicons", "segoemdl2assets", "segoefluenticons", "fabricmdl2icons", "fluentsystemicons", "bootstrap-icons",
        "dashicons", "ionicons", "icomoon", "symbolmt", "symbolset",
    ]
    private static let classes: Set = [
        "fa", "fas", "far", "fab", "fal", "glyphicon", "dashicons", "mdi", "bi", "ms-icon", "icon",
    ]
    private static let beginnings = [
        "material-icons", "material-symbols", "fa-", "glyphicon-", "icon-", "mdi-", "bi-", "ms-icon",
    ]

    /// Whether the first of these families, which is the one shown where it is there, is one of symbols.
    static func contains(family list: String) -> Bool {
        let first = list.lowercased().prefix { $0 != "," }.filter { !$0.isWhitespace && $0 != "\"" && $0 != "'" }
        return first == "symbol" || families.contains { first.hasPrefix($0) }
    }

    static func contains(class name: some StringProtocol) -> Bool {
        classes.contains(String(name)) || beginnings.contains { name.hasPrefix($0) }
    }

    /// Whether a link is shown as a button.
    static func areOfButton(_ classes: String) -> Bool {
        classes.lowercased().split { !$0.isLetter }.contains { ["btn", "button", "copy", "clipboard"].contains($0) }
    }
}
