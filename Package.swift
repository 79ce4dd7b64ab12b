// swift-tools-version: 6.2
import Foundation
import PackageDescription

// Sources is cut by what things do: C (foreign code behind plain headers), Core (knows no feature), Features (a room for
// each thing the tool can do), Tool (parses, calls one function, prints), Sandbox (stand-in services). Arrows point down:
// Tool, Features, Core (Support < Arguments < Model < Reporting), C. scripts/check-imports holds the arrows between
// features and compares every import with this manifest.

let strict: [SwiftSetting] = [
    .treatAllWarnings(as: .error),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
]

func library(
    _ name: String, in folder: String, _ dependencies: [Target.Dependency] = [], settings: [SwiftSetting] = []
) -> Target {
    let path = "Sources/\(folder)/\(name)"
    let isDescribed = FileManager.default.fileExists(atPath: "\(Context.packageDirectory)/\(path)/README.md")
    return .target(
        name: name, dependencies: dependencies, path: path, exclude: isDescribed ? ["README.md"] : [],
        swiftSettings: strict + quick + settings)
}

// The tests run the debug build some thousand times. Optimized, yet with every check that a debug build has: assertions,
// overflow, and what @testable sees.
let quick: [SwiftSetting] = [
    .unsafeFlags(["-O", "-assert-config", "Debug"], .when(configuration: .debug))
]

// A command that waits for nothing stays on the main thread: starting another costs more than reading a record.
let onMain: [SwiftSetting] = [.enableUpcomingFeature("NonisolatedNonsendingByDefault")]

// What `--version` says of the build. `make build` puts the two into the environment, which the manifest depends on, so
// that one C file is compiled again and no file of the tree changes. Plain `swift build` knows neither.
let stamp: [CSetting] = ["BE_BUILD_COMMIT", "BE_BUILD_DATE"].compactMap { name in
    Context.environment[name].map { .define(name, to: "\"\($0)\"") }
}

// Where Debian, Fedora and Homebrew keep these libraries' headers; GLib's own configuration stands beside its binary.
func headers(_ names: String...) -> [String] {
    let roots = ["/usr/include", "/usr/local/include", "/opt/homebrew/include"]
    let machines = [
        "/usr/lib/x86_64-linux-gnu", "/usr/lib/aarch64-linux-gnu", "/usr/lib64", "/usr/lib", "/opt/homebrew/lib",
    ]
    return names.flatMap { name in roots.map { "-I\($0)/\(name)" } } + machines.map { "-I\($0)/glib-2.0/include" }
}

