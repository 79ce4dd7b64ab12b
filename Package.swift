// swift-tools-version: 6.2
import PackageDescription

// A folder of Sources is a layer, lowest first: Foreign, Base, Vocabulary, Output, Reading, Services, Judgement,
// Practice, Tool.
// Arrows point to lower folders only; the exceptions inside a folder stand here, with their reason:
//   Judgement:  LogAnalysis -> Checks   (what a configuration allows is decided in one place)
//   Judgement:  PlaybookTesting -> Checks       (an example's configuration is that of a client)
//   Judgement:  PlaybookTesting -> LogAnalysis  (examples go through the real engine)
//   Vocabulary: Playbooks -> Findings   (a code's severity and a remedy are words of a report)
//   Output:     Reports -> Redaction    (no writer may go round the gate)
//   Services:   Athenahealth -> HTTPTransport   (it calls through the door)
//   Services:   Allscripts -> HTTPTransport     (it calls through the door)
//   Services:   Allscripts -> Profiles          (a profile says how its Unity is called)
//   Services:   Credentials -> Allscripts       (a login is tried by the client that makes it)
//   Services:   Credentials -> HTTPTransport    (a login's fingerprint holds the URL that it goes to)
//   Services:   Credentials -> StateFolder      (the ledger of logins stands in that folder)
//   Services:   Platform -> HTTPTransport       (it calls through the door)
//   Services:   Platform -> Profiles            (a profile holds the calls that no document gives)
//   Services:   HTTPTransportCurl -> HTTPTransport   (an implementation and the door that it implements)
//   Services:   Profiles -> HTTPTransport   (a credential is bound to the origins that the door compares)
//   Tool:       be-diagnose -> CommandLineTool (a main in front of a library that tests can call)
//   Practice:   be-sandbox -> Sandbox   (a main in front of a library that tests can call)
//   Foreign:    CSimdjson -> SimdjsonSystem (our C door in front of the system's library)
//   Foreign:    CCurl -> CLazyLibrary           (loaded on first use)
//   Foreign:    CDecompression -> CLazyLibrary  (loaded on first use)
//   Foreign:    CGMime -> CLazyLibrary          (loaded on first use)
//   Foreign:    CLibXML2 -> CLazyLibrary        (loaded on first use)
//   Foreign:    CSQLite -> CLazyLibrary         (loaded on first use)
//   Foreign:    CSodium -> CLazyLibrary         (loaded on first use)
// `make lint` compares every import with this manifest and with that order (scripts/check-imports).

let strict: [SwiftSetting] = [
    .treatAllWarnings(as: .error),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
]

func library(_ name: String, in layer: String, _ dependencies: [Target.Dependency] = []) -> Target {
    .target(
        name: name, dependencies: dependencies, path: "Sources/\(layer)/\(name)", swiftSettings: strict)
}

// Where Debian, Fedora and Homebrew keep these libraries' headers; GLib's own configuration stands beside its binary.
func headers(_ names: String...) -> [String] {
    let roots = ["/usr/include", "/usr/local/include", "/opt/homebrew/include"]
    let machines = [
        "/usr/lib/x86_64-linux-gnu", "/usr/lib/aarch64-linux-gnu", "/usr/lib64", "/usr/lib", "/opt/homebrew/lib",
    ]
    return names.flatMap { name in roots.map { "-I\($0)/\(name)" } } + machines.map { "-I\($0)/glib-2.0/include" }
}

func tests(_ name: String, in layer: String, _ dependencies: [Target.Dependency]) -> Target {
    .testTarget(name: name, dependencies: dependencies, path: "Tests/\(layer)/\(name)", swiftSettings: strict)
}

// These run the built binaries, as a user would.
func endToEnd(
    _ name: String, in folder: String, _ dependencies: [Target.Dependency] = [], exclude excluded: [String] = []
) -> Target {
    .testTarget(
        name: name, dependencies: dependencies + ["ToolRunning", "be-diagnose"], path: "Tests/EndToEnd/\(folder)",
        exclude: excluded, swiftSettings: strict)
}

