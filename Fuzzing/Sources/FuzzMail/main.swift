internal import CredentialMail
import Foundation
internal import Model

/// libFuzzer's own driver; the linker finds it in the sanitizer's runtime.
@_silgen_name("LLVMFuzzerRunDriver")
func run(
    _ count: UnsafeMutablePointer<CInt>,
    _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?>,
    _ target: @convention(c) (UnsafePointer<UInt8>?, Int) -> CInt
) -> CInt

let playbooks: PlaybookSet = {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()
    let data = (try? Data(contentsOf: folder.appendingPathComponent("playbooks/allscripts.yaml"))) ?? Data()
    return PlaybookSet([PlaybookReading.read([UInt8](data), file: "allscripts.yaml").playbook].compactMap(\.self))
}()

/// What must hold for any bytes whatsoever.
@_cdecl("BeDiagnoseFuzzMail")
func fuzzMail(_ bytes: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let input = UnsafeBufferPointer(start: bytes, count: count)
    let mail = MailReader.read(input)
    for text in mail.texts {
        var row = 0
        for line in text.lines {
            precondition(!line.text.isEmpty, "a line that shows nothing")
            precondition(line.row >= row, "rows do not rise")
            precondition(line.line >= 1, "a line without a place")
            row = line.row
        }
    }
    guard var analysis = MailAnalysis(playbooks, now: 1_790_000_000) else { fatalError("no playbook") }
    analysis.add(Array(input), name: "fuzz")
    let reading = analysis.readings[0]
    for found in [reading.serviceUser, reading.pmsUserName, reading.password].compactMap({ $0 }) {
        precondition(!found.isEmpty, "an empty value")
    }
    if let user = reading.serviceUser?.shown {
        precondition(user.contains(":") && user.contains("^"), "a ServiceUser without its signs")
    }
    if reading.serviceUser == nil || reading.password == nil || reading.pmsUserName == nil {
        precondition(!reading.codes.isEmpty, "a value is missing, and nothing says so")
    }
    return 0
}

var count = CommandLine.argc
var arguments: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>? = CommandLine.unsafeArgv
exit(run(&count, &arguments, fuzzMail))
