internal import Model

/// Names of files as reports call them.
///
/// A name as programs and shells like it, of letters, digits and `.`, `_`, `-`, is shown as it was given, and the report says so;
/// of any other only what is known to be harmless.
enum FileNames {
    static func shown(_ name: String) -> String {
        isPlain(name) ? name : HarmlessText.shipped.shown(name)
    }

    /// As a person calls it: `-` is standard input.
    static func said(_ name: String) -> String { name == "-" ? "stdin" : name }

    /// A line of an input: `export.ndjson:12`, `stdin, line 12`.
    static func place(_ name: String, line: Int) -> String {
        name == "-" ? "stdin, line \(line)" : "\(name):\(line)"
    }

    /// What to say of the names of inputs where one of them may be a person's for all that is known.
    static func remark(_ inputs: [InputSummary]) -> String? {
        inputs.contains { isDoubtful($0.name) } ? "file names are shown as given" : nil
    }

    private static func isDoubtful(_ name: String) -> Bool {
        guard var file = name.split(separator: "/").last.map(String.init), isPlain(name) else { return false }
        return file.withUTF8 { bytes in
            bytes.split(whereSeparator: { !Ascii.isLetter($0) }).contains { part in
                part.count > 2 && !HarmlessText.shipped.isHarmless(UnsafeBufferPointer(rebasing: part))
            }
        }
    }

    private static func isPlain(_ name: String) -> Bool {
        name.utf8.allSatisfy { Ascii.isWord($0) || "._-/~+=:".utf8.contains($0) }
    }
}
