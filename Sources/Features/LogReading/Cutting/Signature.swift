/// What an input is that holds no log lines, told by its first bytes.
struct Signature: Equatable {
    /// With an article, for the sentence "is …".
    var name: String
    /// The command that makes a readable file of it, where there is one.
    var unpack: String?

    private static let signs: [(offset: Int, bytes: [UInt8], Signature)] = [
        (0, [0x1F, 0x8B], Signature(name: "gzip-compressed several times over", unpack: "gunzip -c FILE")),
        (0, [0x28, 0xB5, 0x2F, 0xFD], Signature(name: "zstd-compressed several times over", unpack: "zstd -dc FILE")),
        (0, Array("BZh".utf8), Signature(name: "bzip2-compressed", unpack: "bzip2 -dc FILE")),
        (0, [0xFD, 0x37, 0x7A, 0x58, 0x5A], Signature(name: "xz-compressed", unpack: "xz -dc FILE")),
        (0, [0x04, 0x22, 0x4D, 0x18], Signature(name: "lz4-compressed", unpack: "lz4 -dc FILE")),
        (0, [0x50, 0x4B, 0x03, 0x04], Signature(name: "a ZIP archive or office document", unpack: "unzip -p FILE")),
        (0, [0x37, 0x7A, 0xBC, 0xAF], Signature(name: "a 7z archive", unpack: "7z x -so FILE")),
        (257, Array("ustar".utf8), Signature(name: "a tar archive", unpack: "tar -xOf FILE")),
        (0, Array("PAR1".utf8), Signature(name: "a Parquet file")),
        (0, Array("SQLite format 3".utf8), Signature(name: "an SQLite database")),
        (0, [0xFF, 0xFE, 0, 0], Signature(name: "UTF-32 text", unpack: "iconv -f UTF-32 -t UTF-8 FILE")),
        (0, [0, 0, 0xFE, 0xFF], Signature(name: "UTF-32 text", unpack: "iconv -f UTF-32 -t UTF-8 FILE")),
    ]

    /// Looks at the first `count` bytes, of which those before `start` are blank.
    static func of(_ bytes: UnsafePointer<UInt8>, _ start: Int, _ count: Int) -> Signature? {
        for (offset, sign, found) in signs where count >= offset + sign.count {
            if sign.indices.allSatisfy({ bytes[offset + $0] == sign[$0] }) { return found }
        }
        func begins(_ text: String) -> Bool {
            let wanted = Array(text.utf8)
            guard count - start >= wanted.count else { return false }
            return wanted.indices.allSatisfy { (bytes[start + $0] | 0x20) == (wanted[$0] | 0x20) }
        }
        if begins("%PDF-") { return Signature(name: "a PDF") }
        if begins("<!doctype html") || begins("<html") {
            return Signature(name: "an HTML page, perhaps a login page")
        }
        // A stray NUL inside JSON text is damage, not a reason to give the file up.
        if bytes[start] == Ascii.openBrace || bytes[start] == Ascii.openBracket { return nil }
        var controls = 0
        let looked = min(count, 4096)
        for index in 0..<looked where bytes[index] == 0 || bytes[index] < 0x07 || bytes[index] == 0x7F { controls += 1 }
        return controls * 50 > looked ? Signature(name: "a binary file") : nil
    }
}
