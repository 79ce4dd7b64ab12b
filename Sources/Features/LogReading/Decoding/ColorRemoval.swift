/// Text without the colors of a terminal: `ESC[1;39m` and the like, between tokens and inside of values.
struct ColorRemoval: MarkRemoval {
    static let pieceSize = 128 << 10
    /// The byte ESC.
    static let sign: UInt8 = 0x1B
    /// Longer sequences are no colors.
    private static let longest = 32

    static func mark(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> (length: Int, mayGoOn: Bool) {
        guard count > 1 else { return (0, true) }
        guard bytes[1] == Ascii.openBracket else { return (0, false) }
        var at = 2
        while at < count, at < longest {
            let byte = bytes[at]
            if (0x40...0x7E).contains(byte) { return (at + 1, false) }
            guard (0x30...0x3F).contains(byte) else { return (0, false) }
            at += 1
        }
        return (0, at < longest)
    }
}
