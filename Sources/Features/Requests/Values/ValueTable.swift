internal import Model
internal import Support

/// All given values beside all parameters: what is missing, unknown, repeated or wrong.
struct ValueTable {
    let parameters: [RequestParameter]
    let playbook: Playbook?
    let playbooks: [Playbook]

    /// The values by parameter, and what is worth saying; all faults at once.
    func read(_ given: [GivenValue]) throws(RequestFault) -> ([String: ParameterValue], notes: [String]) {
        var faults: [ValueFault] = []
        let names = parameters.map(\.name)
        for value in given where !names.contains(value.name) {
            let nearest =
                names.first { $0.lowercased() == value.name.lowercased() }
                ?? NearestWord.nearest(to: value.name, among: names)
            let expected = names.isEmpty ? "no value at all" : "one of \(names.joined(separator: ", "))"
            faults.append(
                ValueFault(
                    parameter: value.name, found: "no such value",
                    expected: nearest.map { "\($0)? It is \(expected)" } ?? expected))
        }
        var values: [String: ParameterValue] = [:]
        var reader = ValueReader(playbook: playbook, playbooks: playbooks)
        for parameter in parameters {
            let own = given.filter { $0.name == parameter.name }.map(\.value)
            do throws(ValueFault) {
                if !own.isEmpty {
                    values[parameter.name] = try reader.read(own, parameter)
                } else if parameter.type == .secret, let standing = SecretReading.standing(parameter) {
                    values[parameter.name] = .secret(standing)
                } else if !parameter.isOptional {
                    faults.append(
                        ValueFault(
                            parameter: parameter.name, found: "missing",
                            expected: ExpectedValue.of(parameter, in: playbook)
                                + ", such as \(parameter.name)=\(parameter.example)"))
                }
            } catch {
                faults.append(error)
            }
        }
        guard faults.isEmpty else { throw .values(faults) }
        return (values, reader.notes)
    }
}
