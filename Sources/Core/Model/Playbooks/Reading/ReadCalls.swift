internal import Support

/// The services, requests and queries of one file: a file of its own beside a playbook, or the playbook's own.
///
/// They stand apart so that a command which needs none of them does not parse them.
public struct ReadCalls: Sendable {
    /// The name of the playbook that they belong to.
    var playbook: String
    /// Where services answer.
    var services: [Service]
    /// Documented calls.
    var requests: [Request]
    /// Kibana queries.
    var queries: [Query]
    /// The file, for messages.
    var file: String
    private let document: ReadPlaybook

    /// What a playbook's own file holds.
    init(of read: ReadPlaybook) {
        playbook = read.playbook.name
        services = read.playbook.services
        requests = read.playbook.requests
        queries = read.playbook.queries
        file = read.playbook.file
        document = read
    }

    /// Reads a file of its own, or answers all its faults in the order of the lines.
    static func read(
        _ bytes: UnsafeRawBufferPointer, file: String
    ) -> (calls: ReadCalls?, faults: [PlaybookFault]) {
        do throws(YAMLFault) {
            let document = try YAMLDocument.parse(bytes, file: file)
            let (stub, faults) = YAMLReader.read(document, file: file, of: "a file of requests") { map in
                Playbook(
                    name: map.text("playbook"), kind: .tool, title: "", version: 1, verified: "",
                    services: map.mappings("services", of: "a service", CallReading.service),
                    requests: map.mappings("requests", of: "a request", CallReading.request),
                    queries: map.mappings("queries", of: "a query", CallReading.query), file: file)
            }
            return (stub.map { ReadCalls(of: ReadPlaybook($0, document: document)) }, faults.map { PlaybookFault($0) })
        } catch {
            return (nil, [PlaybookFault(error)])
        }
    }

    /// Reads a file of its own, as above.
    public static func read(_ bytes: [UInt8], file: String) -> (calls: ReadCalls?, faults: [PlaybookFault]) {
        bytes.withUnsafeBytes { read($0, file: file) }
    }

    /// The nodes it was read from, so that the lint can name places.
    var places: ReadPlaybook { document }
}
