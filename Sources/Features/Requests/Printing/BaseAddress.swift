internal import Model

/// Chooses the base URL of a call.
struct BaseAddress {
    let addresses: [ServiceAddress]
    let service: String

    func url(environment: String?, given: String?) throws(RequestFault) -> String {
        if let given { return try checked(given) }
        let wanted = environment ?? "production"
        if let found = addresses.first(where: { $0.environment == wanted }) { return found.url }
        if addresses.isEmpty {
            throw .address(
                "no document gives the base URL of \(service)",
                remedy: "give it: --base-url https://unity.example.com/…")
        }
        throw .address(
            "\(service) has no environment ‘\(wanted)’",
            remedy: "one of \(addresses.map(\.environment).joined(separator: ", ")), or --base-url URL")
    }

    /// https, or http to this machine: values and secrets must not cross a network in the clear.
    private func checked(_ text: String) throws(RequestFault) -> String {
        var url = Substring(text)
        while url.hasSuffix("/") { url.removeLast() }
        let isSound = url.utf8.allSatisfy { PlainText.isWordByte($0) || "-.~:/%@[]".utf8.contains($0) }
        let rest = url.split(separator: "/", maxSplits: 2, omittingEmptySubsequences: false)
        guard isSound, rest.count == 3, !rest[2].isEmpty, rest[1].isEmpty, !rest[2].contains("@") else {
            throw .address("‘\(text)’ is no base URL", remedy: "such as https://platform.example.com")
        }
        let authority = rest[2].prefix { $0 != "/" }
        let isHere = ["127.0.0.1", "localhost", "[::1]"].contains { host in
            authority == host || authority.hasPrefix("\(host):")
        }
        guard rest[0] == "https:" || (rest[0] == "http:" && isHere) else {
            throw .address(
                "‘\(text)’ is not encrypted", remedy: "https://…; http:// only for 127.0.0.1, localhost and [::1]")
        }
        return String(url)
    }
}
