/// `[123,34,…]`: journald's way to write a text that is not plain; some write the bytes as signed numbers.
enum ByteList {
    /// The text that a list at a place stands for, and where the list ends. Nothing where it is no such list; and nothing in
    /// something where that cannot be told yet.
    static func read(_ input: Bytes, _ start: Int, _ isEnd: Bool) -> (bytes: [UInt8], end: Int)?? {
        var bytes: [UInt8] = []
        var number = 0
        var digits = 0
        var isNegative = false
        var at = start + 1
        while at < input.count {
            let byte = input[at]
            switch byte {
            case 0x30...0x39 where digits < 3:
                number = number * 10 + Int(byte) - 0x30
                digits += 1
            case 0x2D where digits == 0: isNegative = true
            case 0x2C, 0x5D:
                guard digits > 0, isNegative ? number <= 128 : number < 256 else { return nil }
                bytes.append(UInt8(truncatingIfNeeded: isNegative ? -number : number))
                (number, digits, isNegative) = (0, 0, false)
                if byte == 0x5D {
                    let isText = bytes.allSatisfy { $0 >= 0x20 || $0 == 0x09 || $0 == 0x0A || $0 == 0x0D }
                    let isList = bytes.count >= 16 && isText && String(validating: bytes, as: UTF8.self) != nil
                    return isList ? .some((bytes, at + 1)) : nil
                }
            case 0x20, 0x09, 0x0A, 0x0D: break
            default: return nil
            }
            at += 1
        }
        return isEnd || input.count - start > LogRedactor.longest ? nil : .some(nil)
    }
}
