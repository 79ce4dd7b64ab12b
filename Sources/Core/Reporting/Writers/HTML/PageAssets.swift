internal import CPage
internal import Support

/// The style and the script of a page.
enum PageAssets {
    static let style = text(cpage_style)
    static let script = text(cpage_script)

    private static func text(_ file: (UnsafeMutablePointer<Int>) -> UnsafePointer<CChar>) -> String {
        var length = 0
        let bytes = file(&length)
        return String(decoding: UnsafeRawBufferPointer(start: bytes, count: length), as: UTF8.self)
    }
}

/// What a browser may load and run of a page: its own style and its own script, by their digests, and nothing else.
struct PagePolicy {
    let text: String

    /// Throws where libsodium cannot be loaded.
    init() throws(KeyedDigestError) {
        let style = try ContentDigest.sha256(PageAssets.style)
        let script = try ContentDigest.sha256(PageAssets.script)
        text =
            "default-src 'none'; style-src 'sha256-\(style)'; script-src 'sha256-\(script)'; base-uri 'none'; "
            + "form-action 'none'"
    }
}
