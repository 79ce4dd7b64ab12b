import Foundation
import Testing

@testable import LogReading

/// Documents that a container runtime has cut into pieces are whole again, wherever they end.
@Suite struct PartialLineTests {
    /// What writes the pieces.
    enum Runtime: String, CaseIterable, CustomTestStringConvertible, Sendable {
        case docker, containerRuntimeInterface, fluentd, journald

        var testDescription: String { rawValue }

        /// A piece of the line `name`, the last one where `isLast`.
        func line(_ text: String, of name: String, isLast: Bool) -> String {
            func quoted(_ text: String) -> String {
                String(decoding: (try? JSONEncoder().encode(text)) ?? Data(), as: UTF8.self)
            }
            let stream = name == "a" ? "stdout" : "stderr"
            let time = "2026-11-18T03:02:42.614123456Z"
            return switch self {
            case .docker:
                #"{"log":\#(quoted(isLast ? text + "\n" : text)),"stream":"\#(stream)","time":"\#(time)"}"#
            case .containerRuntimeInterface: "\(time) \(stream) \(isLast ? "F" : "P") \(text)"
            case .fluentd:
                #"{"log":\#(quoted(text)),"partial_message":"true","partial_id":"\#(name)","partial_last":"\#(isLast)"}"#
            case .journald:
                #"{"CONTAINER_PARTIAL_ID":"\#(name)","CONTAINER_PARTIAL_LAST":"\#(isLast)","MESSAGE":\#(quoted(text))}"#
            }
        }
    }

    @Test(arguments: Runtime.allCases, ["", "\n"])
    func `pieces of two lines in turn are two documents`(runtime: Runtime, end: String) throws {
        let lines = [
            runtime.line(#"{"id":"1","x":"#, of: "a", isLast: false),
            runtime.line(#"{"id":"#, of: "b", isLast: false),
            runtime.line(#""and ","#, of: "a", isLast: false),
            runtime.line(#""2"}"#, of: "b", isLast: true),
            runtime.line(#""y":7}"#, of: "a", isLast: true),
        ]
        let found = try Collected(lines.joined(separator: "\n") + end, threads: 1)
        #expect(found.ids.sorted() == ["1", "2"])
        #expect(found.summary.malformed == 0)
        #expect(!found.summary.isCutOff)
    }

    @Test(arguments: Runtime.allCases)
    func `a piece without its end is damage`(runtime: Runtime) throws {
        let lines = [
            runtime.line(#"{"id":"1"}"#, of: "a", isLast: true),
            runtime.line(#"{"id":"2","x":"#, of: "b", isLast: false),
        ]
        let found = try Collected(lines.joined(separator: "\n"), threads: 1)
        #expect(found.ids == ["1"])
        #expect(found.summary.malformed == 1)
    }

    @Test(arguments: Runtime.allCases)
    func `a line whose last piece lacks the end is whole where its text is`(runtime: Runtime) throws {
        let lines = [
            runtime.line(#"{"id":"1"}"#, of: "a", isLast: true),
            runtime.line(#"{"id":"2"}"#, of: "b", isLast: false),
        ]
        let found = try Collected(lines.joined(separator: "\n"), threads: 1)
        #expect(found.ids == ["1", "2"])
        #expect(found.summary.malformed == 0)
    }

    @Test func `where a program has taken off all newlines, no line is a piece`() throws {
        let lines = (1...3).map { Runtime.docker.line(#"{"id":"\#($0)"}"#, of: "a", isLast: false) }
        let found = try Collected(lines.joined(separator: "\n"), threads: 1)
        #expect(found.ids == ["1", "2", "3"])
    }
}