func tests(of target: String, _ dependencies: [Target.Dependency] = []) -> Target {
    .testTarget(
        name: "\(target)Tests", dependencies: [.byName(name: target)] + dependencies, path: "Tests/Unit/\(target)",
        swiftSettings: strict)
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
        // For the fuzz targets.
        .library(name: "CredentialMail", targets: ["CredentialMail"]),
        .library(name: "LogReading", targets: ["LogReading"]),
        .library(name: "Model", targets: ["Model"]),
    ],
    targets: [
        // C
        .systemLibrary(
            name: "CYAML", path: "Sources/C/CYAML", pkgConfig: "yaml-0.1",
            providers: [.apt(["libyaml-dev"]), .brew(["libyaml"])]),
        .systemLibrary(
            name: "SimdjsonSystem", path: "Sources/C/SimdjsonSystem",
            providers: [.apt(["libsimdjson-dev"]), .brew(["simdjson"])]),
        .target(
            name: "CSimdjson", dependencies: ["SimdjsonSystem"], path: "Sources/C/CSimdjson",
            linkerSettings: [.linkedLibrary("simdjson")]),
        // Loaded on first use: linked, each run of `explain` would pay for loading them.
        .target(name: "CLazyLibrary", path: "Sources/C/CLazyLibrary", linkerSettings: [.linkedLibrary("dl")]),
        .target(name: "CCurl", dependencies: ["CLazyLibrary"], path: "Sources/C/CCurl"),
        .target(name: "CDecompression", dependencies: ["CLazyLibrary"], path: "Sources/C/CDecompression"),
        .target(name: "CSQLite", dependencies: ["CLazyLibrary"], path: "Sources/C/CSQLite"),
        .target(name: "CSodium", dependencies: ["CLazyLibrary"], path: "Sources/C/CSodium"),
        // pkgConfig would link these two.
        .target(
            name: "CLibXML2", dependencies: ["CLazyLibrary"], path: "Sources/C/CLibXML2",
            exclude: ["entities.txt"], cSettings: [.unsafeFlags(headers("libxml2"))]),
        .target(
            name: "CGMime", dependencies: ["CLazyLibrary"], path: "Sources/C/CGMime",
            cSettings: [.unsafeFlags(headers("gmime-3.0", "glib-2.0"))]),
        .target(name: "CBuildStamp", path: "Sources/C/CBuildStamp", cSettings: stamp),
        .target(name: "CPage", path: "Sources/C/CPage", exclude: ["page.css", "page.js"]),
        .target(name: "CPlaybooks", path: "Sources/C/CPlaybooks"),
        .target(name: "CPrefetch", path: "Sources/C/CPrefetch"),
        .systemLibrary(
            name: "CMicroHTTPD", path: "Sources/C/CMicroHTTPD", pkgConfig: "libmicrohttpd",
            providers: [.apt(["libmicrohttpd-dev"]), .brew(["libmicrohttpd"])]),
        .target(name: "CScenarios", path: "Sources/C/CScenarios"),
        // Core
        library("Support", in: "Core", ["CSQLite", "CSimdjson", "CSodium", "CYAML"]),
        library("Arguments", in: "Core", ["Support"]),
        library("Model", in: "Core", ["CPlaybooks", "Support"]),
        library("Reporting", in: "Core", ["CLibXML2", "CPage", "Model", "Support"]),
        // Features
        library("Services", in: "Features", ["CCurl", "Model", "Reporting", "Support"]),
        library("LogReading", in: "Features", ["CDecompression", "CSimdjson", "Support"]),
        library("Configuration", in: "Features", ["Arguments", "Model", "Support"]),
        library("CredentialMail", in: "Features", ["CGMime", "CLibXML2", "Model", "Reporting", "Support"]),
        library("Requests", in: "Features", ["Model", "Reporting", "Support"]),
        library("Lookup", in: "Features", ["Model", "Reporting", "Services", "Support"]),
        library(
            "LogAnalysis", in: "Features",
            ["CPlaybooks", "CPrefetch", "Configuration", "LogReading", "Model", "Reporting", "Requests", "Support"]),
        library("LogRedaction", in: "Features", ["CredentialMail", "LogReading", "Model", "Reporting", "Support"]),
        library(
            "Reauthorization", in: "Features",
            ["LogAnalysis", "LogReading", "Model", "Reporting", "Services", "Support"]),
        library(
            "LogSearch", in: "Features",
            ["LogAnalysis", "LogReading", "Model", "Services", "Support"]),
        library(
            "Triage", in: "Features",
            [
                "Configuration", "CredentialMail", "LogAnalysis", "LogReading", "Lookup", "Model", "Reauthorization",
                "Reporting", "Services", "Support",
            ]),
        // Sandbox
        library("Sandbox", in: "Sandbox", ["CMicroHTTPD", "Support"]),
        .executableTarget(
            name: "be-sandbox", dependencies: ["Arguments", "CScenarios", "Sandbox", "Support"],
            path: "Sources/Sandbox/be-sandbox", swiftSettings: strict),
        // Tool
        library(
            "CommandLineTool", in: "Tool",
            [
                "Arguments", "CBuildStamp", "Configuration", "CredentialMail", "LogAnalysis", "LogReading",
                "LogRedaction", "LogSearch", "Lookup", "Model", "Reauthorization", "Reporting", "Requests", "Services",
                "Support", "Triage",
            ], settings: onMain),
        .executableTarget(
            name: "be-diagnose", dependencies: ["CommandLineTool"], path: "Sources/Tool/be-diagnose",
            swiftSettings: strict + onMain),
        // Tests
        .target(name: "CSpawn", path: "Tests/Support/CSpawn"),
        .target(
            name: "ToolRunning", dependencies: ["CSpawn"], path: "Tests/Support/ToolRunning", swiftSettings: strict),
        .target(name: "CaseArchives", path: "Tests/Support/CaseArchives", swiftSettings: strict),
        .target(
            name: "ShippedPlaybooks", dependencies: ["Model"], path: "Tests/Support/ShippedPlaybooks",
            swiftSettings: strict),
        tests(of: "Support"),
        tests(of: "Arguments"),
        tests(of: "Model", ["Support"]),
        tests(of: "Reporting", ["Model", "Support"]),
        tests(of: "Services", ["Model", "Support", "ToolRunning"]),
        tests(of: "LogReading"),
        tests(of: "Configuration", ["Model", "ShippedPlaybooks"]),
        tests(of: "CredentialMail", ["ToolRunning"]),
        tests(of: "Requests", ["Model", "ShippedPlaybooks", "Support"]),
        tests(of: "Lookup", ["Model", "ShippedPlaybooks"]),
        tests(of: "LogAnalysis", ["LogReading", "Model"]),
        tests(of: "LogRedaction", ["LogReading", "Model", "Reporting", "ShippedPlaybooks"]),
        tests(of: "Reauthorization", ["Model", "Services", "Support"]),
        tests(of: "LogSearch", ["LogAnalysis", "LogReading", "Model", "Services", "ShippedPlaybooks", "Support"]),
        tests(of: "Sandbox", ["Support"]),
        tests(of: "Triage", ["Model", "ShippedPlaybooks"]),
        endToEnd("BehaviourTests", in: "Behaviour", ["CaseArchives", "be-sandbox"]),
        endToEnd("FieldTests", in: "Field", ["CaseArchives"], exclude: ["Cases"]),
        endToEnd("GoldenTests", in: "Golden", ["CaseArchives", "be-sandbox"], exclude: ["Cases"]),
        endToEnd("PasteTests", in: "Paste", exclude: ["Pastes"]),
        endToEnd("PlaybookKnowledgeTests", in: "Playbooks"),
    ],
    cLanguageStandard: .c2x,
    cxxLanguageStandard: .cxx17
)
