/// All that the gates demand for `dentora`.
let dentoraExamples = """
    examples:
      # BE5101
      - name: chair
        record: '{"integrationSource":"Dentora","restrictionReason":"‘Chair’ is not among the chosen chairs","dentora_chair":"Chair 1"}'
        fires: {BE5101: likely}
      - name: chair, by its path
        record: '{"integrationSource":"Dentora","restrictionReason":"‘Chair’ is not among the chosen chairs","dentora":{"chair":"Chair 1"}}'
        fires: {BE5101: likely}
      - name: chair, by its name
        record: '{"integrationSource":"Dentora","restrictionReason":"‘Chair’ is not among the chosen chairs","chair_name":"Chair 1"}'
        fires: {BE5101: likely}
      - name: chair, compared
        record: '{"integrationSource":"Dentora","restrictionReason":"‘Chair’ is not among the chosen chairs","dentora_chair":"Chair 1"}'
        set: {dentora.chairs: "Chair 2,Chair 3"}
        fires: {BE5101: confirmed}
        nearMisses: {Chair 1: Chair 2}
      - name: near miss, one chair of many
        record: '{"integrationSource":"Dentora","restrictionReason":"‘Chair’ is among the chosen chairs","dentora_chair":"Chair 1"}'
        fires: {BE1100: undetermined}
        mustNotFire: [BE5101]

      # BE5102
      - name: paused
        record: '{"integrationSource":"Dentora","restrictionReason":"Practice is paused","businessNumber":"169990000000501"}'
        fires: {BE5102: likely}
        business: "169990000000501"
      - name: paused, and the chair is in the way as well
        record: '{"integrationSource":"Dentora","restrictionReason":"Practice is paused","dentora_chair":"Room 9"}'
        set: {dentora.chairs: "Chair 2"}
        fires: {BE5102: likely}
        alsoBlockedBy: [BE5101]
      - name: near miss, a pause in the past
        record: '{"integrationSource":"Dentora","restrictionReason":"Practice was paused"}'
        fires: {BE1100: undetermined}
        mustNotFire: [BE5102]

      # BE5201
      - name: bridge
        line: '2026-11-18 06:00:01 ERROR chairside bridge offline'
        fires: {BE5201: likely}

    """
