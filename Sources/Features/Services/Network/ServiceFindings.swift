public import Model

extension PlaybookSet {
    /// A finding about a call that brought no usable answer, with the words of the playbooks' table of faults.
    public func finding(
        _ error: TransportError, doing: String, verdict: Verdict, subject: String, integration: String? = nil
    ) -> Finding {
        finding(
            ofFault: error.name, facts: error.facts, doing: doing, verdict: verdict, subject: subject,
            integration: integration)
    }

    /// A finding about a credential that could not be had from its source.
    public func finding(_ fault: CredentialFault, service: String, integration: String? = nil) -> Finding {
        let words = fault.words
        return finding(
            ofFault: fault.faultName,
            facts: ["what": words.text.prefix(1).uppercased() + words.text.dropFirst(), "fix": words.remedy],
            doing: nil, verdict: .confirmed, subject: service, integration: integration)
    }
}

extension CommandError {
    /// A command that cannot begin without the credential: 77 where the source refused, 78 where it is configured wrong.
    public init(_ fault: CredentialFault) {
        self.init(
            fault.isRefusal ? ExitCode.credentialRefused : ExitCode.configuration, fault.words.text,
            remedy: fault.words.remedy)
    }
}
