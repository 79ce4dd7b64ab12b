// swift-tools-version: 6.2
import PackageDescription

// Fuzz targets for libFuzzer under the address sanitizer; `Fuzzing/run` builds and runs them. A package of its own, so
// that the product needs neither.
let package = Package(
    name: "Fuzzing",
    dependencies: [.package(name: "be-diagnose", path: "..")],
    targets: [
        .executableTarget(
            name: "FuzzMail",
            dependencies: [
                .product(name: "CredentialMail", package: "be-diagnose"),
                .product(name: "Model", package: "be-diagnose"),
            ]),
        .executableTarget(
            name: "FuzzReading", dependencies: [.product(name: "LogReading", package: "be-diagnose")]),
        .executableTarget(
            name: "FuzzServiceUser", dependencies: [.product(name: "Model", package: "be-diagnose")]),
    ]
)
