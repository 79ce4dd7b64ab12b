public import Model
internal import Support

/// athenahealth's API through a client that brings the token along.
public struct AthenahealthClient: Sendable {
    private let http: HTTPClient
    private let base: HTTPURL
    private let clock: NetworkClock

    /// A client of the API at a base URL without `/v1`.
    init(http: HTTPClient, base: HTTPURL, clock: NetworkClock) {
        self.http = http
        self.base = base
        self.clock = clock
    }

    /// Every practice that our key may see, all pages. Practice 1 stands for all of them.
    public func practices() async throws(AthenahealthError) -> Collected<Practice> {
        try await collect("/v1/1/practiceinfo", key: "practiceinfo", RowReading.practice)
    }

    /// The departments of a practice, all pages; with `hidden` also those that the portal does not show.
    public func departments(
        of practice: VendorID, hidden: Bool
    ) async throws(AthenahealthError) -> Collected<Department> {
        let query = hidden ? "?showalldepartments=true" : ""
        return try await collect("/v1/\(practice)/departments\(query)", key: "departments", RowReading.department)
    }

    /// The cancellation reasons of a practice, all pages. The vendor's own limit is 100, so more are asked for; the name
    /// of the list is documented nowhere, so the first list of objects is taken.
    public func cancelReasons(of practice: VendorID) async throws(AthenahealthError) -> Collected<CancelReason> {
        try await collect("/v1/\(practice)/appointmentcancelreasons?limit=5000", key: nil, RowReading.cancelReason)
    }

    /// Whether our key may use a practice: returns if so, and throws what else athenahealth says.
    public func ping(_ practice: VendorID) async throws(AthenahealthError) {
        let document = try await document(at: address("/v1/\(practice)/ping"))
        guard LooseValue.truth(of: document["pong"]) == true else {
            throw .unexpected("the answer to `ping` has no `pong`")
        }
    }

    /// Whether a 401 is about the token, so that a fresh one is worth a try; a right that is missing is not.
    static func isRefusedToken(_ answer: HTTPAnswer) -> Bool { answer.status == 401 && !Refusal(answer).isMissingRight }

    private func collect<Row: Identified>(
        _ path: String, key: String?, _ read: @escaping @Sendable (JSONNode) -> RowReading.Outcome<Row>
    ) async throws(AthenahealthError) -> Collected<Row> {
        var walk = PageWalk(key: key, read: read)
        var next: HTTPURL? = try address(path)
        while let url = next {
            do throws(AthenahealthError) {
                next = try walk.take(try await document(at: url), from: url)
            } catch {
                // Nothing at all is an error; a page that is missing among others is a gap.
                guard walk.pages > 0 else { throw error }
                walk.miss(error)
                next = nil
            }
        }
        return walk.collected
    }

    private func address(_ path: String) throws(AthenahealthError) -> HTTPURL {
        guard let url = try? base.appending(path) else { throw .unexpected("no URL can be made of the profile's") }
        return url
    }

    private func document(at url: HTTPURL) async throws(AthenahealthError) -> JSONNode {
        let answer = try await answer(
            HTTPRequest(
                .get, url,
                headers: [HTTPHeader("Accept", "application/json"), HTTPHeader("Content-Type", "application/json")]))
        let refusal = Refusal(answer)
        if answer.status == 401 { throw refusal.isMissingRight ? .notGranted : .unauthorized }
        if answer.status == 404, refusal.isAboutPractice { throw .noSuchPractice }
        let body: [UInt8]
        do throws(TransportError) { body = try answer.json(now: clock.unixTime()) } catch {
            throw .failed(error, said: refusal.text)
        }
        do throws(JSONError) { return try WholeJSON.document(in: body) } catch {
            throw .unexpected("the answer is not complete JSON (\(error))")
        }
    }

    /// What the client throws as a status comes from the token call: of an API call, every status is an answer.
    private func answer(_ request: HTTPRequest) async throws(AthenahealthError) -> HTTPAnswer {
        do throws(TransportError) {
            return try await http.send(request)
        } catch {
            switch error {
            case .status(_, 401, _, _): throw .tokenRefused
            case .status, .notJSON: throw .noToken(error)
            default: throw .failed(error, said: nil)
            }
        }
    }
}

/// What a refusing answer says of itself: `{"error","detailedmessage"}`, or nothing that can be read.
struct Refusal {
    private let error: String?
    private let detail: String?
    private let isObject: Bool

    init(_ answer: HTTPAnswer) {
        guard !(200...299).contains(answer.status), case .json = AnswerKind.of(answer),
            let document = try? WholeJSON.document(in: answer.body), document.kind == .object
        else {
            (error, detail, isObject) = (nil, nil, false)
            return
        }
        error = document["error"]?.text
        detail = document["detailedmessage"]?.text
        isObject = true
    }

    /// The key has no right to the practice.
    var isMissingRight: Bool { error.map(Self.plain) == "incorrect permissions" }

    /// The practice does not exist; a gateway's own 404 says something else, or nothing.
    var isAboutPractice: Bool {
        isObject && [error, detail].compactMap(\.self).contains { Self.plain($0).contains("practice") }
    }

    /// The API's own words, cut where they get long.
    var text: String? {
        let words = [error, detail].compactMap(\.self).joined(separator: " ")
        return words.isEmpty ? nil : String(words.prefix(200))
    }

    private static func plain(_ text: String) -> String {
        let lower = text.lowercased().split(whereSeparator: \.isWhitespace).joined(separator: " ")
        return lower.hasSuffix(".") ? String(lower.dropLast()) : lower
    }
}
