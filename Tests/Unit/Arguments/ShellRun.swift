import Foundation

/// Runs other programs on generated text, to have their word that it is sound.
enum ShellRun {
    struct Outcome {
        let status: Int32
        let output: String
    }

    /// The place of a program, or nil where it is not installed.
    static func find(_ program: String) -> String? {
        ["/usr/bin/", "/bin/", "/usr/local/bin/"].map { $0 + program }.first {
            FileManager.default.isExecutableFile(atPath: $0)
        }
    }

    /// Runs a program with a text on its input; the output includes what it wrote to stderr.
    static func run(_ program: String, _ arguments: [String], input: String) throws -> Outcome {
        let folder = FileManager.default.temporaryDirectory.appending(path: "ArgumentsTests-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        // A file, since a pipe that nobody reads yet would fill up.
        let file = folder.appending(path: "input")
        try Data(input.utf8).write(to: file)
        let process = Process()
        let pipe = Pipe()
        process.executableURL = URL(filePath: program)
        process.arguments = arguments
        process.currentDirectoryURL = folder
        process.standardInput = try FileHandle(forReadingFrom: file)
        process.standardOutput = pipe
        process.standardError = pipe
        try process.run()
        let data = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return Outcome(status: process.terminationStatus, output: String(decoding: data, as: UTF8.self))
    }
}
