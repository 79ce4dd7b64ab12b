internal import CPlaybooks

/// The vocabulary that is shipped with the playbooks, embedded at build time.
public enum EmbeddedVocabulary {
    /// `playbooks/vocabulary.txt`: one word a line; lines with `#` are comments.
    public static var text: [UInt8] {
        let file = cpb_vocabulary()
        return Array(UnsafeBufferPointer(start: file.bytes, count: file.length))
    }
}
