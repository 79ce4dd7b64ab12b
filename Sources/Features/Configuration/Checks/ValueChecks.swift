internal import Model

/// What cannot be right about a single value.
enum ValueChecks {
    static func observations(_ placed: PlacedSetting, _ playbook: Playbook) -> [Observation] {
        let (setting, property) = (placed.setting, placed.property)
        if setting.isHidden { return [] }
        let list = AllowedList(setting.value, property: property)
        func seen(_ code: String, _ value: String?, remark: String? = nil) -> Observation {
            Observation(
                code: code, integration: playbook.name, name: property.name, value: value, business: placed.business,
                places: [setting.place], remark: remark)
        }
        if list.allowsNothing {
            return property.separator == nil ? [] : [seen(CheckCodes.allowsNothing, setting.value)]
        }
        var all: [Observation] = []
        for value in list.values {
            let bare = Edges.bare(value)
            if bare.isEmpty { continue }
            if !bare.utf8.elementsEqual(value.utf8) { all.append(seen(CheckCodes.strayCharacter, value)) }
            if !property.allowedValues.isEmpty, !property.allowedValues.contains(bare) {
                let known = property.allowedValues.map { "`\($0)`" }.joined(separator: ", ")
                var one = seen(CheckCodes.unknownValue, value, remark: "`\(property.name)` knows \(known)")
                one.nearMiss =
                    property.allowedValues.lazy.compactMap {
                        AllowedList($0, separator: nil, isClosed: true).nearMiss(of: bare)
                    }.first
                all.append(one)
            }
            if property.type == .npi, let why = fault(bare) {
                all.append(seen(CheckCodes.badNPI, value, remark: why))
            }
        }
        return all
    }

    private static func fault(_ value: String) -> String? {
        do throws(NPIFault) {
            _ = try NPI(value)
            return nil
        } catch {
            switch error {
            case .notTenDigits: return "An NPI has ten digits, and a business has one NPI"
            case .firstDigit: return "An NPI begins with 1 or 2"
            case .checkDigit: return "The last digit is not the one that the other nine ask for"
            }
        }
    }
}

/// What stands at the edges of a value and is not part of it.
enum Edges {
    /// The value without blanks, invisible characters and a pair of quotation marks around.
    static func bare(_ value: String) -> String {
        var rest = trimmed(value[...])
        if rest.count >= 2, let first = rest.first, let last = rest.last, PlainText.isQuote(first),
            PlainText.isQuote(last)
        {
            rest = trimmed(rest.dropFirst().dropLast())
        }
        return String(rest)
    }

    private static func trimmed(_ text: Substring) -> Substring {
        var rest = text
        while let first = rest.first, PlainText.isBlank(first) { rest.removeFirst() }
        while let last = rest.last, PlainText.isBlank(last) { rest.removeLast() }
        return rest
    }
}
