/// The one gate through which every text leaves the process, on stdout, on stderr or in a file.
///
/// Known secrets are hidden even with `reveal`: a password helps nobody in a ticket.
public struct Gate: Sendable {
    /// Shows identities that are hidden by default (`--reveal`).
    public let reveal: Bool
    private let scan: SecretScan
    private let secrets: [String]

    /// Makes a gate that knows these secrets; those of fewer than four bytes cannot be told from ordinary text.
    public init(reveal: Bool = false, secrets: [String] = []) {
        self.reveal = reveal
        self.secrets = secrets
        scan = SecretScan(secrets: secrets)
    }

    /// This gate, knowing these secrets as well.
    func knowing(_ further: [String]) -> Gate {
        Gate(reveal: reveal, secrets: secrets + further.filter { !secrets.contains($0) })
    }

    /// This gate, showing identities or not.
    func revealing(_ reveal: Bool) -> Gate {
        Gate(reveal: reveal, secrets: secrets)
    }

    /// Makes text safe to show on one line of a terminal or a ticket.
    ///
    /// Not meant for text that has passed already: what the first pass escaped would be escaped again.
    public func line(_ text: String) -> String {
        VisibleText.escaped(scan.hiding(text), keepingNewlines: false)
    }

    /// Makes text of several lines safe to show; only the newlines stay as they are.
    public func block(_ text: String) -> String {
        VisibleText.escaped(scan.hiding(text), keepingNewlines: true)
    }

    /// Hides identities in free text that comes from a record, unless `reveal`; the result still has to pass `line`.
    public func masked(_ text: String) -> String {
        reveal ? text : IdentityMask().text(text)
    }

    /// Replaces known secrets only, for text that a writer rendered from safe parts.
    public func hidingSecrets(in text: String) -> String {
        scan.hiding(text)
    }

    /// The bytes of a file's copy, as `block` would have them. `isJSON`: they are what stands between two quotes, and
    /// stay that.
    public func copied(_ bytes: UnsafeBufferPointer<UInt8>, isJSON: Bool = false) -> [UInt8]? {
        if secrets.isEmpty && VisibleText.isPlain(bytes) { return nil }
        let text = scan.hiding(String(decoding: bytes, as: UTF8.self))
        return Array((isJSON ? VisibleText.escapedInJSON(text) : VisibleText.escaped(text, keepingNewlines: true)).utf8)
    }
}
