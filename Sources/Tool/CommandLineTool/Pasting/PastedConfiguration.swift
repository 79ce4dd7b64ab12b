internal import Configuration
internal import LogAnalysis
internal import LogReading
internal import Model

/// Tells the bodies and answers of group and mapping calls from log records: they would look like records without a
/// reason.
struct PastedConfiguration {
    private let reader: ConfigurationReader

    init(_ playbooks: PlaybookSet) { reader = ConfigurationReader(playbooks: playbooks) }

    /// Most documents are records, which need not be read as configurations as well.
    private static let keys = ["integrationGroup", "integrationSourceType", "integrationProperties"].map {
        Array($0.utf8)
    }

    /// Whether a piece is such a body or answer.
    func holds(_ piece: PastePiece) -> Bool {
        guard piece.kind == .document, Self.keys.contains(where: { piece.bytes.firstRange(of: $0) != nil }) else {
            return false
        }
        let read = reader.read(Array(piece.bytes[piece.opening...]), file: PasteExplainer.name)
        return read.faults.isEmpty && !(read.configuration.groups.isEmpty && read.configuration.mappings.isEmpty)
    }
}
