internal import Glibc
internal import Model
internal import Reporting
internal import Requests
internal import Support

/// `request --check`: what is wrong in a curl line or a body that someone else wrote.
enum RequestCheckCommand {
    /// A larger file is an export or a log, and no request.
    private static let largest = 262_144

    static func run(
        _ file: String, _ catalogue: RequestCatalogue, _ context: CommandContext
    ) throws(CommandError) -> Int32 {
        let name = file == "-" ? "standard input" : file
        let text = try text(of: file, called: name)
        let count = RequestChecker.count(in: text)
        if count > RequestChecker.mostCalls {
            throw CommandError(
                ExitCode.unreadable, "\(name): \(count) curl lines are too many at once",
                remedy: "at most \(RequestChecker.mostCalls) a file")
        }
        guard let checked = RequestChecker(catalogue).check(text) else {
            throw CommandError(
                ExitCode.unreadable, "\(name): neither a curl line nor a JSON body",
                remedy: "the line from ‘curl’ on, or the body from its ‘{’ on")
        }
        // A secret in the file must not come out again, in whatever form.
        context.console.learn(checked.secretTexts)
        return try context.answer(
            "request", text: CheckValue.text(name, checked), result: CheckValue.result(name, checked),
            isProblem: checked.hasMistakes)
    }

    private static func text(of file: String, called name: String) throws(CommandError) -> String {
        let bytes: [UInt8]
        do throws(FileError) {
            bytes = try Files.read(file)
        } catch {
            throw CommandError(
                ExitCode.unreadable, "\(name): cannot be read: \(error.systemText)",
                remedy: "name a file that you may read, or - for standard input")
        }
        if bytes.count > largest {
            throw CommandError(
                ExitCode.unreadable, "\(name): \(bytes.count) bytes are too many for a request",
                remedy: "cut the curl line or the body out of it")
        }
        if bytes.allSatisfy({ $0 == 0x20 || (0x09...0x0D).contains($0) }) {
            throw CommandError(ExitCode.unreadable, "\(name): empty", remedy: "put the curl line or the body into it")
        }
        guard !bytes.contains(0), let text = String(validating: bytes, as: UTF8.self) else {
            throw CommandError(ExitCode.unreadable, "\(name): no text in UTF-8", remedy: "save it as UTF-8 text")
        }
        return text.hasPrefix("\u{FEFF}") ? String(text.dropFirst()) : text
    }
}
