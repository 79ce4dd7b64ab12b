import Synchronization
import Testing

@testable import Services

/// A client whose client is a function of the target.
enum Doubles {
    typealias Answers = @Sendable (_ target: String) throws(TransportError) -> (status: Int, body: [UInt8])

    static func client(_ answers: @escaping Answers) throws -> AthenahealthClient {
        let client = HTTPClient { (request) async throws(TransportError) -> HTTPAnswer in
            #expect(request.method == .get)
            let (status, body) = try answers(request.url.target)
            return HTTPAnswer(origin: request.url.origin, status: status, body: body)
        }
        return AthenahealthClient(http: client, base: try HTTPURL("https://api.example.com"), clock: clock)
    }

    /// The same with texts; a target that is not among them fails the test.
    static func client(_ answers: [String: (Int, String)]) throws -> AthenahealthClient {
        try client { target in
            guard let (status, text) = answers[target] else {
                Issue.record("an unexpected call: \(target)")
                return (500, [])
            }
            return (status, Array(text.utf8))
        }
    }

    private static let clock = NetworkClock(
        elapsed: { .zero }, unixTime: { 1_795_000_000 }, sleep: { _ in }, random: { 0.5 })
}
