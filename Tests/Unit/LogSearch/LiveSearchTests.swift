import Dispatch
import LogAnalysis
import LogReading
@testable import LogSearch
import Model
@testable import Services
import ShippedPlaybooks
import Support
import Synchronization
import Testing

/// A cluster of one index, as a function; it keeps what it was asked.
final class StubCluster: Sendable {
    let requests = Mutex<[HTTPRequest]>([])
    private let answer: @Sendable (HTTPRequest) throws(TransportError) -> String?

    init(_ answer: @escaping @Sendable (HTTPRequest) throws(TransportError) -> String?) { self.answer = answer }

    static let fields =
        #"{"indices":["bc-1"],"fields":{"@timestamp":{"date":{"searchable":true}},"businessNumber":{"keyword":{"searchable":true}},"restrictionReason":{"keyword":{"searchable":true}},"note":{"text":{"searchable":true}}}}"#

    static func page(_ hits: Int, of total: Int, from start: Int = 0, failed: Int = 0, relation: String = "eq")
        -> String
    {
        let documents = (start..<start + hits).map {
            #"{"_index":"bc-1","_id":"\#($0)","_source":{"@timestamp":"2026-11-17T06:00:01Z","businessNumber":"169990000000101","restrictionReason":"Integration is beta"}}"#
        }
        return
            #"{"_scroll_id":"s1","timed_out":false,"_shards":{"total":3,"successful":\#(3 - failed),"failed":0},"hits":{"total":{"value":\#(total),"relation":"\#(relation)"},"hits":[\#(documents.joined(separator: ","))]}}"#
    }

    func client(_ urls: [String] = ["http://127.0.0.1:9200"], via: LogsAccess = .cluster) throws -> ClusterClient {
        let service = LogsService(urls: try urls.map { try HTTPURL($0) }, index: "bc-*", credential: nil, via: via)
        return ClusterClient(
            service, nil,
            through: HTTPClient { [self] (request) async throws(TransportError) -> HTTPAnswer in
                requests.withLock { $0.append(request) }
                guard let text = try answer(request) else {
                    return HTTPAnswer(origin: request.url.origin, status: 503, body: Array("{}".utf8))
                }
                return HTTPAnswer(origin: request.url.origin, status: 200, body: Array(text.utf8))
            })
    }
}

@Suite struct LiveSearchTests {
    private let knowledge = Knowledge(Shipped.playbooks)
    private let request = LiveRequest(businesses: ["169990000000101"], since: 1_763_000_000_000, until: nil)

    private func read(_ search: LiveSearch) async throws -> (lines: Int, gaps: [String], fault: String?) {
        let source = search.source()
        // A thread of its own: the reader blocks, and the searches need those that tasks share.
        let text = await withCheckedContinuation { (done: CheckedContinuation<[UInt8], Never>) in
            DispatchQueue.global().async {
                var text: [UInt8] = []
                if let bytes = try? source.open() {
                    while case let piece = bytes.piece(1 << 16), !piece.isEmpty { text += piece }
                }
                done.resume(returning: text)
            }
        }
        let (gaps, error) = await search.shortfall()
        return (text.count { $0 == 0x0A }, (search.gaps + gaps).map(\.code), (search.error ?? error)?.fault.name)
    }

    @Test func `nothing leaves but searches, counts, fields and scrolls`() async throws {
        let cluster = StubCluster { request in
            if request.url.target.contains("_field_caps") { return StubCluster.fields }
            return StubCluster.page(request.url.target.hasPrefix("/_search/scroll") ? 0 : 3, of: 9000)
        }
        let search = await LiveSearch.prepare(request, try cluster.client(), knowledge.searched)
        _ = try await read(search)
        let sent = cluster.requests.withLock { $0 }
        #expect(sent.count > 5)
        for request in sent {
            let path = request.url.target.split(separator: "?")[0]
            #expect(["/bc-*/_field_caps", "/bc-*/_search", "/bc-*/_count", "/_search/scroll"].contains(String(path)))
            #expect(request.method != .put && (request.method != .delete || path == "/_search/scroll"))
            #expect(request.headers.contains { $0.name == "X-Opaque-Id" && $0.value == "be-diagnose" })
            let body = String(decoding: request.body ?? [], as: UTF8.self)
            #expect(!body.contains("script") && !body.contains("runtime"))
        }
        #expect(sent.count { $0.method == .delete } == 2, "each snapshot is given back")
    }

