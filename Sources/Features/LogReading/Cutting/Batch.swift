/// Whole documents or whole lines, as many as one worker takes at a time.
final class Batch {
    /// One document of a batch.
    struct Unit {
        var offset: Int
        var length: Int
        var line: Int
        /// A line of text between documents.
        var isPlain = false
    }

    var bytes = ByteBuffer(capacity: Batch.size)
    /// Where the lines begin in `bytes`.
    var start = 0
    /// The documents; empty for a batch of lines.
    var units: [Unit] = []
    /// Whether each line stands alone.
    var isLines = false
    /// Batches are numbered in the order of the input, so that line numbers can be told afterwards.
    var sequence = 0
    /// Lines behind its last one that nobody reads.
    var passedLines = 0
    /// The number of the first line of a batch of lines; nothing where lines are not counted.
    var firstLine: Int?

    /// Large enough that taking turns costs nothing, small enough for a processor's cache.
    static let size = 1 << 20

    func removeAll() {
        bytes.removeAll()
        start = 0
        passedLines = 0
        units.removeAll(keepingCapacity: true)
    }

    /// How many lines it holds, but for one that no newline ends.
    var newlines: Int {
        var count = 0
        for offset in start..<bytes.count where bytes.base[offset] == Ascii.newline { count += 1 }
        return count
    }
}