let package = Package(
    name: "be-diagnose",
    products: [
        .executable(name: "be-diagnose", targets: ["be-diagnose"]),
        .executable(name: "be-sandbox", targets: ["be-sandbox"]),
        .library(name: "Arguments", targets: ["Arguments"]),
        .library(name: "JSONReading", targets: ["JSONReading"]),
        .library(name: "YAMLReading", targets: ["YAMLReading"]),
        // For the fuzz targets.
        .library(name: "CredentialMail", targets: ["CredentialMail"]),
        .library(name: "Domain", targets: ["Domain"]),
        .library(name: "LogReading", targets: ["LogReading"]),
        .library(name: "MailReading", targets: ["MailReading"]),
        .library(name: "Playbooks", targets: ["Playbooks"]),
    ],
    targets: [
        // Foreign
        .systemLibrary(
            name: "CYAML", path: "Sources/Foreign/CYAML", pkgConfig: "yaml-0.1",
            providers: [.apt(["libyaml-dev"]), .brew(["libyaml"])]),
        .systemLibrary(
            name: "SimdjsonSystem", path: "Sources/Foreign/SimdjsonSystem",
            providers: [.apt(["libsimdjson-dev"]), .brew(["simdjson"])]),
        .target(
            name: "CSimdjson", dependencies: ["SimdjsonSystem"], path: "Sources/Foreign/CSimdjson",
            linkerSettings: [.linkedLibrary("simdjson")]),
        // Loaded on first use: linked, each run of `explain` would pay for loading them.
        .target(name: "CLazyLibrary", path: "Sources/Foreign/CLazyLibrary", linkerSettings: [.linkedLibrary("dl")]),
        .target(name: "CCurl", dependencies: ["CLazyLibrary"], path: "Sources/Foreign/CCurl"),
        .target(name: "CDecompression", dependencies: ["CLazyLibrary"], path: "Sources/Foreign/CDecompression"),
        .target(name: "CSQLite", dependencies: ["CLazyLibrary"], path: "Sources/Foreign/CSQLite"),
        .target(name: "CSodium", dependencies: ["CLazyLibrary"], path: "Sources/Foreign/CSodium"),
        // pkgConfig would link these two.
        .target(
            name: "CLibXML2", dependencies: ["CLazyLibrary"], path: "Sources/Foreign/CLibXML2",
            exclude: ["entities.txt"], cSettings: [.unsafeFlags(headers("libxml2"))]),
        .target(
            name: "CGMime", dependencies: ["CLazyLibrary"], path: "Sources/Foreign/CGMime",
            cSettings: [.unsafeFlags(headers("gmime-3.0", "glib-2.0"))]),
        .target(name: "CPlaybooks", path: "Sources/Foreign/CPlaybooks"),
        .target(name: "CPrefetch", path: "Sources/Foreign/CPrefetch"),
        .systemLibrary(
            name: "CMicroHTTPD", path: "Sources/Foreign/CMicroHTTPD", pkgConfig: "libmicrohttpd",
            providers: [.apt(["libmicrohttpd-dev"]), .brew(["libmicrohttpd"])]),
        .target(name: "CScenarios", path: "Sources/Foreign/CScenarios"),
        // Base
        library("Arguments", in: "Base"),
        library("CSVReading", in: "Base"),
        library("Database", in: "Base", ["CSQLite"]),
        library("JSONReading", in: "Base", ["CSimdjson"]),
        library("KeyedDigest", in: "Base", ["CSodium"]),
        library("YAMLReading", in: "Base", ["CYAML"]),
        // Vocabulary
        library("Domain", in: "Vocabulary"),
        library("Findings", in: "Vocabulary"),
        library("Playbooks", in: "Vocabulary", ["Findings", "YAMLReading"]),
        // Output
        library("Redaction", in: "Output", ["Findings"]),
        library("Reports", in: "Output", ["Findings", "Redaction"]),
        // Reading
        library("ConfigurationReading", in: "Reading", ["Arguments", "Domain", "JSONReading", "Playbooks"]),
        library("LogReading", in: "Reading", ["CDecompression", "CSVReading", "CSimdjson", "JSONReading"]),
        library("MailReading", in: "Reading", ["CGMime", "CLibXML2"]),
        library("SafeCopy", in: "Reading", ["CSVReading", "Redaction"]),
        // Services
        library("Athenahealth", in: "Services", ["Domain", "HTTPTransport", "JSONReading"]),
        library("Requests", in: "Services", ["Domain", "Playbooks", "YAMLReading"]),
        library("Allscripts", in: "Services", ["Domain", "Findings", "HTTPTransport", "JSONReading", "Profiles"]),
        library(
            "Credentials", in: "Services", ["Allscripts", "Database", "HTTPTransport", "KeyedDigest", "StateFolder"]),
        library("StateFolder", in: "Services", ["KeyedDigest"]),
        library("Platform", in: "Services", ["Findings", "HTTPTransport", "JSONReading", "Profiles"]),
        library("HTTPTransport", in: "Services"),
        library("HTTPTransportCurl", in: "Services", ["CCurl", "HTTPTransport"]),
        library("Profiles", in: "Services", ["HTTPTransport", "JSONReading", "YAMLReading"]),
        // Judgement
        library("Checks", in: "Judgement", ["Domain", "Findings", "Playbooks"]),
        library(
            "LogAnalysis", in: "Judgement",
            ["CPrefetch", "Checks", "Domain", "Findings", "LogReading", "Playbooks", "Requests"]),
        library(
            "PlaybookTesting", in: "Judgement",
            [
                "Checks", "ConfigurationReading", "Domain", "Findings", "LogAnalysis", "LogReading", "Playbooks",
                "YAMLReading",
            ]),
        library("CredentialMail", in: "Judgement", ["Domain", "Findings", "MailReading", "Playbooks"]),
        // Repair
        library("Journal", in: "Repair", ["Database", "KeyedDigest", "StateFolder"]),
        library("Reauthorization", in: "Repair", ["Findings", "JSONReading", "KeyedDigest"]),
        // Practice
        library("Sandbox", in: "Practice", ["CMicroHTTPD", "JSONReading", "YAMLReading"]),
        .executableTarget(
            name: "be-sandbox", dependencies: ["Arguments", "CScenarios", "Sandbox", "YAMLReading"],
            path: "Sources/Practice/be-sandbox", swiftSettings: strict),
        // Tool
        library(
            "CommandLineTool", in: "Tool",
            [
                "Allscripts", "Arguments", "Athenahealth", "CPlaybooks", "CSVReading", "Checks", "ConfigurationReading",
                "CredentialMail", "Credentials", "Database", "Domain", "Findings", "HTTPTransport",
                "HTTPTransportCurl", "JSONReading", "Journal", "KeyedDigest", "LogAnalysis", "LogReading",
                "MailReading", "Platform", "PlaybookTesting", "Playbooks", "Profiles", "Reauthorization", "Redaction",
                "Reports", "Requests", "SafeCopy", "StateFolder", "YAMLReading",
            ]),
        .executableTarget(
            name: "be-diagnose", dependencies: ["CommandLineTool"], path: "Sources/Tool/be-diagnose",
            swiftSettings: strict),
        // Tests
        .target(name: "CSpawn", path: "Tests/Support/CSpawn"),
        .target(
            name: "ToolRunning", dependencies: ["CSpawn"], path: "Tests/Support/ToolRunning", swiftSettings: strict),
        tests("ArgumentsTests", in: "Base", ["Arguments"]),
        tests("CSVReadingTests", in: "Base", ["CSVReading"]),
        tests("JSONReadingTests", in: "Base", ["JSONReading"]),
        tests("YAMLReadingTests", in: "Base", ["YAMLReading"]),
        tests("DomainTests", in: "Vocabulary", ["Domain"]),
        tests("PlaybooksTests", in: "Vocabulary", ["Findings", "Playbooks"]),
        tests("RedactionTests", in: "Output", ["Findings", "Redaction"]),
        tests("ReportsTests", in: "Output", ["Findings", "Redaction", "Reports"]),
        tests("ConfigurationReadingTests", in: "Reading", ["ConfigurationReading", "Domain", "Playbooks"]),
        tests("LogReadingTests", in: "Reading", ["LogReading"]),
        tests("MailReadingTests", in: "Reading", ["MailReading", "ToolRunning"]),
        tests("SafeCopyTests", in: "Reading", ["Redaction", "SafeCopy"]),
        tests("AthenahealthTests", in: "Services", ["Athenahealth", "Domain", "HTTPTransport"]),
        tests("HTTPTransportTests", in: "Services", ["HTTPTransport"]),
        tests(
            "HTTPTransportCurlTests", in: "Services", ["HTTPTransport", "HTTPTransportCurl", "ToolRunning"]),
        tests("ProfilesTests", in: "Services", ["HTTPTransport", "Profiles", "ToolRunning", "YAMLReading"]),
        tests("ChecksTests", in: "Judgement", ["Checks", "Domain", "Findings", "Playbooks"]),
        tests("RequestsTests", in: "Services", ["Findings", "Playbooks", "Requests"]),
        tests("LogAnalysisTests", in: "Judgement", ["LogAnalysis", "LogReading", "Playbooks"]),
        tests("JournalTests", in: "Repair", ["Database", "Journal", "StateFolder"]),
        tests("ReauthorizationTests", in: "Repair", ["Reauthorization"]),
        tests(
            "PlatformTests", in: "Practice",
            ["HTTPTransport", "HTTPTransportCurl", "Platform", "Profiles", "Sandbox"]),
        tests("SandboxTests", in: "Practice", ["Sandbox", "YAMLReading"]),
        endToEnd("BehaviourTests", in: "Behaviour", ["be-sandbox"]),
        endToEnd("GoldenTests", in: "Golden", ["be-sandbox"], exclude: ["Cases"]),
        endToEnd("PasteTests", in: "Paste", exclude: ["Pastes"]),
        endToEnd("PlaybookKnowledgeTests", in: "Playbooks"),
    ],
    cLanguageStandard: .c2x,
    cxxLanguageStandard: .cxx17
)
