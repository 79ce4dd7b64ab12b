/// What style sheets and `style` attributes say about whether text is shown.
struct StyleRules {
    /// Names of classes and ids, with their dot or hash, and of elements, that a rule hides.
    private var hiding: Set<String> = []
    /// Whether a rule hides by a selector that is not followed here, such as `td:nth-child(2)`.
    private(set) var hidesElsewhere = false
    private var known: [String: Int] = [:]
    /// The styles that came last, and whether they matter: in a mail the same few come again and again.
    private var recent: [(style: ArraySlice<UInt8>, matters: Bool)] = []
    private var oldest = 0
    private var classes: [String: Bool] = [:]

    /// Notes the rules of a style sheet that hide something on a screen.
    mutating func add(_ sheet: UnsafeBufferPointer<UInt8>) {
        // Most sheets hide nothing; those are not taken apart.
        var text = ""
        guard StyleValues.mayMatter(sheet) else { return }
        classes = [:]
        text = String(decoding: sheet, as: UTF8.self).lowercased()
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
            } else if StyleValues(Array(rest[start..<end].utf8)[...]).isHidden {
                add(selectors: selector)
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
        var isChanged = tag.isHidden
        if tag.isHidden { info.isHidden = true }
        if mayMatter(tag.style) {
            let values = StyleValues(tag.style)
            isChanged = values.apply(to: &info) || isChanged
        }
        if tag.isWhite, !tag.hasBackground {
            info.doubts.insert(.outOfSight)
            isChanged = true
        }
        if hidesElsewhere || (!hiding.isEmpty && isHiddenByRule(tag)) {
            info.doubts.insert(.styleSheet)
            isChanged = true
        }
        guard isChanged else { return plain }
        // The same style comes again and again; one info serves all.
        let key =
            "\(plain) \(info.flow.rawValue) \(info.isHidden) \(info.keepsSpace) \(info.doubts.map(\.rawValue).sorted())"
        if let number = known[key] { return number }
        infos.append(info)
        known[key] = infos.count - 1
        return infos.count - 1
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
