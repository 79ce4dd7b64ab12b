extension ByteSource {
    /// Bytes that are in memory already, such as a playbook's example; `name` stands where a path would.
    public convenience init(_ bytes: [UInt8], name: String) {
        self.init(name: name, descriptor: -1, owned: false, memory: bytes, mostKept: bytes.count)
    }
}

extension [UInt8] {
    /// Copies up to `length` bytes, beginning at `start`; answers how many, 0 at the end.
    func copy(from start: Int, into target: UnsafeMutablePointer<UInt8>, _ length: Int) -> Int {
        let count = Swift.min(length, self.count - start)
        guard count > 0 else { return 0 }
        withUnsafeBufferPointer { bytes in
            guard let base = bytes.baseAddress else { return }
            target.update(from: base + start, count: count)
        }
        return count
    }
}
