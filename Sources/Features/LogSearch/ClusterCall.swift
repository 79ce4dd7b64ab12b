internal import Model
internal import Services

/// A call that may be sent to a cluster. There is no other: no case writes, runs a script, or names a path of its own.
enum ClusterCall: Sendable, Equatable {
    /// What the mappings say of each field.
    case fields(index: String)
    /// How many documents a query finds.
    case count(index: String, query: String)
    /// A search; `snapshotSeconds` keeps a fixed view of what it found, whose further pages `page` brings.
    case search(index: String, body: String, snapshotSeconds: Int?)
    /// The next page of such a view.
    case page(snapshot: String, snapshotSeconds: Int)
    /// Gives the view back.
    case free(snapshot: String)

    /// What stands in the request line, below the URL.
    var path: String {
        switch self {
        case .fields(let index):
            "/\(Self.escaped(index))/_field_caps?fields=*&include_unmapped=true&ignore_unavailable=true&allow_no_indices=true"
        case .count(let index, _): "/\(Self.escaped(index))/_count?\(Self.lenient)"
        case .search(let index, _, nil): "/\(Self.escaped(index))/_search?\(Self.lenient)"
        case .search(let index, _, let seconds?): "/\(Self.escaped(index))/_search?\(Self.lenient)&scroll=\(seconds)s"
        case .page, .free: "/_search/scroll"
        }
    }

    private static let lenient = "ignore_unavailable=true&allow_no_indices=true"

    var method: HTTPRequest.Method {
        switch self {
        case .fields: .get
        case .count, .search, .page: .post
        case .free: .delete
        }
    }

    /// JSON, or nothing.
    var body: String? {
        switch self {
        case .fields: nil
        case .count(_, let query): #"{"query":\#(query)}"#
        case .search(_, let body, _): body
        case .page(let snapshot, let seconds):
            PlainValue.object([
                PlainMember("scroll", .text("\(seconds)s")), PlainMember("scroll_id", .text(snapshot)),
            ]).json
        case .free(let snapshot):
            PlainValue.object([PlainMember("scroll_id", .list([.text(snapshot)]))]).json
        }
    }

    /// What the user is told about a call that failed.
    var doing: String {
        switch self {
        case .fields: "Asking the cluster for its fields"
        case .count: "Counting the records"
        case .search, .page: "Searching the records"
        case .free: "Closing the search"
        }
    }

    /// The request, to a node itself or to Kibana, which passes it on.
    ///
    /// Kibana wants `kbn-xsrf`, OpenSearch Dashboards `osd-xsrf`; each ignores the other's.
    func request(to base: HTTPURL, via access: LogsAccess) throws(HTTPURLError) -> HTTPRequest {
        var headers = [HTTPHeader("X-Opaque-Id", "be-diagnose"), HTTPHeader("Accept", "application/json")]
        if body != nil { headers.append(HTTPHeader("Content-Type", "application/json")) }
        let bytes = body.map { Array($0.utf8) }
        switch access {
        case .cluster:
            return HTTPRequest(method, try base.appending(path), headers: headers, body: bytes, effect: .read)
        case .kibana:
            headers += [HTTPHeader("kbn-xsrf", "be-diagnose"), HTTPHeader("osd-xsrf", "be-diagnose")]
            let inner = PercentEncoding.text(path, plain: "-_.~")
            let url = try base.appending("/api/console/proxy?path=\(inner)&method=\(method.rawValue)")
            return HTTPRequest(.post, url, headers: headers, body: bytes, effect: .read)
        }
    }

    /// An index pattern as a part of a path: `*` and `,` keep their meaning, `/` loses its own.
    private static func escaped(_ index: String) -> String { PercentEncoding.text(index, plain: "-_.~*,") }
}
