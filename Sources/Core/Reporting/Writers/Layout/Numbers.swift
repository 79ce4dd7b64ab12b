/// Numbers as a person reads them.
enum Numbers {
    /// With a comma between thousands.
    static func grouped(_ number: Int) -> String {
        let digits = Array(String(number.magnitude))
        var result = number < 0 ? "-" : ""
        for (index, digit) in digits.enumerated() {
            if index > 0, (digits.count - index) % 3 == 0 { result += "," }
            result.append(digit)
        }
        return result
    }

    static func counted(_ number: Int, _ one: String, _ many: String) -> String {
        grouped(number) + " " + (number == 1 ? one : many)
    }

    /// `512 bytes`, `12.3 MB`; a kilobyte is 1,000 bytes.
    static func size(_ bytes: Int) -> String {
        if bytes < 1_000 { return counted(bytes, "byte", "bytes") }
        var tenths = bytes / 100
        var unit = 0
        let units = ["kB", "MB", "GB", "TB"]
        while tenths >= 10_000, unit + 1 < units.count {
            tenths /= 1_000
            unit += 1
        }
        return "\(grouped(tenths / 10)).\(tenths % 10) \(units[unit])"
    }
}
