internal import Model

/// JSON for files that hold secrets, which must not pass the gate: it would hide them.
enum SecretJSON {
    /// An object of texts on one line, with a newline at its end.
    static func text(_ value: PlainValue) -> String { value.json + "\n" }

    /// A text as JSON writes it.
    static func quoted(_ text: String) -> String { PlainValue.quoted(text) }
}
