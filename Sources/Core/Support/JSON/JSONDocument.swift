internal import CSimdjson

/// A text that was read, shared by all its nodes; the bytes are wiped when the last node goes.
final class JSONDocument: Sendable {
    let bytes: PaddedBytes
    let nodes: [cjt_node]

    init(_ bytes: PaddedBytes, _ nodes: [cjt_node]) {
        self.bytes = bytes
        self.nodes = nodes
    }
}

/// A copy of a text with room for simdjson to read on behind it.
final class PaddedBytes: @unchecked Sendable {
    // Unchecked: written here only, and by nobody later.
    let base: UnsafeMutablePointer<CChar>
    let count: Int

    init(_ bytes: UnsafeRawBufferPointer) {
        count = bytes.count
        base = .allocate(capacity: bytes.count + Int(CJT_PADDING))
        let room = UnsafeMutableRawBufferPointer(start: base, count: bytes.count + Int(CJT_PADDING))
        room.copyMemory(from: bytes)
        UnsafeMutableRawBufferPointer(rebasing: room[bytes.count...]).initializeMemory(as: UInt8.self, repeating: 0)
    }

    deinit {
        cjt_wipe(base, count)
        base.deallocate()
    }
}
