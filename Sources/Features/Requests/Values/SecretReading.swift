internal import Model

/// Reads where a secret stands. A secret itself is refused, and not repeated: it would stay in the shell's history.
enum SecretReading {
    static func read(_ given: [String], _ parameter: RequestParameter) throws(ValueFault) -> SecretReference {
        guard given.count == 1, let text = given.first else {
            throw fault(parameter, "\(given.count) values")
        }
        if text.hasPrefix("env:") {
            let name = String(text.dropFirst(4))
            guard isVariable(name) else { throw fault(parameter, "env: without the name of a variable") }
            return .variable(name)
        }
        guard text.hasPrefix("file:") else { throw fault(parameter, "a value that is no reference (not shown)") }
        let path = String(text.dropFirst(5))
        guard !path.isEmpty, path.unicodeScalars.allSatisfy(ShownScalars.isShown) else {
            throw fault(parameter, "file: without a path of visible characters")
        }
        return .file(path)
    }

    /// The variable that holds it where nothing is said.
    static func standing(_ parameter: RequestParameter) -> SecretReference? {
        parameter.variable.flatMap { isVariable($0) ? .variable($0) : nil }
    }

    private static func fault(_ parameter: RequestParameter, _ found: String) -> ValueFault {
        ValueFault(
            parameter: parameter.name, found: found,
            expected: "where the secret stands: \(parameter.name)=file:PATH or \(parameter.name)=env:NAME, "
                + "never the secret itself")
    }

    private static func isVariable(_ name: String) -> Bool {
        guard let first = name.utf8.first, !(0x30...0x39).contains(first) else { return false }
        return name.utf8.allSatisfy { PlainText.isWordByte($0) }
    }
}
