/// An integration that exists nowhere, as support would add it.
let dentora = """
    playbook: Dentora
    kind: integration
    title: Dentora, an invented system for dentists.
    version: 1
    verified: "2026-11-21"

    integration:
      names: [Dentora, Dentora Cloud]
      sourceID: 77

    evidenceFields:
      - name: dentora_chair
        label: chair
        type: name
        aliases: [dentora_chair, dentora.chair, chair_name]

    properties:
      - key: dentora.chairs
        label: chosen chairs
        levels: [group]
        separator: ","
        meaning: The chairs whose patients get a request.

    rules:
      - code: BE5101
        kind: notInAllowedList
        reason: ‘Chair’ is not among the chosen chairs
        field: dentora_chair
        property: dentora.chairs
      - code: BE5102
        kind: flag
        reason: Practice is paused
      - code: BE5201
        kind: textSignature
        texts:
          - Chairside bridge offline

    codes:
      - code: BE5101
        title: Chair is not among the chosen chairs
        severity: warning
        source: invented
        explanation: The appointment's chair is not on the client's list.
        falsePositives:
          - The client does not want this chair.
        decidedBy: The chair in the record beside the list.
        remedies:
          - text: Ask the client which chairs should get a request.
            owner: client
      - code: BE5102
        title: The practice is paused
        severity: warning
        source: invented
        explanation: Somebody paused the practice.
        falsePositives:
          - The pause is meant.
        decidedBy: The switch in Dentora.
        remedies:
          - text: Ask the client to end the pause.
            owner: client
      - code: BE5201
        title: The bridge is offline
        severity: error
        source: invented
        explanation: Dentora's bridge did not answer.
        falsePositives:
          - It came back a minute later.
        decidedBy: Whether the bridge answers now.
        remedies:
          - text: Have the practice start the bridge.
            owner: client

    """
