internal import Model

/// What mappings say of their businesses besides the properties, and which businesses and groups were given.
struct MappingStates: Sendable {
    /// In the order of the files, each once.
    let businesses: [String]
    /// In the order of the files, each once.
    let groupNumbers: [String]
    private let known: Set<String>
    /// What `--set` says, which holds for every business.
    private var given: [MappingRole: Setting] = [:]
    private var ofBusiness: [String: State] = [:]

    private struct State {
        var isActive: Set<Bool> = []
        var isPlanned = false
        var place: SourcePlace?
        var texts: [MappingRole: String] = [:]
    }

    init(_ configuration: ClientConfiguration, _ settings: [Setting]) {
        var seen: Set<String> = []
        businesses = configuration.mappings.map(\.businessNumber).filter { seen.insert($0).inserted }
        let mapped = seen
        var numbers: Set<String> = []
        groupNumbers = configuration.groups.compactMap(\.businessNumber).filter { numbers.insert($0).inserted }
        known = mapped.union(numbers)
        for setting in settings {
            // Of two values for one name neither is known to be meant; the last one is what a shell user expects.
            if let role = MappingRole(rawValue: setting.key) { given[role] = setting }
        }
        for mapping in configuration.mappings {
            var state = ofBusiness[mapping.businessNumber] ?? State()
            if let isActive = mapping.isActive {
                if mapping.isPlanned, !state.isPlanned {
                    state.isActive = []
                    state.isPlanned = true
                }
                state.isActive.insert(isActive)
                state.place = state.place ?? mapping.place
            }
            if let frequency = mapping.frequency { state.texts[.frequency] = state.texts[.frequency] ?? frequency }
            if let next = mapping.nextRunTime { state.texts[.nextRunTime] = state.texts[.nextRunTime] ?? next }
            ofBusiness[mapping.businessNumber] = state
        }
    }

    /// Whether a mapping or a group was given for a business.
    func isKnown(_ business: String) -> Bool { known.contains(business) }

    func isActive(_ business: String) -> Bool? {
        if let given = given[.active] { return given.value == "true" }
        guard let said = ofBusiness[business]?.isActive, said.count == 1 else { return nil }
        return said.first
    }

    /// Whether its own mappings call it inactive, whatever `--set` says.
    func isSwitchedOff(_ business: String) -> Bool { ofBusiness[business]?.isActive == [false] }

    func statusPlace(_ business: String) -> SourcePlace? { given[.active]?.place ?? ofBusiness[business]?.place }

    func text(_ role: MappingRole, _ business: String) -> String? {
        given[role]?.value ?? ofBusiness[business]?.texts[role]
    }

    /// The setting of `--set` that switches every business on or off.
    var givenStatus: Setting? { given[.active] }
}
