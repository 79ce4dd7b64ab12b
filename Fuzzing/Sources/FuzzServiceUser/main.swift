import Foundation
internal import Model

/// libFuzzer's own driver; the linker finds it in the sanitizer's runtime.
@_silgen_name("LLVMFuzzerRunDriver")
func run(
    _ count: UnsafeMutablePointer<CInt>,
    _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?>,
    _ target: @convention(c) (UnsafePointer<UInt8>?, Int) -> CInt
) -> CInt

/// A ServiceUser prints as it was written, and a fault points into the text.
@_cdecl("BeDiagnoseFuzzServiceUser")
func fuzzServiceUser(_ bytes: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let text = String(decoding: UnsafeBufferPointer(start: bytes, count: count), as: UTF8.self)
    do throws(ServiceUserError) {
        let user = try ServiceUser(text)
        precondition(Array(user.description.utf8) == Array(text.utf8), "it prints otherwise")
        precondition(text.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F }, "a sign that none may have")
        precondition(!user.ubiquityID.isEmpty && !user.clientID.isEmpty && !user.tenantID.isEmpty, "an empty part")
    } catch {
        precondition((1...(text.count + 1)).contains(error.position), "a fault outside of the text")
        precondition(!error.description.isEmpty, "a fault without words")
    }
    return 0
}

var count = CommandLine.argc
var arguments: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>? = CommandLine.unsafeArgv
exit(run(&count, &arguments, fuzzServiceUser))