    @Test func `all pages arrive, and a failed shard or a lost page is a gap`() async throws {
        let whole = StubCluster { request in
            request.url.target.contains("_field_caps") ? StubCluster.fields : StubCluster.page(7, of: 7)
        }
        let all = try await read(await LiveSearch.prepare(request, try whole.client(), knowledge.searched))
        #expect(all.lines == 7 && all.gaps.isEmpty && all.fault == nil)

        let failed = StubCluster { request in
            request.url.target.contains("_field_caps") ? StubCluster.fields : StubCluster.page(7, of: 7, failed: 1)
        }
        let partial = try await read(await LiveSearch.prepare(request, try failed.client(), knowledge.searched))
        #expect(partial.gaps.contains("BE1034"))

        let lost = StubCluster { request in
            if request.url.target.contains("_field_caps") { return StubCluster.fields }
            return StubCluster.page(request.url.target.hasPrefix("/_search/scroll") ? 0 : 7, of: 9)
        }
        let short = try await read(await LiveSearch.prepare(request, try lost.client(), knowledge.searched))
        #expect(short.lines == 7 && short.gaps.contains("BE1032"))
    }

    @Test func `a node that does not answer is passed over, a cluster that is gone is a fault`() async throws {
        let cluster = StubCluster { (request) throws(TransportError) -> String? in
            if request.url.origin.port == 9200 { throw .refused(request.url.origin) }
            return request.url.target.contains("_field_caps") ? StubCluster.fields : StubCluster.page(2, of: 2)
        }
        let nodes = ["http://127.0.0.1:9200", "http://127.0.0.1:9201"]
        let read = try await read(await LiveSearch.prepare(request, try cluster.client(nodes), knowledge.searched))
        #expect(read.lines == 2 && read.fault == nil)
        let gone = await LiveSearch.prepare(request, try cluster.client([nodes[0]]), knowledge.searched)
        #expect(gone.error?.fault.name == "refused" && gone.total == 0)
    }

    @Test func `a search that breaks off keeps what came and says that more is missing`() async throws {
        let cluster = StubCluster { (request) throws(TransportError) -> String? in
            if request.url.target.contains("_field_caps") { return StubCluster.fields }
            if request.url.target.hasPrefix("/_search/scroll") { throw .reset(request.url.origin) }
            return StubCluster.page(3, of: 9000)
        }
        let broken = try await read(await LiveSearch.prepare(request, try cluster.client(), knowledge.searched))
        #expect(broken.lines == 6 && broken.fault == "reset" && broken.gaps.contains("BE1032"))
    }

    @Test func `a count that is only a lower bound is no end`() async throws {
        let pages = Mutex(0)
        let cluster = StubCluster { request in
            if request.url.target.contains("_field_caps") { return StubCluster.fields }
            guard request.url.target.hasPrefix("/_search/scroll"), request.method == .post else {
                return StubCluster.page(4, of: 4, relation: "gte")
            }
            let number = pages.withLock { pages in
                pages += 1
                return pages
            }
            return StubCluster.page(number == 1 ? 3 : 0, of: 4, from: 4, relation: "gte")
        }
        let all = try await read(await LiveSearch.prepare(request, try cluster.client(), knowledge.searched))
        #expect(all.lines == 7 && all.gaps.isEmpty)
    }

    @Test func `no index is a gap, and so is an index that begins later`() async throws {
        let empty = StubCluster { _ in #"{"indices":[],"fields":{}}"# }
        let search = await LiveSearch.prepare(request, try empty.client(), knowledge.searched)
        #expect(search.gaps.map(\.code) == ["BE1060"])

        let young = StubCluster { request in
            if request.url.target.contains("_field_caps") { return StubCluster.fields }
            let page = StubCluster.page(2, of: 2)
            return page.dropLast() + #","aggregations":{"all":{"first":{"value":1.763900000E12}}}}"#
        }
        let late = await LiveSearch.prepare(request, try young.client(), knowledge.searched)
        #expect(late.gaps.map(\.code) == ["BE1041"])
    }

    @Test func `Kibana passes the same calls on`() async throws {
        let kibana = StubCluster { request in
            request.url.target.contains("_field_caps") ? StubCluster.fields : StubCluster.page(2, of: 2)
        }
        let client = try kibana.client(["https://kibana.example.com/s/support"], via: .kibana)
        let read = try await read(await LiveSearch.prepare(request, client, knowledge.searched))
        #expect(read.lines == 2)
        for request in kibana.requests.withLock({ $0 }) {
            #expect(request.method == .post)
            #expect(request.url.target.hasPrefix("/s/support/api/console/proxy?path=%2Fbc-%2A%2F_"))
            #expect(
                request.headers.contains { $0.name == "kbn-xsrf" } && request.headers.contains { $0.name == "osd-xsrf" }
            )
        }
    }

