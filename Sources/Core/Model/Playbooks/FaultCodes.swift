/// The one code of a fault that stands in the sources; all others stand in the playbooks' table.
enum FaultCodes {
    /// For a fault that the table leaves out, which the shipped one does not.
    static let untold = "BE9105"
}
