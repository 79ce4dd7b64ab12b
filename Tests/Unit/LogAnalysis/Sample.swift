@testable import Model

/// Two small playbooks: one integration, and the platform.
enum Sample {
    static let playbooks = PlaybookSet(
        [platform, integration].compactMap { PlaybookReading.read(Array($0.utf8), file: "sample.yaml").playbook })

    private static let integration = """
        playbook: Dentora
        kind: integration
        title: An invented integration.
        version: 1
        verified: "2026-11-21"
        integration: {names: [Dentora], sourceID: 77}
        rules:
          - code: BE5101
            kind: flag
            reason: ‘Chair’ is not among the chosen chairs
          - code: BE5102
            kind: flag
            reason: Practice is paused
          - code: BE5103
            kind: flag
            reason: Visit, or its follow-up, is private
          - code: BE5201
            kind: textSignature
            texts: [Bridge offline, "Bridge:"]

        """

    private static let platform = """
        playbook: Platform
        kind: platform
        title: The platform.
        version: 1
        verified: "2026-11-21"
        recordFields:
          - {role: reason, aliases: [restrictionReason]}
          - {role: business, aliases: [businessNumber]}
          - {role: integration, aliases: [integrationSource]}
          - {role: time, aliases: ["@timestamp"]}
        statusPhrases: ["HTTP {status}", "status={status}"]
        rules:
          - code: BE4101
            kind: status
            statuses: ["401"]
          - code: BE4101
            kind: textSignature
            texts: [401 Unauthorized]
          - code: BE4105
            kind: status
            statuses: [5xx]

        """
}
