internal import Foundation

/// A Chromium to ask what it shows of a page.
public enum Browser {
    /// Its path: `$CHROMIUM`, else the first on the PATH; nil where there is none, and tests that need it are skipped.
    public static let program: String? = {
        let environment = ProcessInfo.processInfo.environment
        if let named = environment["CHROMIUM"] { return named }
        let folders = (environment["PATH"] ?? "").split(separator: ":")
        let names = ["chromium", "chromium-browser", "google-chrome-stable", "google-chrome"]
        return names.flatMap { name in folders.map { "\($0)/\(name)" } }
            .first { FileManager.default.isExecutableFile(atPath: $0) }
    }()

    /// What a skipped test says.
    public static let missing =
        "no Chromium on the PATH: apt-get install chromium, or CHROMIUM=/path/to/chrome swift test …"
}
