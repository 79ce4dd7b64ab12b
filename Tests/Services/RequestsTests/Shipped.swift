import Foundation
import Playbooks

@testable import Requests

/// The shipped playbooks with their requests and queries, read from the checkout.
enum Shipped {
    static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()

    static let set: PlaybookSet = {
        let names = ["platform", "athenahealth", "allscripts", "tool"]
        return PlaybookSet(
            layers: [
                names.map { name in
                    let read = PlaybookReading.read(bytes("playbooks/\(name).yaml"), file: name)
                    precondition(read.faults.isEmpty, "\(read.faults)")
                    return read.playbook!
                }
            ])
    }()

    static let calls: CallSet = CallSet(
        set,
        layers: [
            ["platform", "athenahealth", "allscripts"].map { name in
                let read = ReadCalls.read(bytes("playbooks/requests/\(name).yaml"), file: name)
                precondition(read.faults.isEmpty, "\(read.faults)")
                return read.calls!
            }
        ])

    static let requests = RequestCatalogue(calls, set.playbooks)
    static let queries = QueryCatalogue(calls, set.playbooks)

    private static func bytes(_ path: String) -> [UInt8] {
        [UInt8](try! Data(contentsOf: root.appendingPathComponent(path)))
    }

    /// The examples of all parameters, optional ones included where wanted.
    static func examples(_ parameters: [RequestParameter], optional: Bool) -> [GivenValue] {
        parameters.filter { $0.type != .secret && (optional || !$0.isOptional) }
            .map { GivenValue(name: $0.name, value: $0.example) }
    }
}
