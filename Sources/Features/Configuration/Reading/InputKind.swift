/// What a file is at first sight.
enum InputKind {
    case json
    case text
    /// Something else: what it is, and what to do.
    case foreign(String, advice: String)

    private static let signatures: [(bytes: [UInt8], name: String)] = [
        ([0x1F, 0x8B], "gzip data"), ([0x28, 0xB5, 0x2F, 0xFD], "zstd data"),
        (Array("PK\u{3}\u{4}".utf8), "a zip or office file"),
        (Array("%PDF".utf8), "a PDF"), ([0xD0, 0xCF, 0x11, 0xE0], "an old office file"),
    ]

    init(_ text: UnsafeRawBufferPointer) {
        if text.starts(with: [0xFF, 0xFE]) || text.starts(with: [0xFE, 0xFF]) {
            self = .foreign("UTF-16 text", advice: "save it as UTF-8")
            return
        }
        if let signature = Self.signatures.first(where: { text.starts(with: $0.bytes) }) {
            self = .foreign(signature.name, advice: "save what is in it as text")
            return
        }
        let first = text.first { $0 != 0x20 && !(0x09...0x0D).contains($0) }
        switch first {
        case nil:
            self = .foreign(
                text.isEmpty ? "an empty file" : "a file of blanks",
                advice: "the call that should have filled it may have failed")
        case UInt8(ascii: "<"):
            self = .foreign(
                "a web page", advice: "often the login page, saved in place of the answer; make the call again")
        case UInt8(ascii: "{"), UInt8(ascii: "["): self = .json
        default: self = .text
        }
    }
}