    @Test func `the right that is missing is named`() {
        let body =
            #"{"error":{"reason":"action [indices:data/read/field_caps] is unauthorized for user [reader] with effective roles [x] on indices [bc-1], this action is granted by the index privileges [view_index_metadata,manage,read,all]"},"status":403}"#
        let right = RefusedRight.of(Array(body.utf8))
        #expect(right?.hasPrefix("indices:data/read/field_caps on bc-1; ") == true)
        #expect(right?.contains("reader") == false)
        #expect(RefusedRight.of(Array(#"{"error":{"reason":"action [Ben Sample]"}}"#.utf8)) == nil)
    }
}

@Suite struct HitCutterTests {
    private func cut(_ text: String) -> (lines: String, hits: Int)? {
        var cutter = HitCutter(Array(text.utf8))
        return cutter.cut().map { (String(decoding: $0.lines, as: UTF8.self), $0.hits) }
    }

    @Test func `hits are lines, whatever stands in them`() throws {
        let first = #"{"_id":"1","_source":{"hits":{"hits":[1]},"text":"} ] \" \\"}}"#
        let answer = try #require(cut(#"{"hits":{"total":2,"hits":[\#(first), {"_id":"2",\#n"a":1}]},"took":1}"#))
        #expect(answer.hits == 2)
        #expect(answer.lines.hasPrefix(first + "\n") && answer.lines.hasSuffix("}\n"))
        #expect(answer.lines.count { $0 == "\n" } == 2)
    }

    @Test func `an answer without hits has none, and one that is cut off is no answer`() {
        #expect(cut(#"{"hits":{"hits":[]}}"#)?.hits == 0)
        #expect(cut(#"{"count":3}"#)?.hits == 0)
        #expect(SearchPage(Array(#"{"hits":{"hits":[{"_id":"1"},{"_id":"#.utf8)) == nil)
        #expect(SearchPage(Array(#"{"count":3}"#.utf8)) == nil)
    }
}

@Suite struct FieldMapTests {
    private func map(_ fields: String) throws -> FieldMap {
        try #require(FieldMap(Array(#"{"indices":["a","b"],"fields":{\#(fields)}}"#.utf8)))
    }

    @Test func `a twin stands in only where each analyzed index has it`() throws {
        let conflict = try map(
            #""n":{"text":{"searchable":true,"indices":["a"]},"long":{"searchable":true,"indices":["b"]}},"n.keyword":{"keyword":{"searchable":true,"indices":["a"]},"unmapped":{"searchable":false,"indices":["b"]}}"#
        )
        #expect(conflict.wholeTwin(of: try #require(conflict["n"])) == "n.keyword")
        let partial = try map(
            #""n":{"text":{"searchable":true}},"n.keyword":{"keyword":{"searchable":true,"indices":["a"]},"unmapped":{"searchable":false,"indices":["b"]}}"#
        )
        #expect(partial.wholeTwin(of: try #require(partial["n"])) == nil)
    }

    @Test func `what is in nested objects cannot be searched plainly`() throws {
        let nested = try map(#""c":{"nested":{"searchable":false}},"c.n":{"keyword":{"searchable":true}}"#)
        #expect(nested["c.n"]?.isSearchable(as: FieldMap.whole) == false)
    }
}

@Suite struct SearchQueryTests {
    private let fields = Knowledge(Shipped.playbooks).searched

    private func query(_ caps: String) throws -> String {
        let map = try #require(FieldMap(Array(#"{"indices":["a"],"fields":{\#(caps)}}"#.utf8)))
        return SearchQuery(.init(businesses: ["169990000000101"], since: 1, until: 2), map, fields).query.json
    }

    @Test func `a document without a time is found too`() throws {
        let query = try query(#""@timestamp":{"date":{"searchable":true}}"#)
        #expect(query.contains(#"{"bool":{"must_not":[{"exists":{"field":"@timestamp"}}]}}"#))
        #expect(query.contains(#""gte":1,"lt":2"#))
    }

    @Test func `a number that is too long for its twin is found too`() throws {
        let query = try query(
            #""businessNumber":{"text":{"searchable":true}},"businessNumber.keyword":{"keyword":{"searchable":true}}"#)
        #expect(
            query.contains(
                #""filter":[{"exists":{"field":"businessNumber"}}],"must_not":[{"exists":{"field":"businessNumber.keyword"}}]"#
            ))
    }

    @Test func `what the mapping cannot select exactly is not selected`() throws {
        #expect(try query(#""businessNumber":{"text":{"searchable":true}}"#) == #"{"match_all":{}}"#)
        #expect(try query(#""businessNumber":{"keyword":{"searchable":false}}"#) == #"{"match_all":{}}"#)
        #expect(try query(#""@timestamp":{"keyword":{"searchable":true}}"#) == #"{"match_all":{}}"#)
    }
}
