internal import Model

/// A run without the profile's requests: the credentials are proven, the rest is done on the dashboard.
public struct ByHand {
    public let session: RunSession
    public let run: Int
    public let record: RunRecord
    public let retriesLogins: Bool

    /// Takes all parts, one by one.
    public init(session: RunSession, run: Int, record: RunRecord, retriesLogins: Bool) {
        self.session = session
        self.run = run
        self.record = record
        self.retriesLogins = retriesLogins
    }

    /// Tries each credential once, and settles the businesses whose credential does not work.
    public func prove() async throws(JournalFault) {
        let calls = RunCalls(
            CredentialLooker(desk: session.desk, access: session.access, plan: record.plan),
            retriesLogins: retriesLogins, isDryRun: true)
        let order = record.plan.order(concurrency: 1)
        for proof in order.proofs {
            try append(.proving(proof.key))
            guard case .proof(_, let outcome) = await calls.perform(.prove(proof.key)) else {
                continue
            }
            if let detail = calls.proofDetails[proof.key] {
                let why = PlainValue.object([
                    PlainMember("proof", .text(proof.key)), PlainMember("detail", .text(detail)),
                ])
                try session.journal.append(run: run, kind: "why", body: why.json)
            }
            try append(.proved(proof.key, outcome))
            for business in order.businesses where business.proof == proof.key {
                switch outcome {
                case .works: continue
                case .fails, .permissionMissing: try append(.settled(business.number, .credentialsFail))
                case .notGranted: try append(.settled(business.number, .notGranted))
                case .wrongPractice: try append(.settled(business.number, .wrongPractice))
                case .failedBefore, .unknown: try append(.settled(business.number, .notProven))
                }
            }
        }
        let counted = PlainValue.object([
            PlainMember("reads", .integer(session.desk.count.reads)),
            PlainMember("logins", .integer(session.desk.count.logins)),
        ])
        try session.journal.append(run: run, kind: "counted", body: counted.json)
    }

    private func append(_ fact: Fact) throws(JournalFault) {
        let words = fact.words
        try session.journal.append(run: run, kind: words.kind, body: words.body.json)
    }
}
